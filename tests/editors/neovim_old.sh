#!/usr/bin/env bash
# Runs copydesk in the oldest Neovim that is still met, 0.7: the story in both sample drafts, and the plugin's commands.
#
#   tests/editors/neovim_old.sh [PROGRAM]      the copydesk to test; target/release/copydesk if left out
#
# Fetches the editor from Debian on its first run. Exit code 0 if every step is ok, 77 with a reason where something outside
# this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
nvim=$("$here/get-neovim.sh" old)
. "$here/lib.sh"

for sample in harbour.en.md pelabuhan.id.md; do
  settings=
  case $sample in *.en.md) settings='language = "id" # the draft itself says otherwise' ;; esac
  for story in neovim_old neovim_commands; do
    echo "== $sample, ${story#neovim_}"
    COPYDESK_DRAFT=$(draft "$sample" "$settings")
    export COPYDESK_DRAFT
    told timeout --kill-after=5 120 "$nvim" --headless --clean --cmd "set rtp^=$root/editors/neovim" +"luafile $here/$story.lua"
    gone || failed=1
  done
done

exit $failed
