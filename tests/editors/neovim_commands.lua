-- The plugin's own commands, on 0.7 as on 0.11: the list of sources, from quote to quote, fixes, report, restart, settings.
-- Started by neovim.sh and neovim_old.sh.

local t = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim_lib.lua')
local step, wait, sample = t.step, t.wait, t.sample

vim.cmd('edit ' .. vim.fn.fnameescape(t.draft))

local function list_window()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.bo[vim.api.nvim_win_get_buf(window)].filetype == 'copydesk-sources' then
      return window
    end
  end
end

-- The lines of the list, and the number of the first that holds some words.
local function listed(words)
  local all = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(list_window()), 0, -1, false)
  for number, line in ipairs(all) do
    if words and line:find(words, 1, true) then
      return number, all
    end
  end
  return nil, all
end

local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'x', false)
end

-- The words that stand beside the text as code lenses.
local function lenses_shown()
  local words = {}
  for name, id in pairs(vim.api.nvim_get_namespaces()) do
    if name:find('codelens', 1, true) then
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, id, 0, -1, { details = true })) do
        words[#words + 1] = vim.inspect(mark[4].virt_text or mark[4].virt_lines)
      end
    end
  end
  return table.concat(words)
end

local function hints()
  return vim.inspect(vim.lsp.inlay_hint.get({ bufnr = 0 }))
end

local function the_list(draft)
  vim.cmd('Copydesk sources')
  step('the list of sources opens beside the draft', list_window() ~= nil and vim.api.nvim_get_current_win() == list_window())
  local first, all = listed(sample.orphan:sub(1, 20))
  step('the quote that nobody spoke stands on top', first == 2 and all[1]:find('(1)', 1, true) ~= nil, all)
  local person
  person, all = listed(sample.person[1])
  step('a person is listed with the role', person and all[person + 1]:find(sample.person[2], 1, true), all)
  vim.api.nvim_win_set_cursor(list_window(), { person, 0 })
  press('<CR>')
  step('Enter jumps to the first mention', vim.api.nvim_get_current_win() == draft and t.at_cursor(sample.person[1]))
  t.put_cursor(sample.misspelt)
  local mention = select(2, listed(sample.full))
  vim.cmd('doautocmd CursorMoved')
  local lit = vim.api.nvim_win_get_cursor(list_window())[1]
  step('the list follows the cursor, after an emoji', lit == listed(sample.full), { lit, mention })
  t.put_cursor(sample.attributed.quote)
  vim.cmd('doautocmd CursorMoved')
  lit = vim.api.nvim_win_get_cursor(list_window())[1]
  step('into quotes as well', lit > listed(sample.full), lit)
  vim.api.nvim_set_current_win(list_window())
  vim.api.nvim_win_set_cursor(list_window(), { (listed(sample.full)), 0 })
  press('m')
  local places = vim.fn.getloclist(draft)
  step('m lists every mention', #places == 3 and vim.bo.buftype == 'quickfix', places)
  vim.cmd('lclose')
  vim.api.nvim_set_current_win(draft)
  t.put_cursor(sample.orphan)
  vim.cmd('normal! A' .. sample.owner)
  vim.cmd('doautocmd TextChanged')
  step('the list follows the draft', wait(function()
    return not select(2, listed())[1]:find('Unattributed', 1, true)
  end), select(2, listed()))
  vim.cmd('silent undo')
  vim.cmd('doautocmd TextChanged')
  step('and back', wait(function()
    return select(2, listed())[1]:find('Unattributed', 1, true)
  end), select(2, listed()))
  vim.api.nvim_set_current_win(list_window())
  press('q')
  step('q closes it', list_window() == nil)
  vim.api.nvim_set_current_win(draft)
  local _, column = t.find(sample.person[1])
  vim.cmd('Copydesk sources list')
  places = vim.fn.getloclist(draft)
  step('the same as a location list', vim.bo.buftype == 'quickfix' and places[1].type == 'W' and #places > 8, places)
  step('with the right columns', vim.tbl_count(vim.tbl_filter(function(place)
    return place.text:find(sample.person[1], 1, true) and place.col == column + 1
  end, places)) > 0, places)
  vim.cmd('lclose')
end

local function quotes(messages)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local seen = {}
  for _ = 1, 3 do
    vim.cmd('Copydesk next')
    seen[#seen + 1] = table.concat(vim.api.nvim_win_get_cursor(0), ':')
    if not vim.startswith(vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1), '“') then
      step('next goes to the beginning of a quote', false, seen)
    end
  end
  step('next goes from quote to quote', seen[1] ~= seen[2] and seen[2] ~= seen[3], seen)
  vim.cmd('Copydesk prev')
  step('prev goes back', table.concat(vim.api.nvim_win_get_cursor(0), ':') == seen[2], seen)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.cmd('Copydesk prev')
  step('over the beginning to the last', vim.api.nvim_win_get_cursor(0)[1] > 20)
  t.put_cursor(sample.orphan:sub(4))
  local before = t.text()
  local titles = t.choose('gnore unattributed-quote for this paragraph')
  vim.cmd('Copydesk attribute')
  step('attribute offers what can be done about the quote', #titles >= 2, titles)
  step('and does what is chosen', t.text():find('<!-- copydesk-ignore unattributed-quote -->', 1, true))
  t.undo_restores('one undo takes it back', before)
  t.put_cursor(sample.attributed.quote)
  vim.cmd('Copydesk attribute')
  step('of a quote with a speaker it says who', messages[#messages]:find(sample.attributed.speaker, 1, true), messages)
  vim.cmd('Copydesk nonsense')
  step('a word that is no command is answered with those that are', messages[#messages]:find('attribute, next', 1, true), messages)
  local words = vim.fn.getcompletion('Copydesk ', 'cmdline')
  step('the commands are completed', vim.tbl_contains(words, 'sources') and vim.tbl_contains(words, 'restart'), words)
end

local function settings()
  local set = require('copydesk').set
  set({ rules = { ['name-spelling'] = 'off' } })
  step('a rule is switched off while the draft is open', wait(function()
    return #t.findings('name-spelling') == 0 and #t.findings('unattributed-quote') == 1
  end), t.all_findings())
  set({ rules = { ['name-spelling'] = 'warning' }, codeLens = true, inlayHints = true })
  step('and on again', wait(function()
    return #t.findings('name-spelling') == 1
  end), t.all_findings())
  step('a code lens stands by the quote that nobody spoke', wait(function()
    local lenses = vim.lsp.codelens.get(0)
    return #lenses == 1 and lenses[1].range.start.line == t.find(sample.orphan)
  end), vim.lsp.codelens.get(0))
  step('where one can read it', wait(function()
    return lenses_shown() ~= ''
  end))
  if t.new then
    step('inlay hints say who is meant', wait(function()
      return hints():find(sample.hint, 1, true)
    end), hints())
  end
  set({ codeLens = false, inlayHints = false })
  step('both go when they are switched off', wait(function()
    return lenses_shown() == '' and not (t.new and vim.lsp.inlay_hint.is_enabled({ bufnr = 0 }))
  end), lenses_shown())
end

local function report(messages)
  require('copydesk').set({ ignore = { quotes = { 'Ombak tidak menunggu' } } })
  vim.cmd('Copydesk report')
  local text = vim.fn.getreg('"')
  step('the report has the versions', text:find('copydesk %d+%.%d+') and text:find('Neovim %d+%.%d+'), text)
  step('and the findings, counted', text:find('1 unattributed-quote', 1, true), text)
  step('and the settings', text:find('name-spelling', 1, true) and text:find('1 entries', 1, true), text)
  local words = { sample.full, sample.person[1], sample.orphan, 'Ombak', vim.fn.fnamemodify(t.draft, ':t') }
  for _, name in ipairs(words) do
    step('and nothing of the draft: ' .. name:sub(1, 20), not text:find(name, 1, true), text)
  end
  step('it is said where the report is', messages[#messages]:find('report', 1, true), messages)
end

t.run(function()
  local messages = t.gather_messages()
  if not step('findings arrive', wait(function()
    return #t.findings('unattributed-quote') == 1 and #t.findings('name-spelling') == 1
  end), t.all_findings()) then
    return
  end
  local original, draft = t.text(), vim.api.nvim_get_current_win()
  the_list(draft)
  vim.api.nvim_set_current_win(draft)
  quotes(messages)
  settings()
  report(messages)
  step('the draft is as it was', t.holds(original))
  local before = t.server_pid()
  vim.cmd('Copydesk restart')
  step('restart starts another server', wait(function()
    local now = t.server_pid()
    return now and now ~= before and t.running(now) and t.client() and not t.running(before)
  end))
  step('with the findings', wait(function()
    return #t.findings('unattributed-quote') == 1
  end), t.all_findings())
  step('no error was shown', vim.v.errmsg == '', vim.v.errmsg)
end)
