-- How Neovim 0.11 and later start copydesk; `vim.lsp.config('copydesk', { … })` changes any part of it.

-- What the server calls some of Neovim's file types.
local language_ids = { text = 'plaintext', ['markdown.mdx'] = 'mdx' }

---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'markdown.mdx', 'mdx', 'quarto', 'text', 'html', 'archieml', 'toml' },
  -- A draft that lies in no project is checked all the same, with the default settings.
  root_dir = function(buffer, start)
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
    -- Of all TOML files only our own settings and names are ours to look at.
    if vim.bo[buffer].filetype ~= 'toml' or name == 'copydesk.toml' or name == 'names.toml' then
      start(vim.fs.root(buffer, { 'copydesk.toml', '.git' }))
    end
  end,
  get_language_id = function(_, filetype)
    return language_ids[filetype] or filetype
  end,
}
