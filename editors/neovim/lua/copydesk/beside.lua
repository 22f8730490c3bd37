-- Beside the text: inlay hints and code lenses are shown in a draft when the settings `inlayHints` and `codeLens` ask for them.
-- Colours (`semanticHighlighting`) need nothing from here: Neovim 0.9 and later ask for them by themselves.

local client_of = require('copydesk.client')

local M = {}

local group = vim.api.nvim_create_augroup('copydesk.beside', {})
local shown = {} -- by buffer: whether hints were turned on from here
local watched = {} -- by client

local function hints(buffer, on)
  if not vim.lsp.inlay_hint or type(vim.lsp.inlay_hint) ~= 'table' or on == (shown[buffer] or false) then
    return
  end
  shown[buffer] = on or nil
  -- Off and on, so that Neovim asks again.
  vim.lsp.inlay_hint.enable(false, { bufnr = buffer })
  vim.lsp.inlay_hint.enable(on, { bufnr = buffer })
end

local function clear_lenses(client, buffer)
  if vim.lsp.codelens.clear then
    return vim.lsp.codelens.clear(client.id, buffer)
  end
  vim.api.nvim_buf_clear_namespace(buffer, vim.api.nvim_create_namespace('vim_lsp_codelens:' .. client.id), 0, -1)
end

local function ask_for_lenses(client, buffer)
  if client_of.new then
    vim.lsp.codelens.refresh({ bufnr = buffer })
    return
  end
  clear_lenses(client, buffer)
  vim.api.nvim_buf_call(buffer, vim.lsp.codelens.refresh)
end

local function lenses(client, buffer, on)
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(on, { bufnr = buffer })
    return
  end
  vim.api.nvim_clear_autocmds({ group = group, buffer = buffer })
  if not on then
    clear_lenses(client, buffer)
    return
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = group,
    buffer = buffer,
    callback = function()
      if client_of.of(buffer) == client then
        ask_for_lenses(client, buffer)
      end
    end,
  })
  ask_for_lenses(client, buffer)
end

-- Brings a draft to what the settings say.
local function apply(client, buffer)
  local settings = client_of.settings(client)
  hints(buffer, settings.inlayHints == true)
  if settings.codeLens == true or next(vim.api.nvim_get_autocmds({ group = group, buffer = buffer })) then
    lenses(client, buffer, settings.codeLens == true)
  end
end

-- The same for all its drafts, when the server knows the settings too: soon after it was told, and once more for a slow machine.
function M.apply_soon(client)
  for _, pause in ipairs({ 50, 500 }) do
    vim.defer_fn(function()
      for _, buffer in ipairs(client_of.is_stopped(client) and {} or client_of.buffers(client)) do
        apply(client, buffer)
      end
    end, pause)
  end
end

-- Watches a client from its first draft on.
function M.attach(client)
  M.apply_soon(client)
  if watched[client.id] then
    return
  end
  watched[client.id] = true
  -- The server asks for its settings when it starts and whenever it is told that they changed.
  local method = 'workspace/configuration'
  local answer = client.handlers[method] or vim.lsp.handlers[method]
  client.handlers[method] = function(...)
    M.apply_soon(client)
    return answer(...)
  end
end

return M
