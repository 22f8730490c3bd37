#!/usr/bin/env bash
# Drives the real editors through the same story: findings appear at the right columns behind an emoji, hover, rename and undo
# in one step, quick fix, the list of sources where there is one, settings changed live, no server left after quitting.
#
#   editors/test.sh [PROGRAM [EDITOR…]]     the copydesk to test, target/release/copydesk if left out; all editors if none is named
#   COPYDESK_UPDATE=1                       also takes the README's pictures anew
#
# Each editor is fetched on its first run, into target/editors, in the version and with the checksum that tests/editors/versions.env
# names; made for Debian 12. The last lines say of each editor whether it passed, how long it took, and what it failed in.
# Exit code 0 if all passed, 1 if a step of one failed, 77 if one could not be had for want of something outside this project.
set -euo pipefail
cd "$(dirname "$0")/.."

editors=(vscode neovim neovim-old emacs helix)
program=$(realpath "${1:-target/release/copydesk}")
shift || true
[ -x "$program" ] || { echo "There is no program $program: cargo build --release"; exit 1; }
if [ $# -gt 0 ]; then editors=("$@"); fi

# No editor may hold up the others.
limit=1500
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0 missing=0
results=()

for editor in "${editors[@]}"; do
  script=tests/editors/${editor//-/_}.sh
  [ -x "$script" ] || { echo "There is no editor “$editor” here: it is one of vscode, neovim, neovim-old, emacs, helix"; exit 1; }
  printf '\n=== %s\n' "$editor"
  case ${COPYDESK_UPDATE:+$editor} in
    vscode) export COPYDESK_PICTURE=$PWD/docs/vscode.png ;;
    neovim) export COPYDESK_PICTURE=$PWD/docs/neovim.svg ;;
    *) unset COPYDESK_PICTURE ;;
  esac
  start=$SECONDS code=0
  timeout --kill-after=20 "$limit" "$script" "$program" < /dev/null > >(tee "$log") 2>&1 || code=$?
  sleep 0.2 # tee has the last line
  case $code in
    0) word=PASS why="$(grep -c '^ok ' "$log" || true) steps" ;;
    77) word=SKIP missing=1 why=$(grep 'Not done' "$log" | tail -1 || true) ;;
    124 | 137) word=FAIL failed=1 why="it was not done after $limit s" ;;
    *) word=FAIL failed=1 why=$(grep '^FAILS' "$log" | cut -c1-120 | paste -sd';' || true) ;;
  esac
  results+=("$(printf '%s %5d s  %-10s  %s' "$word" $((SECONDS - start)) "$editor" "${why:-exit code $code}")")
done

printf '\n=== Editors\n'
printf '%s\n' "${results[@]}"
[ $failed = 0 ] || exit 1
[ $missing = 0 ] || exit 77
