-- `:Copydesk …`: what a writer calls by name.

local M = {}

-- Every word that may follow, with those that may follow it.
local WORDS = {
  sources = { 'list' },
  next = {},
  prev = {},
  attribute = {},
  report = {},
  restart = {},
}

local function fitting(words, start)
  local all = vim.tbl_filter(function(word)
    return vim.startswith(word, start)
  end, words)
  table.sort(all)
  return all
end

function M.complete(start, line)
  local before = vim.split(vim.trim(line:sub(1, #line - #start)), '%s+')
  if #before == 1 then
    return fitting(vim.tbl_keys(WORDS), start)
  end
  return #before == 2 and fitting(WORDS[before[2]] or {}, start) or {}
end

function M.run(args)
  local words = args.fargs
  local more = WORDS[words[1]]
  if not more or #words > 2 or (words[2] and not vim.tbl_contains(more, words[2])) then
    local all = table.concat(fitting(vim.tbl_keys(WORDS), ''), ', ')
    require('copydesk.client').say(('“%s” is none of: %s'):format(args.args, all), vim.log.levels.ERROR)
    return
  end
  require('copydesk')[words[1]](words[2])
end

return M
