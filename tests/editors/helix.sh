#!/usr/bin/env bash
# Runs copydesk in the real Helix: the story in both sample drafts, with the settings that we ship.
#
#   tests/editors/helix.sh [PROGRAM]      the copydesk to test; target/release/copydesk if left out
#
# Fetches the editor from Debian on its first run. Exit code 0 if every step is ok, 77 with a reason where something outside
# this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
COPYDESK_HELIX=$("$here/get-helix.sh")
COPYDESK_TMUX=$("$here/get-tmux.sh")
export COPYDESK_HELIX COPYDESK_TMUX
. "$here/lib.sh"

mkdir -p "$XDG_CONFIG_HOME/helix"
cp "$root/editors/helix/languages.toml" "$XDG_CONFIG_HOME/helix/"

for sample in harbour.en.md pelabuhan.id.md; do
  echo "== $sample"
  COPYDESK_DRAFT=$(draft "$sample" '[rules]')
  export COPYDESK_DRAFT TERM=xterm-256color
  told timeout --kill-after=5 150 python3 "$here/helix.py"
  gone || failed=1
done

exit $failed
