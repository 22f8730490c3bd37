-- Turns copydesk on for drafts. `vim.g.copydesk_disable = true`, set before start, leaves that to you.

if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

if vim.fn.has('nvim-0.7') == 0 then
  vim.api.nvim_err_writeln('copydesk needs Neovim 0.7 or later')
  return
end

if vim.fn.has('nvim-0.8') == 1 then
  vim.filetype.add({ extension = { aml = 'archieml', archieml = 'archieml' } })
else
  -- 0.7 knows that function, and does not use it unless it is told to.
  vim.cmd('autocmd BufRead,BufNewFile *.aml,*.archieml set filetype=archieml')
end

vim.api.nvim_create_user_command('Copydesk', function(args)
  require('copydesk.command').run(args)
end, {
  nargs = '+',
  desc = 'Quotes and names of this draft',
  complete = function(...)
    return require('copydesk.command').complete(...)
  end,
})

if vim.lsp.enable then
  vim.api.nvim_create_autocmd('LspAttach', {
    group = vim.api.nvim_create_augroup('copydesk', {}),
    callback = function(args)
      local client = vim.lsp.get_client_by_id(args.data.client_id)
      if client and client.name == 'copydesk' then
        require('copydesk.beside').attach(client)
      end
    end,
  })
end

if vim.g.copydesk_disable then
  return
end
if vim.lsp.enable then
  vim.lsp.enable('copydesk')
else
  require('copydesk.old').enable()
end
