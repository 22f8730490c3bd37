-- How Neovim 0.11 and later start copydesk; `vim.lsp.config('copydesk', { … })` changes any part of it.

-- What the server calls some of Neovim's file types.
local language_ids = { text = 'plaintext', ['markdown.mdx'] = 'mdx' }

---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'markdown.mdx', 'mdx', 'quarto', 'text', 'html', 'archieml' },
  -- A draft that lies in neither is checked all the same, with the default settings.
  root_markers = { 'copydesk.toml', '.git' },
  get_language_id = function(_, filetype)
    return language_ids[filetype] or filetype
  end,
}
