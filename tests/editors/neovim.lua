-- Drives the real Neovim through a sample draft: everything that a writer would do with copydesk in it.
-- Started by neovim.sh, which sets the variables; prints a line for each step, and leaves with 1 on a failure.

local t = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim_lib.lua')
local step, wait, text, holds, find, put_cursor = t.step, t.wait, t.text, t.holds, t.find, t.put_cursor
local findings, finding_at, all_findings, hover = t.findings, t.finding_at, t.all_findings, t.hover
local replaced, undo_restores, server_pid, running = t.replaced, t.undo_restores, t.server_pid, t.running

local draft, sample = t.draft, t.sample
local encoding = vim.env.COPYDESK_ENCODING -- how positions are to be counted
local pidfile = vim.env.COPYDESK_PIDFILE -- where a started server writes its process id

-- The places that a request of Neovim's gives, as it would list them.
local function listed(ask)
  local items
  ask({
    on_list = function(list)
      items = list.items
    end,
  })
  return wait(function()
    return items
  end, 3000) or {}
end

vim.lsp.config('copydesk', {
  capabilities = { general = { positionEncodings = { encoding } } },
})
vim.cmd.edit(vim.fn.fnameescape(draft))

local function session()
  local client = wait(function()
    return vim.lsp.get_clients({ name = 'copydesk', bufnr = 0 })[1]
  end)
  if not step('the plugin starts the server for a draft', client ~= nil) then
    return
  end
  step('positions are counted in ' .. encoding, client.offset_encoding == encoding, client.offset_encoding)
  local markers = vim.fs.root(draft, { 'copydesk.toml' })
  step('the project is the folder of copydesk.toml, if there is one', client.root_dir == markers, client.root_dir)
  local pid = server_pid()
  step('the server runs', running(pid))
  local original = text()

  wait(function()
    return #findings('name-spelling') > 0 and #findings('unattributed-quote') > 0 and #findings('unbalanced-quote') > 0
  end)
  step('the second spelling is marked, exactly, after an emoji', finding_at('name-spelling', sample.misspelt, true), all_findings())
  step('the quote that nobody spoke is marked, exactly', finding_at('unattributed-quote', sample.orphan, true), all_findings())
  step('the mark without partner is marked', finding_at('unbalanced-quote', sample.unclosed), all_findings())
  step('nothing else is marked', #vim.diagnostic.get(0) == 3, all_findings())
  local spelling = findings('name-spelling')[1]
  step('a finding names its source and has a message', spelling and spelling.source == 'copydesk' and #spelling.message > 10, spelling)

  put_cursor(sample.misspelt)
  local shown = hover()
  step('hover on a name, after the emoji: who it is', shown and shown:find(sample.full, 1, true), shown)
  put_cursor(sample.person[1])
  shown = hover()
  step('hover on a name: the role', shown and shown:find(sample.person[1], 1, true) and shown:find(sample.person[2], 1, true), shown)
  put_cursor(sample.attributed.quote)
  shown = hover()
  step('hover on a quote: who spoke it', shown and shown:find(sample.attributed.speaker, 1, true), shown)
  put_cursor(sample.orphan:sub(4))
  shown = hover()
  step('hover on the orphan: nobody spoke it', shown and shown:find('^%W*Nobody'), shown)

  put_cursor(sample.misspelt)
  local items = listed(vim.lsp.buf.definition)
  local row, col = find(sample.full)
  step('definition: the first mention', items[1] and items[1].lnum == row + 1 and items[1].col == col + 1, items)
  items = listed(function(options)
    vim.lsp.buf.references(nil, options)
  end)
  local _, mentions = original:gsub(vim.pesc(sample.right), '')
  step('references: every mention, in both spellings', #items == mentions + 1, items)
  items = listed(vim.lsp.buf.document_symbol)
  step('the outline shows people', vim.iter(items):any(function(item)
    return item.text:find(sample.full, 1, true) ~= nil
  end), items)

  t.renames(original)

  put_cursor(sample.misspelt)
  local taken = false
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      local this = not taken and action.title:find(sample.right, 1, true) ~= nil
      taken = taken or this
      return this
    end,
  })
  wait(function()
    return text() ~= original
  end)
  step('quick fix: the other spelling', holds(replaced(original, sample.misspelt, sample.right)))
  step('then the finding is gone', wait(function()
    return #findings('name-spelling') == 0
  end), all_findings())
  undo_restores('one undo takes the fix back', original)
  step('and the finding returns', wait(function()
    return finding_at('name-spelling', sample.misspelt, true)
  end), all_findings())

  put_cursor(sample.orphan)
  local actions = {}
  vim.lsp.buf.code_action({
    filter = function(action)
      actions[#actions + 1] = action.title
      return false
    end,
  })
  step('a finding can be ignored', wait(function()
    return #actions > 0
  end) and vim.iter(actions):any(function(title)
    return title:lower():find('ignore', 1, true) ~= nil
  end), actions)

  put_cursor(sample.orphan)
  vim.cmd('normal! A' .. sample.owner)
  step('typing a speaker clears the finding', wait(function()
    return #findings('unattributed-quote') == 0
  end), all_findings())
  vim.cmd('silent undo')
  step('taking the speaker away brings it back', wait(function()
    return finding_at('unattributed-quote', sample.orphan, true)
  end), all_findings())
  vim.cmd('normal! ggO😀 — ')
  step('a line more above: the finding moves with its words', wait(function()
    return finding_at('unattributed-quote', sample.orphan, true) and finding_at('name-spelling', sample.misspelt, true)
  end), all_findings())
  vim.cmd('silent undo')
  step('the draft is as it was', holds(original))

  client:stop()
  step('on stop the server process ends', wait(function()
    return not running(pid)
  end))
  step('and its findings go', wait(function()
    return #vim.diagnostic.get(0) == 0
  end), all_findings())

  -- Started once more, so that neovim.sh can see that it ends with the editor.
  os.remove(pidfile)
  vim.cmd('silent edit!')
  step('the server can be started again', wait(function()
    return server_pid() and #vim.diagnostic.get(0) > 0
  end))
end

t.run(session)
