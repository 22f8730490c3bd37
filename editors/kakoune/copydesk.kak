# copydesk in Kakoune, by kakoune-lsp 18 or later: source this from your kakrc, behind `eval %sh{kak-lsp}`.

hook global BufCreate .*\.txt %{ set-option buffer filetype plain }
hook global BufCreate .*\.(aml|archieml) %{ set-option buffer filetype archieml }

hook -group copydesk global BufSetOption filetype=(markdown|html|plain|archieml) %{
    set-option buffer lsp_servers %{
        [copydesk]
        root_globs = ["copydesk.toml", ".git"]
        args = ["lsp"]
        settings_section = "copydesk"
        # The keys of copydesk.toml, where that file says nothing.
        [copydesk.settings.copydesk]
    }
}

hook -group copydesk global WinSetOption filetype=(markdown|html|plain|archieml) %{
    lsp-enable-window
}
