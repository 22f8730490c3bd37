#!/usr/bin/env bash
# Prints the path of the Helix that the tests drive; fetches it, from Debian, if it is not there yet.
#
# Exit code 77 with a reason where something outside this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/versions.env"
"$here/need.sh" "python3 --version" python3 # which drives it
# It is of a later Debian than the one that this is run on, so it is started with its own C library.
folder=$("$here/get-debian.sh" "helix-$HELIX_VERSION" trixie "$HELIX" libc6 libgcc-s1)
lib=$folder/root/usr/lib
cat > "$folder/hx" << LAUNCHER
#!/bin/sh
export HELIX_RUNTIME="$lib/hx/runtime"
exec "$lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" --library-path "$lib/x86_64-linux-gnu" "$lib/hx/hx" "\$@"
LAUNCHER
chmod +x "$folder/hx"
echo "$folder/hx"
