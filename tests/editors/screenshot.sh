#!/usr/bin/env bash
# Takes the README's picture: a sample draft in the real Neovim, with findings and an open hover.
#
#   tests/editors/screenshot.sh [PROGRAM [PICTURE]]     target/release/copydesk and docs/neovim.svg if left out
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
COPYDESK=$(realpath "${1:-$root/target/release/copydesk}")
picture=${2:-$root/docs/neovim.svg}
columns=112
rows=31
nvim=$("$here/get-neovim.sh")
tmux=$("$here/get-tmux.sh")
export COPYDESK

work=$(mktemp -d)
screen() { "$tmux" -L "copydesk-$$" -f /dev/null "$@"; }
trap 'screen kill-server 2>/dev/null; rm -rf "$work"' EXIT

# wait_for PATTERN: until the screen shows it.
wait_for() {
  for _ in $(seq 100); do
    screen capture-pane -p | grep -q "$1" && return 0
    sleep 0.1
  done
  echo "The screen never showed: $1" >&2
  screen capture-pane -p >&2
  return 1
}

cp "$root/samples/harbour.en.md" "$work/"
cd "$work"
TERM=tmux-256color screen new-session -d -x "$columns" -y "$rows" \
  "env TERM=tmux-256color COLORTERM=truecolor LANG=C.UTF-8 '$nvim' --clean --cmd 'set rtp^=$root/editors/neovim' --cmd 'luafile $here/screenshot.lua' harbour.en.md"
screen set-option -g default-terminal tmux-256color
screen set-option -g status off
wait_for '[1-9] findings'
# The last finding in sight, the cursor on a name, and the question who that is.
screen send-keys G 'zb' '?Wieczorek said' Enter ':nohlsearch' Enter
sleep 0.3
screen send-keys K
wait_for '╰'
sleep 0.3
screen capture-pane -e -N -p > screen
python3 "$here/ansi_to_svg.py" "$columns" "$rows" "A draft in Neovim, with copydesk's findings and a hover" < screen > picture.svg
mkdir -p "$(dirname "$picture")"
mv picture.svg "$picture"
echo "$picture"
