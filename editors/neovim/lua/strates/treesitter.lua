--- The grammar of strates as Neovim's parser for Dockerfiles, with its queries.

local M = {}

local QUERIES = { 'highlights', 'injections', 'folds', 'locals' }

local function grammar()
  local here = debug.getinfo(1, 'S').source:sub(2)
  -- The plugin may be linked to from a folder of Neovim's.
  here = vim.uv.fs_realpath(here) or here
  return vim.fs.normalize(vim.fs.joinpath(vim.fs.dirname(here), '..', '..', '..', '..', 'grammar'))
end

--- Where `build` puts the parser.
function M.parser()
  return vim.fs.joinpath(vim.fn.stdpath('data'), 'strates', 'dockerfile.so')
end

local function read(path)
  local file = io.open(path)
  if not file then
    return nil
  end
  local text = file:read('a')
  file:close()
  return text
end

local ready

--- Whether the parser is there and the queries fit it. They are set here rather than found on the
--- runtime path, where those of another grammar for Dockerfiles may stand.
function M.load()
  if ready or not vim.uv.fs_stat(M.parser()) then
    return ready or false
  end
  local added, problem = vim.treesitter.language.add('dockerfile', { path = M.parser() })
  if not added then
    return false, problem
  end
  for _, name in ipairs(QUERIES) do
    local query = read(vim.fs.joinpath(grammar(), 'queries', name .. '.scm'))
    if query then
      local set, why = pcall(vim.treesitter.query.set, 'dockerfile', name, query)
      if not set then
        return false, why
      end
    end
  end
  ready = true
  return true
end

function M.start(buffer)
  if M.load() then
    pcall(vim.treesitter.start, buffer, 'dockerfile')
  end
end

--- Compiles the parser, with the C compiler at hand. For a plugin manager's build step too.
function M.build()
  local sources = vim.fs.joinpath(grammar(), 'src')
  vim.fn.mkdir(vim.fs.dirname(M.parser()), 'p')
  for _, compiler in ipairs({ vim.env.CC or 'cc', 'gcc', 'clang' }) do
    if vim.fn.executable(compiler) == 1 then
      local done = vim
        .system({
          compiler, '-shared', '-fPIC', '-O2', '-I', sources,
          vim.fs.joinpath(sources, 'parser.c'), vim.fs.joinpath(sources, 'scanner.c'),
          '-o', M.parser(),
        }, { text = true })
        :wait()
      return done.code == 0, done.stderr
    end
  end
  return false,
    require('strates.language').say('There is no C compiler (cc, gcc or clang).', 'Il n\'y a pas de compilateur C (cc, gcc ou clang).')
end

return M
