--- `:checkhealth strates`

local M = {}

local say = require('strates.language').say
local health = vim.health

local function neovim()
  local version = tostring(vim.version())
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim ' .. version)
  else
    health.error(say('Neovim 0.11 or later is needed; this is ', 'Il faut Neovim 0.11 ou plus récent\u{a0}; voici ') .. version)
  end
end

local function program()
  local name = require('strates').program()
  if not name then
    return health.info(say('`cmd` is a function: it is not checked.', '`cmd` est une fonction\u{a0}: elle n\'est pas vérifiée.'))
  end
  local path = vim.fn.exepath(name)
  if path == '' then
    return health.error(
      say(('The program `%s` is not on PATH.'):format(name), ('Le programme `%s` est introuvable dans PATH.'):format(name)),
      {
        say('Install it, from the folder of strates: `cargo install --locked --path server`',
          'Installez-le, depuis le dossier de strates\u{a0}: `cargo install --locked --path server`'),
        say('Or name it: `vim.lsp.config("strates", { cmd = { "/path/to/strates", "lsp" } })`',
          'Ou indiquez-le\u{a0}: `vim.lsp.config("strates", { cmd = { "/chemin/de/strates", "lsp" } })`'),
      }
    )
  end
  local started, running = pcall(vim.system, { path, '--version' }, { text = true })
  local done = started and running:wait(5000)
  if done and done.code == 0 then
    health.ok(('%s (%s)'):format(vim.trim(done.stdout), path))
  else
    health.error(say(('`%s --version` fails.'):format(path), ('`%s --version` échoue.'):format(path)))
  end
end

local function server()
  if not (vim.lsp.is_enabled and vim.lsp.is_enabled('strates')) and #vim.lsp.get_clients({ name = 'strates' }) == 0 then
    return health.info(say('The server starts with the first Dockerfile.', 'Le serveur démarre avec le premier Dockerfile.'))
  end
  local clients = vim.lsp.get_clients({ name = 'strates' })
  if #clients == 0 then
    return health.warn(
      say('The server does not run now. Its log: ', 'Le serveur ne tourne pas. Son journal\u{a0}: ') .. vim.lsp.log.get_filename(),
      { say('`:edit` in a Dockerfile starts it again.', '`:edit` dans un Dockerfile le relance.') }
    )
  end
  for _, client in ipairs(clients) do
    local files = vim.tbl_count(client.attached_buffers)
    health.ok(say(
      ('The server runs: %d open, positions in %s, in %s'):format(files, client.offset_encoding, client.root_dir or '-'),
      ('Le serveur tourne\u{a0}: %d ouvert(s), positions en %s, dans %s'):format(files, client.offset_encoding, client.root_dir or '-')
    ))
  end
end

local function language()
  local tag, from = require('strates.language').found()
  local short = require('strates.language').short()
  health.ok(say(
    ('strates speaks English (%s)'):format(tag and ('%s: %s'):format(from, tag) or 'en'),
    ('strates parle français (%s)'):format(tag and ('%s\u{a0}: %s'):format(from, tag) or short)
  ))
end

local function parser()
  local treesitter = require('strates.treesitter')
  local loaded, problem = treesitter.load()
  local build = "`:lua require('strates.treesitter').build()`"
  if loaded then
    health.ok(say('The parser of strates and its queries colour Dockerfiles: ', 'L\'analyseur de strates et ses requêtes colorent les Dockerfile\u{a0}: ') .. treesitter.parser())
  elseif problem then
    health.error(say('The parser does not fit: ', 'L\'analyseur ne convient pas\u{a0}: ') .. problem, { build })
  else
    health.info(say('The parser of strates is not built; the server colours all the same. To build it: ',
      'L\'analyseur de strates n\'est pas compilé\u{a0}; le serveur colore tout de même. Pour le compiler\u{a0}: ') .. build)
  end
end

function M.check()
  health.start('strates')
  neovim()
  program()
  language()
  server()
  parser()
end

return M
