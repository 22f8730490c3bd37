-- Names while they are typed, and the other drafts of a series, in Neovim's own ways to ask for them.
-- Started by neovim.sh, with `series = true` beside the draft.

local t = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim_lib.lua')
local step, wait, sample = t.step, t.wait, t.sample

local person = sample.person[1]
local folder = vim.fn.fnamemodify(t.draft, ':p:h')
local other = folder .. '/next.md'
local wrong = (person:gsub('.$', 'y%0'))
local function story(name)
  return { '---', 'lang: en', '---', '', '🗞 “No,” said ' .. name .. '. “Never.”' }
end
vim.fn.writefile(story(person), other)
vim.lsp.config('copydesk', { capabilities = { general = { positionEncodings = { vim.env.COPYDESK_ENCODING } } } })

local function keys(typed)
  return vim.api.nvim_replace_termcodes(typed, true, false, true)
end

-- Types at the end of the draft, asks for completion, and takes the first offer. Gives the words on offer, each with its detail.
local function complete(typed)
  local offered = {}
  local function look()
    local shown = wait(function()
      return vim.fn.pumvisible() == 1
    end, 3000)
    if shown then
      for _, item in ipairs(vim.fn.complete_info({ 'items' }).items) do
        offered[#offered + 1] = item.abbr .. ' ' .. item.menu
      end
    end
    vim.api.nvim_feedkeys(keys(shown and '<C-y><Esc>' or '<Esc>'), 't', false)
  end
  vim.cmd('normal! Go')
  vim.defer_fn(function()
    vim.lsp.completion.get()
    vim.schedule(look)
  end, 100)
  vim.api.nvim_feedkeys(keys('A' .. typed), 'tx!', false)
  return offered
end

t.run(function()
  vim.cmd('edit ' .. vim.fn.fnameescape(t.draft))
  local client = wait(t.client)
  step('the plugin starts the server for a draft', client ~= nil)
  wait(function()
    return #t.findings('name-spelling') > 0
  end)
  vim.o.completeopt = 'menuone'
  vim.lsp.completion.enable(true, client.id, 0, { autotrigger = false })
  local offered = complete('🗞 ' .. vim.fn.strcharpart(person, 0, 3):lower())
  step('three small letters: the full name is offered, with the role', offered[1] and vim.startswith(offered[1], person), offered)
  step('the offer takes the place of the letters, after an emoji', vim.api.nvim_get_current_line() == '🗞 ' .. person,
    vim.api.nvim_get_current_line())
  vim.cmd('silent undo')

  t.put_cursor(person)
  local items
  vim.lsp.buf.references(nil, {
    on_list = function(list)
      items = list.items
    end,
  })
  wait(function()
    return items
  end)
  step('references: the other draft of the series as well', vim.iter(items or {}):any(function(item)
    return vim.fs.basename(item.filename) == 'next.md' and item.lnum == 5 and item.text:sub(item.col):find(person, 1, true) == 1
  end), items)

  local symbols
  vim.lsp.buf.workspace_symbol(person:lower(), {
    on_list = function(list)
      symbols = list.items
    end,
  })
  wait(function()
    return symbols
  end)
  step('symbols of the workspace: both drafts', symbols and #symbols == 2, symbols)

  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/last.md'))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, story(wrong))
  local told = wait(function()
    return t.finding_at('name-spelling', wrong, true)
  end)
  step('a name that the series spells otherwise is information', told and told.severity == vim.diagnostic.severity.INFO
    and told.message:find(person, 1, true) ~= nil, told or t.all_findings())
end)
