-- Turns copydesk on for drafts. `vim.g.copydesk_disable = true`, set before start, leaves that to you.

if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

vim.filetype.add({ extension = { aml = 'archieml', archieml = 'archieml' } })

if vim.g.copydesk_disable then
  return
end
if not vim.lsp.enable then
  vim.notify('copydesk needs Neovim 0.11 or later; see :help copydesk-old', vim.log.levels.WARN)
  return
end
vim.lsp.enable('copydesk')
