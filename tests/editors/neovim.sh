#!/usr/bin/env bash
# Runs copydesk in the real Neovim: both sample drafts, every way of counting positions, the plugin's commands, and the plugin
# as users install it.
#
#   tests/editors/neovim.sh [PROGRAM]      the copydesk to test; target/release/copydesk if left out
#   COPYDESK_PICTURE=FILE                  also takes the README's picture
#
# Fetches the editor by pip on its first run. Exit code 0 if every step is ok, 77 with a reason where something outside this
# project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
nvim=$("$here/get-neovim.sh")
. "$here/lib.sh"

# run SCRIPT: a story in a Neovim with the plugin.
run() {
  told timeout --kill-after=5 120 "$nvim" --headless --clean --cmd "set rtp^=$root/editors/neovim" +"luafile $here/$1"
  gone || failed=1
}

for sample in harbour.en.md pelabuhan.id.md; do
  # One language with settings beside the draft, the other without.
  settings=
  case $sample in *.en.md) settings='language = "id" # the draft itself says otherwise' ;; esac
  for COPYDESK_ENCODING in utf-8 utf-16 utf-32; do
    echo "== $sample, $COPYDESK_ENCODING"
    export COPYDESK_ENCODING
    COPYDESK_DRAFT=$(draft "$sample" "$settings") run neovim.lua
  done
  echo "== $sample, the plugin's commands"
  COPYDESK_DRAFT=$(draft "$sample") run neovim_commands.lua
done

# package [COMMAND]: what a Neovim has in which the plugin was installed, and asked for by this command.
package() {
  told timeout --kill-after=5 60 "$nvim" --headless "$(draft harbour.en.md)" ${1:++"$1"} +"luafile $here/neovim_package.lua"
}

plugin=$work/plugin # the help's index is written there
cp -r "$root/editors/neovim" "$plugin"
echo "== loaded as plugin managers do it"
ln -s "$nvim" "$work/bin/nvim"
nvim --clean --headless -c "helptags $plugin/doc" -c quit
mkdir -p "$XDG_CONFIG_HOME/nvim"
echo "vim.opt.rtp:append('$plugin') vim.cmd.runtime('plugin/copydesk.lua')" > "$XDG_CONFIG_HOME/nvim/init.lua"
package
rm "$XDG_CONFIG_HOME/nvim/init.lua"
echo "== installed as a package, with its help and its health check"
rm "$plugin/doc/tags"
"$plugin/install.sh" > /dev/null
package
echo "== installed as a package that is asked for"
mkdir -p "$XDG_DATA_HOME/nvim/site/pack/copydesk/opt"
mv "$XDG_DATA_HOME/nvim/site/pack/copydesk/start/copydesk" "$XDG_DATA_HOME/nvim/site/pack/copydesk/opt/copydesk"
package "autocmd VimEnter * packadd copydesk"

if [ -n "${COPYDESK_PICTURE:-}" ]; then "$here/screenshot.sh" "$program" "$COPYDESK_PICTURE" || failed=1; fi

exit $failed
