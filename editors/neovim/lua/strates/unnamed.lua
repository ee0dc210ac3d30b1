--- Findings in a buffer without a name. Neovim's own handler looks the buffer up by its name: it would
--- put them into a new empty buffer each time.

local M = {}

local namespace = vim.api.nvim_create_namespace('strates.unnamed')

local function as_vim(found)
  return {
    lnum = found.range.start.line,
    col = found.range.start.character,
    end_lnum = found.range['end'].line,
    end_col = found.range['end'].character,
    severity = found.severity,
    message = found.message,
    source = found.source,
    code = found.code,
    user_data = { lsp = found },
  }
end

--- Answers `textDocument/diagnostic`. The buffer may have got its name since it was asked for.
function M.diagnostic(err, result, context)
  local buffer = context.bufnr
  if context.params.textDocument.uri ~= 'file://' then
    vim.diagnostic.reset(namespace, buffer)
    return vim.lsp.diagnostic.on_diagnostic(err, result, context)
  elseif not result or result.kind == 'unchanged' or not vim.api.nvim_buf_is_valid(buffer) then
    return
  end
  -- Columns are bytes, as Neovim counts them: it speaks UTF-8 with the server.
  vim.diagnostic.set(namespace, buffer, vim.tbl_map(as_vim, result.items))
end

return M
