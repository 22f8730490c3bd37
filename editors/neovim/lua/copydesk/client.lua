-- The server as this Neovim knows it: what differs between 0.7 and today is told apart here, and nowhere else.

local M = {}

M.new = vim.fn.has('nvim-0.11') == 1

-- All running copydesks, the oldest first.
function M.all()
  local clients = {}
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name == 'copydesk' then
      clients[#clients + 1] = client
    end
  end
  return clients
end

-- The copydesk that looks at a buffer, if one does.
function M.of(buffer)
  buffer = buffer == 0 and vim.api.nvim_get_current_buf() or buffer
  for _, client in ipairs(M.all()) do
    if vim.lsp.buf_is_attached(buffer, client.id) then
      return client
    end
  end
end

-- The buffers that a client looks at.
function M.buffers(client)
  return vim.tbl_filter(vim.api.nvim_buf_is_loaded, vim.lsp.get_buffers_by_client_id(client.id))
end

local function call(client, method, ...)
  if M.new then
    return client[method](client, ...)
  end
  return client[method](...)
end

-- Asks; `answered(result)` gets nil where the server has no answer.
function M.request(client, method, params, buffer, answered)
  return call(client, 'request', method, params, function(err, result)
    answered(not err and result ~= vim.NIL and result or nil)
  end, buffer)
end

-- Asks and waits for the answer, for two seconds at most: for what a key or a macro goes on from.
function M.ask(client, method, params, buffer)
  local reply = call(client, 'request_sync', method, params, 2000, buffer)
  local result = reply and not reply.err and reply.result
  return result ~= vim.NIL and result or nil
end

function M.notify(client, method, params)
  return call(client, 'notify', method, params)
end

function M.stop(client, force)
  return call(client, 'stop', force)
end

function M.is_stopped(client)
  return call(client, 'is_stopped')
end

-- What the editor says to a client under the name of copydesk.
function M.settings(client)
  local settings = client.settings or client.config.settings or {}
  return settings.copydesk or {}
end

function M.params(buffer)
  return { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
end

local function line_at(buffer, row)
  return vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1] or ''
end

-- A place of the protocol as row and byte, both from 0.
function M.place(client, buffer, position)
  local line, encoding = line_at(buffer, position.line), client.offset_encoding
  if encoding == 'utf-8' then
    return position.line, math.min(position.character, #line)
  end
  local fine, byte
  if M.new then
    fine, byte = pcall(vim.str_byteindex, line, encoding, position.character, false)
  else
    fine, byte = pcall(vim.str_byteindex, line, position.character, encoding == 'utf-16')
  end
  return position.line, fine and byte or #line
end

-- The way back.
function M.position(client, buffer, row, byte)
  local line, encoding = line_at(buffer, row), client.offset_encoding
  byte = math.min(byte, #line)
  if encoding == 'utf-8' then
    return { line = row, character = byte }
  end
  if M.new then
    return { line = row, character = vim.str_utfindex(line, encoding, byte, false) }
  end
  local utf32, utf16 = vim.str_utfindex(line, byte)
  return { line = row, character = encoding == 'utf-16' and utf16 or utf32 }
end

-- The cursor of a window, as row and byte from 0.
function M.cursor(window)
  local cursor = vim.api.nvim_win_get_cursor(window)
  return cursor[1] - 1, cursor[2]
end

-- A word to the writer.
function M.say(message, level)
  vim.notify('copydesk: ' .. message, level or vim.log.levels.INFO)
end

return M
