-- Before Neovim 0.11 there is no `vim.lsp.enable`: the server is started here, with what lsp/copydesk.lua says.
--
-- `vim.g.copydesk_config = { cmd = …, filetypes = …, settings = … }` stands for `vim.lsp.config`.

local client_of = require('copydesk.client')

local M = {}

local ours = { ['copydesk.toml'] = true, ['names.toml'] = true }
local changed = {} -- by `require('copydesk').set`

-- The file that 0.11 reads for itself, with the writer's changes.
function M.config()
  local file = vim.api.nvim_get_runtime_file('lsp/copydesk.lua', false)[1]
  local config = file and dofile(file) or { cmd = { 'copydesk', 'lsp' }, filetypes = {} }
  local own = vim.g.copydesk_config or {}
  config = vim.tbl_extend('force', config, own)
  config.settings = vim.tbl_deep_extend('force', own.settings or {}, changed)
  return config
end

function M.set(settings)
  changed = vim.tbl_deep_extend('force', changed, settings)
end

-- The folder of copydesk.toml upward from a file, else that of the repository.
local function root_of(name)
  local from = vim.fn.fnamemodify(name, ':p:h') .. ';'
  local file = vim.fn.findfile('copydesk.toml', from)
  local folder = file ~= '' and file or vim.fn.finddir('.git', from)
  return folder ~= '' and vim.fn.fnamemodify(folder, ':p:s?[/\\\\]$??:h') or nil
end

-- The keys that later Neovims have by themselves, where the writer has nothing on them.
local function keys(buffer)
  local wanted = {
    K = vim.lsp.buf.hover,
    grn = vim.lsp.buf.rename,
    gra = vim.lsp.buf.code_action,
    grr = vim.lsp.buf.references,
    gO = vim.lsp.buf.document_symbol,
    [']d'] = vim.diagnostic.goto_next,
    ['[d'] = vim.diagnostic.goto_prev,
  }
  for lhs, does in pairs(wanted) do
    if vim.fn.maparg(lhs, 'n') == '' then
      vim.keymap.set('n', lhs, function()
        does()
      end, { buffer = buffer, desc = 'copydesk' })
    end
  end
  if vim.bo[buffer].tagfunc == '' then
    vim.bo[buffer].tagfunc = 'v:lua.vim.lsp.tagfunc'
  end
end

-- Starts the server for a buffer, or has the one of the same project look at it.
function M.start(buffer)
  local config = M.config()
  local name = vim.api.nvim_buf_get_name(buffer)
  local filetype = vim.bo[buffer].filetype
  if vim.bo[buffer].buftype ~= '' or not vim.tbl_contains(config.filetypes, filetype) then
    return
  end
  -- Of all TOML files only our own settings and names are ours to look at.
  if filetype == 'toml' and not ours[vim.fn.fnamemodify(name, ':t')] then
    return
  end
  config.name = 'copydesk'
  config.root_dir = root_of(name)
  for _, client in ipairs(client_of.all()) do
    if client.config.root_dir == config.root_dir and not client_of.is_stopped(client) then
      vim.lsp.buf_attach_client(buffer, client.id)
      return
    end
  end
  if vim.fn.executable(config.cmd[1]) == 0 then
    vim.notify_once(('copydesk: the program `%s` was not found; see :help copydesk-install'):format(config.cmd[1]), vim.log.levels.WARN)
    return
  end
  -- Lenses can be shown by Neovims that do not say so.
  local shows = { textDocument = { codeLens = { dynamicRegistration = false } } }
  config.capabilities = vim.tbl_deep_extend('keep', config.capabilities or vim.lsp.protocol.make_client_capabilities(), shows)
  local on_attach = config.on_attach
  config.on_attach = function(client, attached)
    keys(attached)
    require('copydesk.beside').attach(client)
    if on_attach then
      on_attach(client, attached)
    end
  end
  local id = vim.lsp.start_client(config)
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

function M.start_all()
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      M.start(buffer)
    end
  end
end

-- From now on, drafts are looked at when they are opened.
function M.enable()
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('copydesk.old', {}),
    callback = function(args)
      M.start(args.buf)
    end,
  })
  if vim.v.vim_did_enter == 1 then
    M.start_all()
  end
end

return M
