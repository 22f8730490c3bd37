-- The Neovim of the README's picture: prose-friendly, findings beside the text, everything else as it comes.

vim.o.termguicolors = true
vim.o.wrap = true
vim.o.linebreak = true
vim.o.breakindent = true
vim.o.number = true
vim.o.signcolumn = 'yes'
vim.o.winborder = 'rounded'
vim.o.swapfile = false
vim.o.showmode = false
vim.o.ruler = false
vim.o.cmdheight = 0
vim.o.laststatus = 2
vim.o.statusline = ' %f %= %{luaeval("#vim.diagnostic.get(0)")} findings '
vim.diagnostic.config({ virtual_text = { prefix = '■' }, signs = true, underline = true })
for _, kind in ipairs({ 'Warn', 'Info', 'Hint' }) do
  local group = 'DiagnosticUnderline' .. kind
  local colour = vim.api.nvim_get_hl(0, { name = group }).sp
  vim.api.nvim_set_hl(0, group, { undercurl = true, sp = colour })
end
vim.lsp.config('copydesk', { cmd = { vim.env.COPYDESK, 'lsp' } })
vim.api.nvim_create_autocmd('DiagnosticChanged', { command = 'redrawstatus' })
