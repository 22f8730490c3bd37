-- The story on Neovim 0.7, the oldest that is still met: the same as neovim.lua tells, as far as that Neovim goes.
-- Started by neovim_old.sh.

local t = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim_lib.lua')
local step, wait, text, holds, find, put_cursor = t.step, t.wait, t.text, t.holds, t.find, t.put_cursor
local findings, finding_at, all_findings, hover = t.findings, t.finding_at, t.all_findings, t.hover
local replaced, undo_restores, sample = t.replaced, t.undo_restores, t.sample

vim.cmd('edit ' .. vim.fn.fnameescape(t.draft))

local function questions(original)
  put_cursor(sample.misspelt)
  local shown = hover()
  step('hover on a name, after the emoji: who it is', shown and shown:find(sample.full, 1, true), shown)
  put_cursor(sample.attributed.quote)
  shown = hover()
  step('hover on a quote: who spoke it', shown and shown:find(sample.attributed.speaker, 1, true), shown)
  step('K is the key for it', vim.fn.maparg('K', 'n', false, true).buffer == 1)
  put_cursor(sample.misspelt)
  local row, col = find(sample.full)
  vim.cmd('normal! ' .. vim.api.nvim_replace_termcodes('<C-]>', true, false, true))
  local cursor = vim.api.nvim_win_get_cursor(0)
  step('Ctrl-] leads to the first mention', cursor[1] == row + 1 and cursor[2] == col, cursor)
  put_cursor(sample.misspelt)
  vim.lsp.buf.references()
  local _, mentions = original:gsub(vim.pesc(sample.right), '')
  step('references: every mention, in both spellings', wait(function()
    return #vim.fn.getqflist() == mentions + 1
  end), vim.fn.getqflist())
  vim.cmd('cclose')
end

local function changes(original)
  t.renames(original)
  put_cursor(sample.misspelt)
  local titles = t.choose(sample.right)
  vim.lsp.buf.code_action()
  wait(function()
    return text() ~= original
  end)
  step('quick fix: the other spelling', holds(replaced(original, sample.misspelt, sample.right)))
  step('a finding can be ignored', table.concat(titles):find('gnore', 1, true), titles)
  step('then the finding is gone', wait(function()
    return #findings('name-spelling') == 0
  end), all_findings())
  undo_restores('one undo takes the fix back', original)
  step('and the finding returns', wait(function()
    return finding_at('name-spelling', sample.misspelt, true)
  end), all_findings())
  put_cursor(sample.orphan)
  vim.cmd('normal! A' .. sample.owner)
  step('typing a speaker clears the finding', wait(function()
    return #findings('unattributed-quote') == 0
  end), all_findings())
  vim.cmd('silent undo')
  vim.cmd('normal! ggO😀 — ')
  step('a line more above: the finding moves with its words', wait(function()
    return finding_at('unattributed-quote', sample.orphan, true) and finding_at('name-spelling', sample.misspelt, true)
  end), all_findings())
  vim.cmd('silent undo')
  step('the draft is as it was', holds(original))
end

local function the_rest()
  vim.cmd('silent checkhealth copydesk')
  local report = text()
  step('the health check finds the program', report:find('copydesk: copydesk %d+%.%d+%.%d+') ~= nil, report)
  step('and sees it run', report:find('looking at: ', 1, true) ~= nil, report)
  step('and has nothing to complain of', not report:find('ERROR') and not report:find('WARNING'), report)
  local folder = vim.fn.fnamemodify(t.draft, ':h')
  vim.cmd('edit ' .. folder .. '/story.aml')
  step('ArchieML is known by its ending', vim.bo.filetype == 'archieml', vim.bo.filetype)
  vim.fn.writefile({ '[rules]', 'name-speling = "off"' }, folder .. '/copydesk.toml')
  vim.fn.writefile({ '[rules]' }, folder .. '/other.toml')
  vim.cmd('edit ' .. folder .. '/other.toml')
  step('TOML files are left alone', t.client() == nil)
  vim.cmd('edit ' .. folder .. '/copydesk.toml')
  step('but a slip in copydesk.toml is marked', wait(function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].lnum == 1
  end), all_findings())
end

t.run(function()
  local client = wait(t.client)
  if not step('the plugin starts the server for a draft', client ~= nil) then
    return
  end
  local root = vim.fn.filereadable(vim.fn.fnamemodify(t.draft, ':h') .. '/copydesk.toml') == 1
  step('the project is the folder of copydesk.toml, if there is one', (client.config.root_dir ~= nil) == root, client.config.root_dir)
  local original = text()
  wait(function()
    return #findings('name-spelling') > 0 and #findings('unattributed-quote') > 0 and #findings('unbalanced-quote') > 0
  end)
  step('the second spelling is marked, exactly, after an emoji', finding_at('name-spelling', sample.misspelt, true), all_findings())
  step('the quote that nobody spoke is marked, exactly', finding_at('unattributed-quote', sample.orphan, true), all_findings())
  step('the mark without partner is marked', finding_at('unbalanced-quote', sample.unclosed), all_findings())
  questions(original)
  changes(original)
  the_rest()
  step('no error was shown', vim.v.errmsg == '', vim.v.errmsg)
end)
