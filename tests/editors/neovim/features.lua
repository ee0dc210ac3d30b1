-- Runs inside a headless Neovim that has a Dockerfile open, and prints a line for each feature.

local failed = 0

local function check(feature, test)
  local passed, why = xpcall(test, function(problem)
    return debug.traceback(tostring(problem), 2):gsub('\n%s*%[C%].*$', '')
  end)
  if passed then
    io.stdout:write('ok neovim ', feature, '\n')
  else
    failed = failed + 1
    io.stdout:write('FAIL neovim ', feature, ': ', tostring(why), '\n')
  end
end

local function becomes(test, what)
  local last
  local met = vim.wait(8000, function()
    last = test()
    return last and true or false
  end, 20)
  assert(met, what or 'it did not happen in 8 seconds')
  return last
end

local function has(text, part)
  assert(text:find(part, 1, true), ('no %q in:\n%s'):format(part, text))
end

local function lines()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

--- Puts the cursor on the first place of the text.
local function at(text, shift)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return vim.api.nvim_win_set_cursor(0, { number, column - 1 + (shift or 0) })
    end
  end
  error('no ' .. text)
end

local function client()
  return vim.lsp.get_clients({ name = 'strates', bufnr = 0 })[1]
end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window
    end
  end
end

local function close_others()
  vim.cmd('only!')
  local window = float()
  if window then
    vim.api.nvim_win_close(window, true)
  end
end

local function window_text(window)
  return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
end

local function ask(method, params)
  params.textDocument = vim.lsp.util.make_text_document_params(0)
  local answer = client():request_sync(method, params, 8000, vim.api.nvim_get_current_buf())
  assert(answer, method .. ': no answer')
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end

local function diagnostic(code)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if found.code == code then
      return found
    end
  end
end

check('starts with a Dockerfile', function()
  becomes(client)
  assert(client().initialized or becomes(function()
    return client().initialized
  end))
end)

check('agrees on utf-8', function()
  assert(client().offset_encoding == 'utf-8', client().offset_encoding)
end)

check('diagnostics in French', function()
  local found = becomes(function()
    return diagnostic('json-form-broken')
  end)
  has(found.message, 'JSON valide')
  assert(found.lnum == 12 and found.col == 4, ('%d:%d'):format(found.lnum, found.col))
end)

check('hover float in French', function()
  at('WORKDIR /srv')
  vim.lsp.buf.hover()
  local window = becomes(float)
  has(window_text(window), 'couche')
  close_others()
end)

check('hover after accents in the line', function()
  at('$VERSION', 1)
  vim.lsp.buf.hover()
  has(window_text(becomes(float)), 'est vide ici')
  close_others()
end)

check('completion with documentation in French', function()
  local place = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, place, place, false, { 'HEALTHCHECK --inter' })
  local list = ask('textDocument/completion', { position = { line = place, character = 19 } })
  local chosen
  for _, item in ipairs(list.items or list) do
    if vim.startswith(item.label, '--interval') then
      chosen = item
    end
  end
  assert(chosen, 'no --interval')
  local resolved = client():request_sync('completionItem/resolve', chosen, 8000, vim.api.nvim_get_current_buf()).result
  has(vim.inspect(resolved.documentation), 'vérification')
  vim.api.nvim_buf_set_lines(0, place, -1, false, {})
end)

check('completion in the popup, by omnifunc', function()
  assert(vim.bo.omnifunc:find('lsp', 1, true), vim.bo.omnifunc)
end)

check('inlay hints', function()
  local hints = becomes(function()
    local found = vim.lsp.inlay_hint.get({ bufnr = 0 })
    return #found > 0 and found
  end)
  has(vim.inspect(hints), 'couche')
end)

check('code lens in French', function()
  local lenses = becomes(function()
    vim.cmd.redraw()
    local found = vim.lsp.codelens.get(vim.fn.has('nvim-0.12') == 1 and { bufnr = 0 } or 0)
    return #found > 0 and found
  end)
  has(vim.inspect(lenses), 'couches')
end)

check('code lens run: the layers in a window of their own', function()
  at('FROM python')
  local file = vim.api.nvim_get_current_buf()
  vim.ui.select = function(items, _, choose)
    choose(items[1])
  end
  vim.lsp.codelens.run()
  becomes(function()
    return vim.api.nvim_get_current_buf() ~= file
  end)
  has(lines(), 'Étape 0')
  assert(#vim.api.nvim_list_wins() == 2, 'the Dockerfile is gone from the screen')
  vim.cmd('normal q')
  assert(vim.api.nvim_get_current_buf() == file, 'q does not close it')
end)

check(':StratesLayers', function()
  local file = vim.api.nvim_get_current_buf()
  vim.cmd.StratesLayers()
  becomes(function()
    return vim.api.nvim_get_current_buf() ~= file
  end)
  has(lines(), 'métadonnées')
  vim.cmd('normal q')
end)

check(':StratesExplain in French', function()
  vim.cmd('StratesExplain --mount=type=cache')
  has(lines(), 'cache')
  has(lines(), 'construction')
  vim.cmd('normal q')
  at('WORKDIR')
  vim.cmd.StratesExplain()
  has(lines(), 'répertoire')
  vim.cmd('normal q')
end)

check(':StratesExplain completes', function()
  local words = vim.fn.getcompletion('StratesExplain workd', 'cmdline')
  assert(vim.tbl_contains(words, 'WORKDIR'), vim.inspect(words))
end)

check('definition of a stage', function()
  at('--from=base', 7)
  vim.lsp.buf.definition()
  becomes(function()
    return vim.api.nvim_win_get_cursor(0)[1] == 3
  end)
end)

check('rename of a stage', function()
  at('AS base', 3)
  vim.lsp.buf.rename('socle')
  becomes(function()
    return lines():find('--from=socle', 1, true)
  end)
  has(lines(), 'from socle AS final')
end)

check('code action applied', function()
  at("CMD ['python'", 4)
  -- Neovim offers what the diagnostics of this line can be mended with.
  becomes(function()
    return diagnostic('json-form-broken')
  end)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.isPreferred and action.kind == 'quickfix'
    end,
  })
  becomes(function()
    return lines():find('CMD ["python", "app.py"]', 1, true)
  end)
  becomes(function()
    return not diagnostic('json-form-broken')
  end, 'the finding stays')
end)

check('format', function()
  vim.lsp.buf.format({ timeout_ms = 8000 })
  has(lines(), 'FROM socle AS final')
  has(lines(), '&& \\\n\techo')
end)

check('semantic tokens', function()
  local tokens = becomes(function()
    at('${VERSION}', 2)
    local place = vim.api.nvim_win_get_cursor(0)
    local found = vim.lsp.semantic_tokens.get_at_pos(0, place[1] - 1, place[2])
    return found and #found > 0 and found
  end)
  assert(tokens[#tokens].type == 'variable', vim.inspect(tokens))
end)

check('symbols, folding and highlights', function()
  has(vim.inspect(ask('textDocument/documentSymbol', {})), 'final')
  assert(#ask('textDocument/foldingRange', {}) > 0)
  at('AS socle', 3)
  local place = vim.api.nvim_win_get_cursor(0)
  local seen = ask('textDocument/documentHighlight', { position = { line = place[1] - 1, character = place[2] } })
  assert(#seen == 3, vim.inspect(seen))
end)

check('file types', function()
  for _, name in ipairs({ 'Dockerfile', 'Containerfile', 'web.Dockerfile', 'Dockerfile.dev', 'Containerfile.ci', 'web.containerfile' }) do
    local found = vim.filetype.match({ filename = name })
    assert(found == 'dockerfile', name .. ': ' .. tostring(found))
  end
end)

check('our parser builds and colours', function()
  local built, problem = require('strates.treesitter').build()
  assert(built, problem)
  require('strates.treesitter').start(0)
  local tree = vim.treesitter.get_parser(0, 'dockerfile'):parse()[1]
  assert(not tree:root():has_error(), tree:root():sexpr())
  at('FROM python')
  local place = vim.api.nvim_win_get_cursor(0)
  local captures = vim.treesitter.get_captures_at_pos(0, place[1] - 1, place[2])
  assert(captures[1] and captures[1].capture == 'keyword', vim.inspect(captures))
  for _, name in ipairs({ 'highlights', 'injections', 'folds', 'locals' }) do
    assert(vim.treesitter.query.get('dockerfile', name), name)
  end
end)

check('health check green', function()
  vim.cmd('checkhealth strates')
  has(lines(), 'strates parle français')
  has(lines(), 'Le serveur tourne')
  assert(not lines():find('ERROR') and not lines():find('WARNING'), lines())
  local kept = io.open(vim.env.STRATES_ARTEFACTS .. '/health-check.txt', 'w')
  kept:write(lines(), '\n')
  kept:close()
  vim.cmd('silent! close')
end)

check('help file, in English and French', function()
  vim.cmd('help strates')
  has(lines(), ':StratesLayers')
  vim.cmd.close()
  vim.cmd('help strates@fr')
  has(lines(), 'couches')
  vim.cmd.close()
end)

check('another language after a change of settings', function()
  client():notify('workspace/didChangeConfiguration', { settings = { strates = { locale = 'en' } } })
  client().settings = { strates = { locale = 'en' } }
  at('WORKDIR /srv')
  vim.wait(300)
  vim.lsp.buf.hover()
  has(window_text(becomes(float)), 'layer')
  close_others()
end)

vim.cmd(failed == 0 and 'qall!' or 'cquit')
