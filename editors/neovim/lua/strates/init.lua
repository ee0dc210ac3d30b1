local M = {}

local say = require('strates.language').say

local function wants(feature)
  return (vim.g.strates or {})[feature] ~= false
end

--- The program, as the user may have set it with `vim.lsp.config`; `nil` where Neovim connects to a
--- server in another way.
function M.program()
  local config = vim.lsp.config.strates
  local cmd = config and config.cmd
  return type(cmd) == 'table' and cmd[1] or nil
end

local function is_missing()
  local program = M.program()
  return program ~= nil and vim.fn.executable(program) == 0
end

local function is_enabled()
  return vim.lsp.is_enabled ~= nil and vim.lsp.is_enabled('strates')
end

local function enable()
  if not is_missing() then
    return vim.lsp.enable('strates')
  end
  local program = M.program()
  vim.notify_once(
    say(
      ('strates: the program `%s` is not on PATH. `:checkhealth strates` says how to install it.'):format(program),
      ('strates\u{a0}: le programme `%s` est introuvable dans PATH. `:checkhealth strates` dit comment l\'installer.'):format(program)
    ),
    vim.log.levels.WARN
  )
end

--- A Dockerfile was opened.
function M.open(buffer)
  if wants('treesitter') then
    require('strates.treesitter').start(buffer)
  end
  if not wants('enable') or is_enabled() then
    return
  end
  -- What opened the file goes on first: enabled in the middle of it, the server would not see this file.
  if vim.v.vim_did_enter == 1 then
    vim.schedule(enable)
  else
    vim.api.nvim_create_autocmd('VimEnter', { once = true, callback = vim.schedule_wrap(enable) })
  end
end

--- Neovim 0.11 asks for lenses only when it is told to.
local function keep_lenses_fresh(client, buffer)
  vim.lsp.codelens.refresh({ bufnr = buffer })
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = vim.api.nvim_create_augroup('strates.lenses.' .. buffer, {}),
    buffer = buffer,
    callback = function()
      if not vim.lsp.buf_is_attached(buffer, client.id) then
        return true
      end
      vim.lsp.codelens.refresh({ bufnr = buffer })
    end,
  })
end

function M.attached(client, buffer)
  if wants('inlay_hints') then
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  end
  if not wants('code_lens') then
    return
  elseif vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = buffer })
  else
    keep_lenses_fresh(client, buffer)
  end
end

return M
