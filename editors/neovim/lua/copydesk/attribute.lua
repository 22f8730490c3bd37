-- Attribute: what can be done about the quote under the cursor, if nobody is said to have spoken it.

local client_of = require('copydesk.client')
local sources = require('copydesk.sources')

local M = {}

-- The rules that are about who spoke a quote.
local RULES = { ['unattributed-quote'] = true, ['unclear-speaker'] = true }

local function quote_at(found, row, col)
  for _, quote in ipairs(found and sources.quotes(found) or {}) do
    if sources.covers(quote.places, row, col) or (quote.named and sources.covers({ quote.named }, row, col)) then
      return quote
    end
  end
end

-- The range from the beginning of a quote to the end of it, with the words that name its speaker.
local function range_of(client, buffer, quote)
  local first, last = quote.places[1], quote.places[#quote.places]
  if quote.named and sources.before(quote.named, first.row, first.col) then
    first = quote.named
  end
  if quote.named and not sources.before(quote.named, last.end_row, last.end_col) then
    last = quote.named
  end
  return {
    start = client_of.position(client, buffer, first.row, first.col),
    ['end'] = client_of.position(client, buffer, last.end_row, last.end_col),
  }
end

local function about_speakers(action)
  for _, diagnostic in ipairs(action.diagnostics or {}) do
    if RULES[diagnostic.code] then
      return true
    end
  end
  return false
end

local function offer(client, buffer, quote)
  local params = client_of.params(buffer)
  params.range = range_of(client, buffer, quote)
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  local actions = vim.tbl_filter(about_speakers, client_of.ask(client, 'textDocument/codeAction', params, buffer) or {})
  if #actions == 0 then
    client_of.say(quote.speaker and ('this quote is spoken by ' .. quote.speaker) or 'nothing can be done about this quote')
    return
  end
  local options = {
    prompt = 'Who spoke this quote?',
    kind = 'codeaction',
    format_item = function(action)
      return action.title
    end,
  }
  vim.ui.select(actions, options, function(action)
    if action and action.edit then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
    end
  end)
end

-- The quote under the cursor, else the first on its line that nobody spoke.
local function quote_here(found)
  local row, col = client_of.cursor(0)
  local quote = quote_at(found, row, col)
  for _, orphan in ipairs(not quote and found and found.unattributed or {}) do
    if orphan.places[1] and orphan.places[1].row == row then
      return orphan
    end
  end
  return quote
end

-- Offers the fixes of the quote under the cursor, and makes the change that is chosen.
function M.run()
  local buffer = vim.api.nvim_get_current_buf()
  local client = client_of.of(buffer)
  if not client then
    client_of.say('this is no draft that is being read')
    return
  end
  local quote = quote_here(sources.of(buffer))
  if quote then
    offer(client, buffer, quote)
  else
    client_of.say('there is no quote under the cursor')
  end
end

return M
