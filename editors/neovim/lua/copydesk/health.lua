-- `:checkhealth copydesk`: is the program there, can this Neovim speak to it, and does it look at a draft now?

local M = {}

local function check_editor()
  local v = vim.version()
  local version = ('Neovim %d.%d.%d'):format(v.major, v.minor, v.patch)
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok(version)
    return true
  end
  vim.health.error(version .. ' is too old: 0.11 or later is needed', { 'See :help copydesk-old' })
  return false
end

-- The first word of the command that starts the server, as the user configured it.
local function check_program(config)
  if type(config.cmd) ~= 'table' then
    vim.health.info('The server is started by a function of yours')
    return
  end
  local program = config.cmd[1]
  local path = vim.fn.exepath(program)
  if path == '' then
    vim.health.error(('`%s` was not found'):format(program), {
      'Build it in a copy of the project: cargo install --locked --path .',
      'Or say where it is: vim.lsp.config("copydesk", { cmd = { "/path/to/copydesk", "lsp" } })',
    })
    return
  end
  local started, run = pcall(vim.system, { path, '--version' }, { text = true, timeout = 5000 })
  local answer = started and run:wait() or { code = -1, stdout = '' }
  if answer.code == 0 then
    vim.health.ok(('%s: %s'):format(path, vim.trim(answer.stdout)))
  else
    vim.health.error(('`%s --version` failed (exit code %d)'):format(path, answer.code))
  end
end

local function check_enabled(config)
  if vim.g.copydesk_disable then
    vim.health.warn('Switched off by vim.g.copydesk_disable', { 'Turn it on: vim.lsp.enable("copydesk")' })
  end
  vim.health.info('File types: ' .. table.concat(config.filetypes or {}, ', '))
end

local function check_clients()
  local clients = vim.lsp.get_clients({ name = 'copydesk' })
  if #clients == 0 then
    vim.health.info('Not running now: it starts when you open a draft')
    return
  end
  for _, client in ipairs(clients) do
    local drafts = {}
    for buffer in pairs(client.attached_buffers) do
      local name = vim.api.nvim_buf_get_name(buffer)
      drafts[#drafts + 1] = name == '' and '[No Name]' or vim.fn.fnamemodify(name, ':~:.')
    end
    table.sort(drafts)
    vim.health.ok(
      ('Running (client %d, positions in %s), looking at: %s'):format(
        client.id,
        client.offset_encoding,
        #drafts > 0 and table.concat(drafts, ', ') or 'nothing'
      )
    )
    if client.root_dir then
      vim.health.info('Project: ' .. vim.fn.fnamemodify(client.root_dir, ':~'))
    end
  end
end

function M.check()
  vim.health.start('copydesk')
  if not check_editor() then
    return
  end
  local config = vim.lsp.config.copydesk
  if not config then
    vim.health.error('lsp/copydesk.lua is not on the runtime path', { 'See :help copydesk-install' })
    return
  end
  check_program(config)
  check_enabled(config)
  check_clients()
end

return M
