#!/usr/bin/env bash
# Runs copydesk in the real Neovim: both sample drafts, every way of counting positions, and the plugin as users install it.
#
#   tests/editors/neovim.sh [PROGRAM]      the copydesk to test; target/release/copydesk if left out
#
# Fetches the editor by pip on its first run. Exit code 0 if every step is ok.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
COPYDESK=$(realpath "${1:-$root/target/release/copydesk}")
export COPYDESK
[ -x "$COPYDESK" ] || { echo "FAILS there is no program $COPYDESK: cargo build --release"; exit 1; }
nvim=$("$here/get-neovim.sh")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Nobody's own settings, and nothing of these runs, meet each other.
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
failed=0

# gone PIDFILE: the server has left, at most five seconds after its editor.
gone() {
  local pid
  pid=$(cat "$1" 2>/dev/null) || { echo "FAILS the server was not started again"; return 1; }
  for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || { echo "ok    the server left with the editor"; return 0; }
    sleep 0.1
  done
  echo "FAILS the server outlives the editor"
  kill "$pid"
  return 1
}

for sample in harbour.en.md pelabuhan.id.md; do
  for encoding in utf-8 utf-16 utf-32; do
    echo "== $sample, $encoding"
    drafts=$(mktemp -d -p "$work")
    cp "$root/samples/$sample" "$drafts/"
    # One language with settings beside the draft, the other without.
    case $sample in *.en.md) printf 'language = "id" # the draft itself says otherwise\n' > "$drafts/copydesk.toml" ;; esac
    export COPYDESK_DRAFT="$drafts/$sample" COPYDESK_ENCODING=$encoding COPYDESK_PIDFILE="$drafts/pid"
    timeout --kill-after=5 120 "$nvim" --headless --clean --cmd "set rtp^=$root/editors/neovim" \
      +"luafile $here/neovim.lua" < /dev/null 2> "$drafts/err" || { failed=1; sed -e 's/^/      /' -e '$a\' "$drafts/err"; }
    gone "$COPYDESK_PIDFILE" || failed=1
  done
done

echo "== installed as a package, with its help and its health check"
mkdir -p "$XDG_DATA_HOME/nvim/site/pack/copydesk/start" "$work/bin"
cp -r "$root/editors/neovim" "$XDG_DATA_HOME/nvim/site/pack/copydesk/start/copydesk"
ln -s "$COPYDESK" "$work/bin/copydesk"
cp "$root/samples/harbour.en.md" "$work/draft.md"
PATH="$work/bin:$PATH" timeout --kill-after=5 60 "$nvim" --headless "$work/draft.md" \
  +"luafile $here/neovim_package.lua" < /dev/null 2> "$work/err" || { failed=1; sed -e 's/^/      /' -e '$a\' "$work/err"; }

exit $failed
