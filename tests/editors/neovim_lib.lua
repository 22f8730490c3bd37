-- What the stories in Neovim share, on 0.7 as on 0.11: steps, waiting, and finding one's way by the words of a draft.
-- Loaded with `dofile`; every story opens a draft that COPYDESK_DRAFT names.

local M = {}

M.new = vim.fn.has('nvim-0.11') == 1

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
M.draft = vim.env.COPYDESK_DRAFT -- a copy of a sample draft, to be changed at will
local story = vim.fn.json_decode(vim.fn.readfile(here .. '/story.json'))
-- What the sample draft holds, told by its words: lines and columns are looked up in the buffer.
M.sample = story[vim.fn.fnamemodify(M.draft, ':t')]

local failures = 0

function M.step(name, ok, detail)
  failures = failures + (ok and 0 or 1)
  local tail = (not ok and detail ~= nil) and (': ' .. (type(detail) == 'string' and detail or vim.inspect(detail))) or ''
  io.stdout:write((ok and 'ok    ' or 'FAILS ') .. name .. tail .. '\n')
  return ok
end

-- Runs the whole story when Neovim is up, and leaves: with 1 if a step failed.
function M.run(story_of)
  local function run()
    local finished, message = xpcall(story_of, debug.traceback)
    if not finished then
      M.step('the test itself', false, message)
    end
    vim.cmd(failures == 0 and 'qall!' or 'cquit 1')
  end
  vim.api.nvim_create_autocmd('VimEnter', { callback = vim.schedule_wrap(run) })
end

-- Waits until `f` gives something, and returns it.
function M.wait(f, ms)
  local got
  vim.wait(ms or 5000, function()
    got = f()
    return got and true or false
  end, 5)
  return got
end

function M.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

function M.text()
  return table.concat(M.lines(), '\n')
end

-- Whether the buffer holds exactly this text, and if not, the lines in which it differs.
function M.holds(wanted)
  local got = M.text()
  return got == wanted, vim.diff(wanted .. '\n', got .. '\n', { ctxlen = 0 })
end

-- Where some words stand first: the line and the byte, both from 0.
function M.find(words)
  for row, line in ipairs(M.lines()) do
    local col = line:find(words, 1, true)
    if col then
      return row - 1, col - 1
    end
  end
  error('the draft does not hold: ' .. words)
end

function M.put_cursor(words)
  local row, col = M.find(words)
  vim.api.nvim_win_set_cursor(0, { row + 1, col })
end

-- The words from the cursor on.
function M.at_cursor(words)
  local cursor = vim.api.nvim_win_get_cursor(0)
  local rest = vim.api.nvim_get_current_line():sub(cursor[2] + 1)
  return vim.startswith(rest, words), rest
end

function M.client()
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name == 'copydesk' and vim.lsp.buf_is_attached(0, client.id) then
      return client
    end
  end
end

local function rule_of(diagnostic)
  return diagnostic.code or ((diagnostic.user_data or {}).lsp or {}).code
end

function M.findings(rule)
  return vim.tbl_filter(function(d)
    return rule_of(d) == rule
  end, vim.diagnostic.get(0))
end

-- The finding of a rule that begins where some words stand, and ends with them where `whole`.
function M.finding_at(rule, words, whole)
  local row, col = M.find(words)
  for _, d in ipairs(M.findings(rule)) do
    if d.lnum == row and d.col == col and (not whole or (d.end_lnum == row and d.end_col == col + #words)) then
      return d
    end
  end
end

function M.all_findings()
  return vim.tbl_map(function(d)
    return ('%s %d:%d-%d:%d'):format(rule_of(d), d.lnum, d.col, d.end_lnum, d.end_col)
  end, vim.diagnostic.get(0))
end

function M.hover()
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return window
      end
    end
  end
  local before = float()
  if before then
    vim.api.nvim_win_close(before, true)
  end
  vim.lsp.buf.hover()
  local window = M.wait(float, 3000)
  if not window then
    return nil
  end
  local shown = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
  vim.api.nvim_win_close(window, true)
  return shown
end

-- Plain replacement of every occurrence.
function M.replaced(from, old, new)
  return (from:gsub(vim.pesc(old), (new:gsub('%%', '%%%%'))))
end

function M.rename(at, new)
  M.put_cursor(at)
  local before = M.text()
  vim.lsp.buf.rename(new)
  M.wait(function()
    return M.text() ~= before
  end)
end

function M.undo_restores(name, before)
  vim.cmd('silent undo')
  M.step(name, M.holds(before))
end

-- Renames a short form and a full name, each taken back by one undo.
function M.renames(original)
  local sample = M.sample
  local want = M.replaced(M.replaced(original, sample.misspelt, sample.renamed), sample.right, sample.renamed)
  M.rename(sample.short, sample.renamed)
  M.step('rename of a short form: that part everywhere, the old spelling too', M.holds(want))
  M.undo_restores('one undo takes the rename back', original)
  local other = sample.other
  want = M.replaced(M.replaced(original, other.from, other.to), other.old_short, other.new_short)
  M.rename(other.from, other.to)
  M.step('rename of a full name: every part follows', M.holds(want))
  M.undo_restores('one undo takes that back as well', original)
  M.wait(function()
    return #M.findings('name-spelling') == 1
  end)
end

-- Answers the next question of `vim.ui.select` by the first item whose title holds these words; gives all titles.
function M.choose(words)
  local titles = {}
  vim.ui.select = function(items, options, chosen)
    local taken
    for _, item in ipairs(items) do
      local title = (options.format_item or tostring)(item)
      titles[#titles + 1] = title
      taken = taken or (words and title:find(words, 1, true) and item or nil)
    end
    chosen(taken)
  end
  return titles
end

-- Messages to the writer, gathered instead of shown.
function M.gather_messages()
  local messages = {}
  vim.notify = function(message)
    messages[#messages + 1] = message
  end
  return messages
end

-- The id of the server's process, as the command that neovim.sh puts in its place wrote it.
function M.server_pid()
  local file = io.open(vim.env.COPYDESK_PIDFILE)
  local pid = file and tonumber(file:read('*l'))
  if file then
    file:close()
  end
  return pid
end

function M.running(pid)
  return pid ~= nil and vim.loop.kill(pid, 0) == 0
end

return M
