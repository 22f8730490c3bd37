#!/usr/bin/env bash
# Prints the path of a tmux, in which editors without a way to be driven from inside are driven by keys: the machine's own, or
# one that is fetched from Debian.
#
# Exit code 77 with a reason where something outside this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
if command -v tmux; then exit; fi
folder=$("$here/get-debian.sh" tmux bookworm tmux)
cat > "$folder/tmux" << LAUNCHER
#!/bin/sh
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu:$folder/root/lib/x86_64-linux-gnu"
exec "$folder/root/usr/bin/tmux" "\$@"
LAUNCHER
chmod +x "$folder/tmux"
echo "$folder/tmux"
