--- The language of the user: that of Neovim's messages, else that of the environment.

local M = {}

-- What the C library answers where it does not have the language that the environment names.
local NONE = { [''] = true, C = true, POSIX = true }

local function bare(tag)
  return (tag or ''):gsub('[.@].*$', '')
end

--- As in `fr_FR`, and where it was found; `nil` where nobody named a language.
function M.found()
  local own = bare(vim.v.lang)
  if not NONE[own] then
    return own, 'v:lang'
  end
  -- The first of them that is set decides, as everywhere.
  for _, name in ipairs({ 'LC_ALL', 'LC_MESSAGES', 'LANG' }) do
    local value = vim.env[name]
    if value and value ~= '' then
      local tag = bare(value)
      if NONE[tag] then
        return nil
      end
      return tag, '$' .. name
    end
  end
end

--- As LSP writes it, as in `fr-FR`; `nil` leaves it to the server.
function M.tag()
  local tag = M.found()
  return tag and (tag:gsub('_', '-'))
end

--- The language of the plugin's own words: the one that was set for the server comes first.
function M.short()
  local config = vim.lsp.config.strates or {}
  local places = { config.settings and config.settings.strates or {}, config.init_options or {} }
  for _, place in ipairs(places) do
    if place.locale == 'fr' or place.locale == 'en' then
      return place.locale
    end
  end
  local tag = M.tag()
  return tag and tag:lower():match('^fr') and 'fr' or 'en'
end

function M.say(english, french)
  return M.short() == 'fr' and french or english
end

return M
