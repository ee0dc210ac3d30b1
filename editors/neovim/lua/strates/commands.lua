local M = {}

local say = require('strates.language').say

local function complain(message)
  vim.notify('strates: ' .. message, vim.log.levels.WARN)
end

local function client_of_this_file()
  local client = vim.lsp.get_clients({ name = 'strates', bufnr = 0 })[1]
  if not client then
    complain(say('the server does not run for this file; see `:checkhealth strates`.',
      'le serveur ne tourne pas pour ce fichier\u{a0}; voir `:checkhealth strates`.'))
  end
  return client
end

--- The server shows them itself: see `strates.pages`.
function M.layers(as_picture)
  local client = client_of_this_file()
  if not client then
    return
  end
  client:exec_cmd({
    title = 'StratesLayers',
    command = as_picture and 'strates.showLayers' or 'strates.explainCount',
    arguments = { vim.uri_from_bufnr(0) },
  }, { bufnr = 0 }, function(failure)
    if failure then
      complain(failure.message)
    end
  end)
end

--- Runs `strates explain`; its answer, or what it complains of.
local function explain(words, width)
  local command = { require('strates').program() or 'strates', 'explain' }
  vim.list_extend(command, { '--lang', require('strates.language').short() })
  vim.list_extend(command, words)
  local started, running = pcall(vim.system, command, {
    text = true,
    env = { COLUMNS = tostring(width), NO_COLOR = '1' },
  })
  if not started then
    return nil, say(('`%s` cannot be started; see `:checkhealth strates`.'):format(command[1]),
      ('`%s` ne démarre pas\u{a0}; voir `:checkhealth strates`.'):format(command[1]))
  end
  local done = running:wait(5000)
  if done.code == 0 then
    return done.stdout
  end
  return nil, vim.trim(done.stderr or '')
end

function M.explain(word)
  local candidates = { word }
  if word == '' then
    -- `--mount=type=cache` is one WORD; in `"flask",` only the word is known.
    candidates = { vim.fn.expand('<cWORD>'), vim.fn.expand('<cword>') }
  end
  local width = math.min(vim.o.columns - 2, 100)
  local complaint = say('there is no word under the cursor.', 'il n\'y a pas de mot sous le curseur.')
  for _, candidate in ipairs(candidates) do
    if candidate ~= '' then
      local text, refusal = explain({ '--', candidate }, width)
      if text then
        return require('strates.pages').text(vim.split(vim.trim(text), '\n'), 'explain')
      end
      complaint = refusal
    end
  end
  complain(complaint)
end

local subjects = {}

--- What `:StratesExplain` completes: the first words of the lines that `--all` indents.
function M.subjects(typed)
  local lang = require('strates.language').short()
  if not subjects[lang] then
    subjects[lang] = {}
    for line in vim.gsplit(explain({ '--all' }, 100) or '', '\n') do
      table.insert(subjects[lang], line:match('^  (%S+)'))
    end
  end
  return vim.tbl_filter(function(subject)
    return vim.startswith(subject:lower(), typed:lower())
  end, subjects[lang])
end

return M
