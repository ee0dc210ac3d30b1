---@brief
---
--- strates: Dockerfiles, in English and French.
---
--- Settings go under `settings.strates`, as `:help strates-settings` lists them.

---@type vim.lsp.Config
return {
  cmd = { 'strates', 'lsp' },
  filetypes = { 'dockerfile' },
  root_markers = { 'strates.toml', '.git' },
  -- Neovim tells servers no language of its own.
  before_init = function(params)
    params.locale = require('strates.language').tag()
  end,
  handlers = {
    ['textDocument/diagnostic'] = function(...)
      return require('strates.unnamed').diagnostic(...)
    end,
    ['window/showDocument'] = function(...)
      return require('strates.pages').show(...)
    end,
  },
}
