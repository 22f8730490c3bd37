-- For your own keys and settings: each function is what the command of the same name does.

local client_of = require('copydesk.client')

local M = {}

-- Opens the list of sources beside the draft; `M.sources('list')` fills the location list instead.
function M.sources(how)
  require('copydesk.window')[how == 'list' and 'list' or 'open']()
end

function M.next()
  require('copydesk.sources').go(1)
end

function M.prev()
  require('copydesk.sources').go(-1)
end

function M.attribute()
  require('copydesk.attribute').run()
end

function M.report()
  require('copydesk.report').copy()
end

-- Stops the server and starts it again for every draft.
function M.restart()
  local waiting = client_of.all()
  for _, client in ipairs(waiting) do
    client_of.stop(client)
  end
  local tries = 0
  local function again()
    tries = tries + 1
    local left = vim.tbl_filter(function(client)
      return not client_of.is_stopped(client)
    end, waiting)
    if #left > 0 then
      -- Three seconds for a polite end.
      if tries == 60 then
        for _, client in ipairs(left) do
          client_of.stop(client, true)
        end
      end
      return vim.defer_fn(again, 50)
    end
    if vim.lsp.enable then
      vim.lsp.enable('copydesk')
    else
      require('copydesk.old').start_all()
    end
  end
  again()
end

-- Changes the editor's settings while drafts are open: `set({ inlayHints = true })`. What is not named stays.
function M.set(settings)
  local change = { copydesk = settings }
  if vim.lsp.config then
    vim.lsp.config('copydesk', { settings = change })
  else
    require('copydesk.old').set(change)
  end
  for _, client in ipairs(client_of.all()) do
    local all = vim.tbl_deep_extend('force', client.settings or client.config.settings or {}, change)
    client.settings = all
    client.config.settings = all
    client_of.notify(client, 'workspace/didChangeConfiguration', { settings = all })
    require('copydesk.beside').apply_soon(client)
  end
end

return M
