--- What the server shows: in a window of its own, so that the Dockerfile stays where it is.

local M = {}

local function window_of(buffer)
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if vim.api.nvim_win_get_buf(window) == buffer then
      return window
    end
  end
end

local function close_with_q(buffer)
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, nowait = true })
end

local function is_page(path)
  return vim.fs.basename(path):match('^layers%-%x+%.%a+$') ~= nil
end

--- Answers `window/showDocument`.
function M.show(err, params, context, config)
  local default = vim.lsp.handlers['window/showDocument']
  if params.external or not is_page(vim.uri_to_fname(params.uri)) then
    return default(err, params, context, config)
  end
  local path = vim.uri_to_fname(params.uri)
  local buffer = vim.fn.bufadd(path)
  local window = window_of(buffer)
  if window then
    vim.api.nvim_set_current_win(window)
    vim.cmd.edit({ bang = true })
  else
    vim.cmd('keepalt botright split ' .. vim.fn.fnameescape(path))
  end
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].readonly = true
  vim.bo[buffer].bufhidden = 'wipe'
  vim.wo.wrap = false
  close_with_q(buffer)
  local selection = params.selection
  if selection then
    local last = vim.api.nvim_buf_line_count(buffer)
    vim.api.nvim_win_set_cursor(0, { math.min(selection.start.line + 1, last), 0 })
  end
  return { success = true }
end

--- A text that was asked of the program.
function M.text(lines, title)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].bufhidden = 'wipe'
  vim.api.nvim_buf_set_name(buffer, ('strates://%s/%d'):format(title, buffer))
  vim.cmd(('keepalt botright %dsplit'):format(math.min(#lines + 1, math.floor(vim.o.lines / 2))))
  vim.api.nvim_win_set_buf(0, buffer)
  close_with_q(buffer)
end

return M
