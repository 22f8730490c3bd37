-- Sources: who says what in a draft, as the request `copydesk/sources` answers; and the way from quote to quote.
--
-- Places are rows and bytes from 0, first and last, the last excluded.

local client_of = require('copydesk.client')

local M = {}

local METHOD = 'copydesk/sources'

-- The places of a list of ranges, in this buffer's bytes.
local function places(client, buffer, ranges)
  return vim.tbl_map(function(range)
    local row, col = client_of.place(client, buffer, range.start)
    local end_row, end_col = client_of.place(client, buffer, range['end'])
    return { row = row, col = col, end_row = end_row, end_col = end_col }
  end, ranges)
end

local function translated(client, buffer, answer)
  local function quote(q, speaker)
    return {
      text = q.text,
      speaker = speaker,
      places = places(client, buffer, q.ranges),
      named = q.named and places(client, buffer, { q.named })[1],
    }
  end
  local sources = vim.tbl_map(function(s)
    return {
      name = s.name,
      kind = s.kind,
      role = s.role,
      mentions = places(client, buffer, s.mentions),
      quotes = vim.tbl_map(function(q)
        return quote(q, s.name)
      end, s.quotes),
    }
  end, answer.sources)
  return { buffer = buffer, sources = sources, unattributed = vim.tbl_map(quote, answer.unattributed) }
end

-- Gives the sources of a draft to `answered`; nil where no copydesk looks at it.
function M.request(buffer, answered)
  local client = client_of.of(buffer)
  if not client then
    return answered(nil)
  end
  client_of.request(client, METHOD, client_of.params(buffer), buffer, function(answer)
    local loaded = vim.api.nvim_buf_is_loaded(buffer)
    answered(answer and loaded and translated(client, buffer, answer) or nil)
  end)
end

-- The sources of a draft, waited for.
function M.of(buffer)
  local client = client_of.of(buffer)
  local answer = client and client_of.ask(client, METHOD, client_of.params(buffer), buffer)
  return answer and translated(client, buffer, answer)
end

-- All quotes, in the order of the draft.
function M.quotes(found)
  local quotes = {}
  vim.list_extend(quotes, found.unattributed)
  for _, source in ipairs(found.sources) do
    vim.list_extend(quotes, source.quotes)
  end
  quotes = vim.tbl_filter(function(quote)
    return #quote.places > 0
  end, quotes)
  table.sort(quotes, function(a, b)
    return M.before(a.places[1], b.places[1].row, b.places[1].col)
  end)
  return quotes
end

-- Whether a place begins before a row and byte.
function M.before(place, row, col)
  return place.row < row or (place.row == row and place.col < col)
end

-- Whether a row and byte are in one of these places.
function M.covers(all, row, col)
  for _, place in ipairs(all) do
    local behind = row > place.end_row or (row == place.end_row and col >= place.end_col)
    if not behind and not M.before({ row = row, col = col }, place.row, place.col) then
      return true
    end
  end
  return false
end

-- Moves the cursor to the next quote, or the one before; over the end it goes on at the beginning.
function M.go(direction)
  local found = M.of(vim.api.nvim_get_current_buf())
  local quotes = found and M.quotes(found) or {}
  if #quotes == 0 then
    client_of.say(found and 'there is no quote in this draft' or 'this is no draft that is being read')
    return
  end
  local row, col = client_of.cursor(0)
  local target
  for _, quote in ipairs(quotes) do
    local place = quote.places[1]
    local before = M.before(place, row, col)
    local here = place.row == row and place.col == col
    if direction > 0 and not before and not here then
      target = place
      break
    elseif direction < 0 and before then
      target = place
    end
  end
  target = target or quotes[direction > 0 and 1 or #quotes].places[1]
  M.jump(0, target)
end

-- Puts the cursor of a window on a place, so that Ctrl-O comes back.
function M.jump(window, place)
  window = window == 0 and vim.api.nvim_get_current_win() or window
  vim.api.nvim_set_current_win(window)
  vim.cmd("normal! m'")
  local last = vim.api.nvim_buf_line_count(0)
  local row = math.min(place.row, last - 1)
  vim.api.nvim_win_set_cursor(window, { row + 1, place.col })
  vim.cmd('normal! zv')
end

return M
