-- The sources of a draft beside it: what needs the writer's eye stands first, Enter jumps, and the list follows the
-- draft and the cursor. The same as a location list.

local client_of = require('copydesk.client')
local sources = require('copydesk.sources')

local M = {}

local WIDTH = 44
local PAUSE = 250 -- milliseconds without typing before the list is made anew
local GROUPS = {
  { 'People', { person = true } },
  { 'Organisations', { organisation = true } },
  { 'Unnamed sources', { unnamed = true } },
  { 'Other sources', { place = true, other = true } },
}

local group = vim.api.nvim_create_augroup('copydesk.window', {})
local marks = vim.api.nvim_create_namespace('copydesk.window')
local timer
-- The buffer of the list, the draft it is about, and for each of its lines where that leads and what it covers.
local list, draft, rows

local function plural(n, what)
  return ('%d %s%s'):format(n, what, n == 1 and '' or 's')
end

-- The lines of the list: `text`, its colour, `to` where Enter leads, `places` that it is about, `source` if it is one.
local function lines_of(found)
  local lines = {}
  local function line(text, fields)
    lines[#lines + 1] = vim.tbl_extend('keep', { text = text }, fields or {})
  end
  local function quotes(all, colour)
    for _, quote in ipairs(all) do
      line('    ' .. quote.text, { colour = colour, to = quote.places[1], places = quote.places })
    end
  end
  if #found.unattributed > 0 then
    line(('Unattributed quotes (%d)'):format(#found.unattributed), { colour = 'Title' })
    quotes(found.unattributed, vim.fn.hlexists('DiagnosticWarn') == 1 and 'DiagnosticWarn' or 'WarningMsg')
  end
  for _, part in ipairs(GROUPS) do
    local title, kinds = part[1], part[2]
    local all = vim.tbl_filter(function(source)
      return kinds[source.kind]
    end, found.sources)
    if #all > 0 then
      if #lines > 0 then
        line('')
      end
      line(('%s (%d)'):format(title, #all), { colour = 'Title' })
    end
    for _, source in ipairs(all) do
      local counts = {}
      if #source.quotes > 0 then
        counts[1] = plural(#source.quotes, 'quote')
      end
      if source.kind ~= 'unnamed' then
        counts[#counts + 1] = plural(#source.mentions, 'mention')
      end
      local to = source.mentions[1] or (source.quotes[1] and source.quotes[1].places[1])
      line('  ' .. source.name, {
        colour = 'Directory',
        count = table.concat(counts, ', '),
        to = to,
        places = source.mentions,
        source = source,
      })
      if source.role then
        line('    ' .. source.role, { colour = 'Comment', to = to, source = source })
      end
      quotes(source.quotes)
    end
  end
  if #lines == 0 then
    line('Nobody is named or quoted in this draft.', { colour = 'Comment' })
  end
  return lines
end

local function list_window()
  local window = list and vim.api.nvim_buf_is_valid(list) and vim.fn.bufwinid(list) or -1
  return window ~= -1 and window or nil
end

-- The line of the list that is about the cursor of the draft is the one that is lit.
local function follow()
  local window, from = list_window(), draft and vim.fn.bufwinid(draft) or -1
  if not window or from == -1 or not rows or vim.api.nvim_get_current_win() == window then
    return
  end
  local row, col = client_of.cursor(from)
  for number, line in ipairs(rows) do
    if line.places and sources.covers(line.places, row, col) then
      vim.api.nvim_win_set_cursor(window, { number, 0 })
      return
    end
  end
end

local function draw(found)
  if not list_window() then
    return
  end
  draft = found.buffer
  rows = lines_of(found)
  vim.bo[list].modifiable = true
  vim.api.nvim_buf_set_lines(list, 0, -1, false, vim.tbl_map(function(line)
    return line.text
  end, rows))
  vim.bo[list].modifiable = false
  vim.api.nvim_buf_clear_namespace(list, marks, 0, -1)
  for number, line in ipairs(rows) do
    if line.colour and #line.text > 0 then
      vim.api.nvim_buf_set_extmark(list, marks, number - 1, 0, { end_col = #line.text, hl_group = line.colour })
    end
    if line.count then
      vim.api.nvim_buf_set_extmark(list, marks, number - 1, 0, { virt_text = { { line.count, 'Comment' } } })
    end
  end
  follow()
end

-- Makes the list anew about a draft; about the one it shows, if none is given.
function M.refresh(buffer)
  buffer = buffer or draft
  if not list_window() or not buffer or not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  sources.request(buffer, function(found)
    -- No answer: the draft is still changing, and there will be another occasion.
    if found then
      draw(found)
    end
  end)
end

local function soon(buffer)
  timer = timer or vim.loop.new_timer()
  timer:start(PAUSE, 0, vim.schedule_wrap(function()
    M.refresh(buffer)
  end))
end

-- A window to jump in: that of the draft, else any but the list's.
local function window_of_draft()
  local window = vim.fn.bufwinid(draft)
  if window ~= -1 then
    return window
  end
  vim.cmd('topleft vertical sbuffer ' .. draft)
  vim.api.nvim_win_set_width(list_window(), WIDTH)
  return vim.api.nvim_get_current_win()
end

local function line_here()
  return rows and rows[vim.api.nvim_win_get_cursor(0)[1]] or {}
end

local function jump()
  local line = line_here()
  if line.to and vim.api.nvim_buf_is_loaded(draft) then
    sources.jump(window_of_draft(), line.to)
  end
end

-- Fills the location list of the draft's window with places of it.
local function locations(title, items)
  local window = window_of_draft()
  vim.fn.setloclist(window, {}, ' ', { title = title, items = items })
  vim.api.nvim_set_current_win(window)
  vim.cmd('lopen')
end

local function item(place, text, kind)
  return { bufnr = draft, lnum = place.row + 1, col = place.col + 1, text = text, type = kind }
end

local function mentions()
  local source = line_here().source
  if source then
    locations(source.name, vim.tbl_map(function(place)
      return item(place, (vim.api.nvim_buf_get_lines(draft, place.row, place.row + 1, false)[1] or ''))
    end, source.mentions))
  end
end

local function watch()
  vim.api.nvim_clear_autocmds({ group = group })
  local function on(events, does)
    vim.api.nvim_create_autocmd(events, { group = group, callback = does })
  end
  on({ 'TextChanged', 'TextChangedI', 'DiagnosticChanged' }, function(args)
    if args.buf == draft then
      soon()
    end
  end)
  on('CursorMoved', function(args)
    if args.buf == draft then
      follow()
    end
  end)
  -- The draft that is before the writer is the one that is listed.
  on('BufEnter', function(args)
    if args.buf ~= draft and args.buf ~= list and client_of.of(args.buf) then
      soon(args.buf)
    end
  end)
  vim.api.nvim_create_autocmd('BufWipeout', {
    group = group,
    buffer = list,
    callback = function()
      vim.api.nvim_clear_autocmds({ group = group })
      list, rows = nil, nil
    end,
  })
end

local function make_list()
  vim.cmd(('botright vertical %dnew'):format(WIDTH))
  list = vim.api.nvim_get_current_buf()
  for option, value in pairs({ buftype = 'nofile', bufhidden = 'wipe', swapfile = false, buflisted = false }) do
    vim.bo[list][option] = value
  end
  vim.api.nvim_buf_set_name(list, 'copydesk://sources')
  vim.bo[list].filetype = 'copydesk-sources'
  vim.bo[list].modifiable = false
  local look = { number = false, relativenumber = false, wrap = false, spell = false, list = false, signcolumn = 'no' }
  for option, value in pairs(vim.tbl_extend('keep', look, { foldcolumn = '0', cursorline = true, winfixwidth = true })) do
    vim.opt_local[option] = value
  end
  for key, does in pairs({ ['<CR>'] = jump, ['<2-LeftMouse>'] = jump, m = mentions, R = M.refresh }) do
    vim.keymap.set('n', key, function()
      does()
    end, { buffer = list, nowait = true })
  end
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = list, nowait = true })
end

-- Opens the list beside the draft in the current window; the cursor goes into it.
function M.open()
  local buffer = vim.api.nvim_get_current_buf()
  local found = sources.of(buffer)
  local window = list_window()
  if not found then
    if window then
      vim.api.nvim_set_current_win(window)
    else
      client_of.say('this is no draft that is being read')
    end
    return
  end
  draft = buffer
  if not window then
    make_list()
    watch()
  end
  draw(found)
  vim.api.nvim_set_current_win(list_window())
end

-- Fills the location list of the current window: first what needs the writer's eye, then who says what.
function M.list()
  local buffer = vim.api.nvim_get_current_buf()
  local found = sources.of(buffer)
  if not found then
    client_of.say('this is no draft that is being read')
    return
  end
  draft = buffer
  local items = {}
  for _, quote in ipairs(found.unattributed) do
    items[#items + 1] = item(quote.places[1], 'Nobody: ' .. quote.text, 'W')
  end
  for _, source in ipairs(found.sources) do
    if source.mentions[1] then
      items[#items + 1] = item(source.mentions[1], source.name .. (source.role and ', ' .. source.role or ''), 'I')
    end
    for _, quote in ipairs(source.quotes) do
      items[#items + 1] = item(quote.places[1], source.name .. ': ' .. quote.text)
    end
  end
  locations('Sources', items)
end

return M
