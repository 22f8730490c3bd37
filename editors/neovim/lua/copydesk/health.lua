-- `:checkhealth copydesk`: is the program there, can this Neovim speak to it, and does it look at a draft now?

local client_of = require('copydesk.client')

local M = {}

-- Their names before Neovim 0.10.
local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local error = health.error or health.report_error

local function check_editor()
  local v = vim.version()
  ok(('Neovim %d.%d.%d'):format(v.major, v.minor, v.patch))
  local without = {}
  if not vim.lsp.inlay_hint then
    without[#without + 1] = 'inlay hints (0.10)'
  end
  if not vim.lsp.semantic_tokens then
    without[#without + 1] = 'colours of quotes and names (0.9)'
  end
  if #without > 0 then
    info('What later Neovims have and this one has not: ' .. table.concat(without, ', '))
  end
end

-- The first word of the command that starts the server, as the user configured it.
local function check_program(config)
  if type(config.cmd) ~= 'table' then
    info('The server is started by a function of yours')
    return
  end
  local program = config.cmd[1]
  local path = vim.fn.exepath(program)
  if path == '' then
    error(('`%s` was not found'):format(program), {
      'Build it in a copy of the project: cargo install --locked --path .',
      vim.lsp.config and 'Or say where it is: vim.lsp.config("copydesk", { cmd = { "/path/to/copydesk", "lsp" } })'
        or 'Or say where it is: vim.g.copydesk_config = { cmd = { "/path/to/copydesk", "lsp" } }',
    })
    return
  end
  local answer = vim.fn.system({ path, '--version' })
  if vim.v.shell_error == 0 then
    ok(('%s: %s'):format(path, vim.trim(answer)))
  else
    error(('`%s --version` failed (exit code %d)'):format(path, vim.v.shell_error))
  end
end

local function check_enabled(config)
  if vim.g.copydesk_disable then
    warn('Switched off by vim.g.copydesk_disable', { 'See :help g:copydesk_disable' })
  end
  if vim.g.copydesk_config and vim.lsp.config then
    warn('vim.g.copydesk_config is for Neovim before 0.11', { 'Say it with vim.lsp.config("copydesk", …)' })
  end
  info('File types: ' .. table.concat(config.filetypes or {}, ', '))
end

local function check_clients()
  local clients = client_of.all()
  if #clients == 0 then
    info('Not running now: it starts when you open a draft')
    return
  end
  for _, client in ipairs(clients) do
    local drafts = vim.tbl_map(function(buffer)
      local name = vim.api.nvim_buf_get_name(buffer)
      return name == '' and '[No Name]' or vim.fn.fnamemodify(name, ':~:.')
    end, client_of.buffers(client))
    table.sort(drafts)
    local of = #drafts > 0 and table.concat(drafts, ', ') or 'nothing'
    ok(('Running (client %d, positions in %s), looking at: %s'):format(client.id, client.offset_encoding, of))
    local root = client.config.root_dir
    if root then
      info('Project: ' .. vim.fn.fnamemodify(root, ':~'))
    end
    if not (client.server_capabilities.experimental or {})['copydesk/sources'] then
      warn('This copydesk is older than the plugin and knows no list of sources', { 'Build it anew: cargo install --locked --path .' })
    end
  end
end

function M.check()
  start('copydesk')
  check_editor()
  local config = vim.lsp.config and vim.lsp.config.copydesk or not vim.lsp.config and require('copydesk.old').config()
  if not config then
    error('lsp/copydesk.lua is not on the runtime path', { 'See :help copydesk-install' })
    return
  end
  check_program(config)
  check_enabled(config)
  check_clients()
end

return M
