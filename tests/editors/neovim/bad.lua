-- Bad situations, each in a headless Neovim of its own; the environment's STRATES_SITUATION names it.

local situations = {}
local said = {}

vim.notify = function(message)
  table.insert(said, message)
end
vim.notify_once = vim.notify

local function becomes(test, what)
  assert(vim.wait(8000, test, 20), (what or 'it did not happen') .. '; said: ' .. vim.inspect(said))
end

local function client(buffer)
  return vim.lsp.get_clients({ name = 'strates', bufnr = buffer or 0 })[1]
end

local function has_found(code, buffer)
  return function()
    for _, found in ipairs(vim.diagnostic.get(buffer or 0)) do
      if found.code == code then
        return true
      end
    end
  end
end

local function was_said(part)
  return function()
    return table.concat(said, '\n'):find(part, 1, true)
  end
end

local function append(line)
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { line })
end

situations['no binary: it says so once, in French'] = function()
  vim.cmd.edit('Dockerfile')
  becomes(was_said('introuvable'))
  vim.cmd.edit('Other.Dockerfile')
  vim.wait(300)
  vim.cmd('checkhealth strates')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  assert(report:find('ERROR') and report:find('cargo install', 1, true), report)
  vim.cmd.close()
  append('RUN true')
end

situations['a server that always crashes: editing goes on'] = function()
  vim.cmd.edit('Dockerfile')
  becomes(was_said('quit with exit code'))
  for _ = 1, 20 do
    append('RUN true')
    vim.wait(20)
  end
  assert(not client())
  assert(#said < 8, vim.inspect(said))
end

situations['a server that is killed: it says so, and :edit starts it again'] = function()
  vim.cmd.edit('Dockerfile')
  becomes(has_found('json-form-broken'))
  local servers = vim.fn.readfile(vim.env.STRATES_SERVERS)
  vim.uv.kill(tonumber(servers[#servers]), 'sigkill')
  becomes(was_said('quit with exit code'))
  append('CMD ["true"]')
  assert(not client())
  vim.cmd('checkhealth strates')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  assert(report:find(':edit', 1, true), report)
  vim.cmd.close()
  vim.cmd('silent write')
  vim.cmd.edit()
  becomes(client, 'no client after :edit')
  becomes(has_found('MultipleInstructionsDisallowed'), 'what was typed meanwhile is not known')
end

situations['a Containerfile, and one with an ending'] = function()
  for _, name in ipairs({ 'Containerfile', 'Containerfile.dev', 'web.containerfile' }) do
    vim.fn.writefile({ 'FROM alpine', "CMD ['a']" }, name)
    vim.cmd.edit(name)
    becomes(has_found('json-form-broken'), 'nothing found in ' .. name)
  end
end

situations['a file renamed on disk while it is open'] = function()
  vim.cmd.edit('Dockerfile')
  becomes(has_found('json-form-broken'))
  assert(vim.uv.fs_rename('Dockerfile', 'web.Dockerfile'))
  append('EXPOSE x')
  becomes(has_found('BuildError/invalid-port'), 'no answer after renaming')
  vim.cmd.edit({ args = { 'web.Dockerfile' }, bang = true })
  becomes(has_found('json-form-broken'), 'nothing found under the new name')
  assert(vim.uv.fs_rename('web.Dockerfile', 'Dockerfile'))
end

situations['a read-only disk'] = function()
  vim.cmd.edit('Dockerfile')
  assert(vim.fn.filewritable('Dockerfile') == 0, 'it is writable')
  becomes(has_found('json-form-broken'))
  vim.cmd.StratesLayers()
  becomes(function()
    return #vim.api.nvim_list_wins() == 2
  end, 'no layers')
end

situations['two folders, each with its own settings'] = function()
  vim.cmd.edit('un/Dockerfile')
  local one = vim.api.nvim_get_current_buf()
  becomes(has_found('json-form-broken', one))
  vim.cmd.edit('two/Dockerfile')
  local two = vim.api.nvim_get_current_buf()
  becomes(has_found('json-form-broken', two), 'nothing found in the second folder')
  local function message(buffer)
    for _, found in ipairs(vim.diagnostic.get(buffer)) do
      if found.code == 'json-form-broken' then
        return found.message
      end
    end
    return ''
  end
  assert(message(one):find('JSON valide', 1, true), message(one))
  becomes(function()
    return message(two):find('valid JSON', 1, true)
  end, message(two))
end

situations['a file saved under another name, and deleted on disk'] = function()
  vim.cmd.edit('Dockerfile')
  becomes(has_found('json-form-broken'))
  vim.cmd.saveas('Dockerfile.copie')
  append('CMD ["true"]')
  becomes(has_found('MultipleInstructionsDisallowed'), 'no answer after another name')
  os.remove('Dockerfile.copie')
  append('EXPOSE x')
  becomes(has_found('BuildError/invalid-port'), 'no answer after deletion')
  vim.cmd('silent! write')
end

situations['a Dockerfile in an unsaved buffer'] = function()
  vim.cmd.enew()
  local buffers = #vim.api.nvim_list_bufs()
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'FROM alpine', "CMD ['a']" })
  vim.bo.filetype = 'dockerfile'
  becomes(has_found('json-form-broken'))
  append('EXPOSE x')
  becomes(has_found('BuildError/invalid-port'))
  assert(#vim.api.nvim_list_bufs() == buffers, 'it made more buffers')
  vim.cmd.StratesLayers()
  becomes(function()
    return #vim.api.nvim_list_wins() == 2
  end, 'no layers')
end

local name = vim.env.STRATES_SITUATION
local passed, why = xpcall(situations[name], debug.traceback)
io.stdout:write(passed and 'ok' or 'FAIL', ' neovim ', name, passed and '' or ': ' .. tostring(why), '\n')
vim.cmd(passed and 'qall!' or 'cquit')
