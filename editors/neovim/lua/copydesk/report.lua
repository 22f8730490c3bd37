-- Report: what somebody who mends a fault has to know, and no word of a draft, no name of a file.

local client_of = require('copydesk.client')

local M = {}

-- The settings as they may be told: what is to be ignored is words of drafts and names of files, so it is only counted.
local function told(settings)
  local copy = vim.deepcopy(settings)
  for key, value in pairs(type(copy.ignore) == 'table' and copy.ignore or {}) do
    copy.ignore[key] = type(value) == 'table' and ('%d entries'):format(#value) or '(set)'
  end
  return copy
end

local function neovim()
  local v = vim.version()
  return ('%d.%d.%d%s'):format(v.major, v.minor, v.patch, v.prerelease and ' (not released)' or '')
end

local function program(config, client)
  local known = client and client.server_info
  if known and known.version then
    return known.name .. ' ' .. known.version
  end
  if type(config.cmd) ~= 'table' then
    return 'started by a function'
  end
  if vim.fn.executable(config.cmd[1]) == 0 then
    return 'not found'
  end
  local answer = vim.fn.system({ config.cmd[1], '--version' })
  return vim.v.shell_error == 0 and vim.trim(answer) or ('fails with exit code ' .. vim.v.shell_error)
end

local function findings(buffer)
  local counts, order = {}, {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    if diagnostic.source == 'copydesk' then
      local lsp = (diagnostic.user_data or {}).lsp or {}
      local rule = tostring(diagnostic.code or lsp.code)
      if not counts[rule] then
        order[#order + 1] = rule
      end
      counts[rule] = (counts[rule] or 0) + 1
    end
  end
  table.sort(order)
  local all = vim.tbl_map(function(rule)
    return counts[rule] .. ' ' .. rule
  end, order)
  return #all > 0 and table.concat(all, ', ') or 'none'
end

-- The other language servers that look at the buffer: they may answer the same keys.
local function neighbours(buffer)
  local names = {}
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name ~= 'copydesk' and vim.lsp.buf_is_attached(buffer, client.id) then
      names[#names + 1] = client.name
    end
  end
  return #names > 0 and table.concat(names, ', ') or 'none'
end

function M.text()
  local buffer = vim.api.nvim_get_current_buf()
  local client = client_of.of(buffer) or client_of.all()[1]
  local config = vim.lsp.config and vim.lsp.config.copydesk or require('copydesk.old').config()
  local system = vim.loop.os_uname()
  local settings = client and client_of.settings(client) or (config.settings or {}).copydesk or {}
  local state = 'not running'
  if client then
    state = ('running, positions in %s'):format(client.offset_encoding)
  end
  local lines = {
    '### copydesk in Neovim',
    '',
    '- server: ' .. program(config, client) .. ' (' .. state .. ')',
    '- editor: Neovim ' .. neovim(),
    ('- system: %s %s, language %s'):format(system.sysname, system.machine, vim.v.lang),
    ('- document: %s, %d lines, %s, findings: %s'):format(
      vim.bo[buffer].filetype ~= '' and vim.bo[buffer].filetype or 'of no file type',
      vim.api.nvim_buf_line_count(buffer),
      client_of.of(buffer) and 'read' or 'left alone',
      findings(buffer)
    ),
    '- other servers for it: ' .. neighbours(buffer),
    '- file types: ' .. table.concat(config.filetypes or {}, ', '),
    '',
    'Settings of the editor:',
    '',
    '```lua',
    vim.inspect(told(settings)),
    '```',
  }
  return table.concat(lines, '\n') .. '\n'
end

-- Puts the report where `p` finds it, and into the clipboard if there is one.
function M.copy()
  local text = M.text()
  vim.fn.setreg('"', text)
  local clipboard = vim.fn.has('clipboard') == 1 and pcall(vim.fn.setreg, '+', text)
  local where = clipboard and 'in the clipboard' or 'copied: p puts it into the text'
  client_of.say('the report is ' .. where .. '. It holds no text of your drafts; read it before you send it.')
end

return M
