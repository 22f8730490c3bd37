-- The plugin as users install it, with the program on the PATH: it starts by itself, its help is found, its health is good.
-- Started by neovim.sh.

local failures = 0

local function step(name, ok, detail)
  failures = failures + (ok and 0 or 1)
  io.stdout:write((ok and 'ok    ' or 'FAILS ') .. name .. ((not ok and detail) and (': ' .. vim.inspect(detail)) or '') .. '\n')
end

local draft = vim.api.nvim_buf_get_name(0)

local function session()
  step('findings arrive without a line of settings', vim.wait(10000, function()
    return #vim.diagnostic.get(0) > 0
  end, 20))
  vim.cmd('silent checkhealth copydesk')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  step('the health check finds the program', report:find('copydesk: copydesk %d+%.%d+%.%d+') ~= nil, report)
  step('and sees it run', report:find('looking at: ', 1, true) ~= nil, report)
  step('and has nothing to complain of', not report:find('ERROR') and not report:find('WARNING'), report)
  for _, tag in ipairs({ 'copydesk', 'copydesk-install', 'copydesk-keys', ':Copydesk-attribute', 'copydesk.set()', 'g:copydesk_disable' }) do
    step(':help ' .. tag, pcall(vim.cmd.help, tag))
  end
  step('it has its commands', vim.fn.exists(':Copydesk') == 2)
  vim.cmd.edit('story.aml')
  step('ArchieML is known by its ending', vim.bo.filetype == 'archieml', vim.bo.filetype)
  local folder = vim.fs.dirname(draft)
  vim.fn.writefile({ '[rules]', 'name-speling = "off"' }, folder .. '/copydesk.toml')
  vim.fn.writefile({ '[rules]' }, folder .. '/other.toml')
  vim.cmd.edit(folder .. '/copydesk.toml')
  step('a slip in copydesk.toml is marked', vim.wait(10000, function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].lnum == 1
  end, 20), vim.diagnostic.get(0))
  vim.cmd.edit(folder .. '/other.toml')
  vim.wait(200)
  step('other TOML files are left alone', #vim.lsp.get_clients({ bufnr = 0 }) == 0)
end

vim.api.nvim_create_autocmd('VimEnter', {
  callback = vim.schedule_wrap(function()
    local finished, message = xpcall(session, debug.traceback)
    if not finished then
      step('the test itself', false, message)
    end
    vim.cmd(failures == 0 and 'qall!' or 'cquit 1')
  end),
})
