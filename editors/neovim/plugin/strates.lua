-- Starts with the first Dockerfile. `vim.g.strates` may say, before that:
--   { enable = false, code_lens = false, inlay_hints = false, treesitter = false }
if vim.g.loaded_strates then
  return
end
vim.g.loaded_strates = true

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify('strates: Neovim 0.11', vim.log.levels.WARN)
  return
end

vim.filetype.add({
  pattern = {
    ['.*%.[Dd]ockerfile'] = 'dockerfile',
    ['.*%.[Cc]ontainerfile'] = 'dockerfile',
  },
})

local group = vim.api.nvim_create_augroup('strates', {})

vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'dockerfile',
  callback = function(event)
    require('strates').open(event.buf)
  end,
})

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'strates' then
      require('strates').attached(client, event.buf)
    end
  end,
})

vim.api.nvim_create_user_command('StratesLayers', function(command)
  require('strates.commands').layers(command.bang)
end, { bang = true, desc = 'strates: the layers as a table; with !, as a picture' })

vim.api.nvim_create_user_command('StratesExplain', function(command)
  require('strates.commands').explain(command.args)
end, {
  nargs = '*',
  complete = function(typed)
    return require('strates.commands').subjects(typed)
  end,
  desc = 'strates: what a word of a Dockerfile is for; without one, the word under the cursor',
})
