---@brief
---
--- https://github.com/copydesk/copydesk
---
--- copydesk reads a news draft as a copy editor would: it marks quotes that nobody is said to have spoken, quotation marks
--- without a partner, and names spelled two ways; says who somebody is and who spoke a quote; and renames a person, an
--- organisation or a place through the whole draft. In Indonesian and English, on your machine alone.
---
--- The program is built by `cargo install --locked --git https://github.com/copydesk/copydesk`.
---
--- What is checked stands in `copydesk.toml` in the project's folder. The same keys may be set here, where they count if that
--- file says nothing, beside those that are the editor's own:
--- ```lua
--- vim.lsp.config('copydesk', {
---   settings = { copydesk = { rules = { ['name-spelling'] = 'hint' }, inlayHints = true } },
--- })
--- ```

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
