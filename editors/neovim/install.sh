#!/bin/sh
# Links this folder where Neovim looks for packages, so that `git pull` is all that an update needs, and indexes its help.
#
#   editors/neovim/install.sh
#
# The program itself is installed by `cargo install --locked --path .`.
set -eu

plugin=$(cd "$(dirname "$0")" && pwd)
packages=${XDG_DATA_HOME:-$HOME/.local/share}/nvim/site/pack/copydesk/start

mkdir -p "$packages"
if [ -e "$packages/copydesk" ] && [ ! -L "$packages/copydesk" ]; then
  echo "$packages/copydesk is there already, and is no link: remove it first" >&2
  exit 1
fi
rm -f "$packages/copydesk"
ln -s "$plugin" "$packages/copydesk"
if command -v nvim > /dev/null; then
  nvim --clean --headless -c "helptags $plugin/doc" -c quit
fi
command -v copydesk > /dev/null || echo "The program is still missing: cargo install --locked --path ."
echo "Open a draft, and say :checkhealth copydesk"
