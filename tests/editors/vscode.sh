#!/usr/bin/env bash
# Runs copydesk in the real VS Code: the packed extension, as a user sees it in the page and from inside with the API.
#
#   tests/editors/vscode.sh [PROGRAM]      the copydesk to test; target/release/copydesk if left out
#   COPYDESK_PICTURE=FILE                  also takes the README's picture
#
# Fetches VS Code on its first run (get-vscode.sh). Exit code 0 if every step is ok, 77 with a reason where something
# outside this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$(realpath "${1:-$root/target/release/copydesk}")
[ -x "$program" ] || { echo "FAILS there is no program $program: cargo build --release"; exit 1; }
[ -z "${COPYDESK_PICTURE:-}" ] || COPYDESK_PICTURE=$(realpath "$COPYDESK_PICTURE")
export COPYDESK_PICTURE=${COPYDESK_PICTURE:-}
COPYDESK_VSCODE=$("$here/get-vscode.sh")
COPYDESK_WORK=$(mktemp -d)
trap 'rm -rf "$COPYDESK_WORK"' EXIT
export COPYDESK_VSCODE COPYDESK_WORK
node=$COPYDESK_VSCODE/node_modules/.bin/node
failed=0

# A copy, so that nothing is written beside the sources; what npm fetched for it before is used again.
echo "== the extension: types, lints, packed with the server inside"
build=$root/target/editors/vscode-extension
mkdir -p "$build"
find "$build" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name fetched.lock -exec rm -rf {} +
tar -C "$root/editors/vscode" --exclude=./node_modules --exclude=./out --exclude=./server --exclude='*.vsix' -cf - . | tar -C "$build" -xf -
if ! cmp -s "$build/package-lock.json" "$build/fetched.lock"; then
  for attempt in 1 2 3; do
    [ "$attempt" != 3 ] || { echo "Not done: the extension's packages could not be fetched from the npm registry"; exit 77; }
    (cd "$build" && timeout 600 npm ci --loglevel=error) && break
  done
  cp "$build/package-lock.json" "$build/fetched.lock"
fi
export COPYDESK_VSIX=$COPYDESK_WORK/copydesk.vsix
(
  cd "$build"
  PATH=$(dirname "$node"):$PATH
  npm run --silent --loglevel=error check || touch "$COPYDESK_WORK/check-failed"
  npm run --silent --loglevel=error package -- --root "$root" --server "$program" --out "$COPYDESK_VSIX" > /dev/null
) || { echo "FAILS the extension could not be packed"; exit 1; }
if [ -e "$COPYDESK_WORK/check-failed" ]; then
  echo "FAILS the extension's types or lints"
  failed=1
fi
if grep -q '"resolved"' "$build/package-lock.json" && grep '"resolved"' "$build/package-lock.json" | grep -qv '"https://registry\.npmjs\.org/'; then
  echo "FAILS package-lock.json names another registry than npm's own"
  failed=1
fi
export COPYDESK_EXTENSION=$COPYDESK_WORK/vsix/extension
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' "$COPYDESK_VSIX" "$COPYDESK_WORK/vsix"

# drive TITLE SCRIPT: one run; the other follows whatever becomes of it.
drive() {
  local code=0
  echo "== $1"
  timeout --kill-after=10 600 "$node" "$here/vscode/$2" || code=$?
  [ $code = 0 ] || failed=1
  if [ $code = 124 ]; then echo "FAILS $1: it was not done after 600 s"; fi
}
drive "VS Code as a user has it" user.mjs
drive "VS Code from inside" inside.mjs

exit $failed
