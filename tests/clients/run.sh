#!/usr/bin/env bash
# Holds a session of all features, as VS Code, Neovim and Emacs introduce themselves, and every message of the server in it, against
# the types of LSP's metamodel.
#
#   tests/clients/run.sh [PROGRAM [PYTEST-ARGUMENTS…]]      the copydesk to test; target/release/copydesk if left out
#
# Fetches pytest-lsp by pip on its first run, below target/. Exit code 0 if all holds, 77 with a reason where something outside this
# project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$(realpath "${1:-$root/target/release/copydesk}")
shift || true
[ -x "$program" ] || { echo "FAILS there is no program $program: cargo build --release"; exit 1; }

skip() {
  echo "Not done: $*"
  exit 77
}

venv=$root/target/clients
"$root/tests/editors/need.sh" "python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))'" python3 python3-venv
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  rm -rf "$venv"
  python3 -m venv "$venv" || skip "Python cannot make an environment of its own"
  for attempt in 1 2 3; do
    [ "$attempt" != 3 ] || skip "pytest-lsp could not be installed by pip"
    timeout 300 "$venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r "$here/requirements.txt" && break
  done
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
COPYDESK=$program PYTHONDONTWRITEBYTECODE=1 timeout --kill-after=10 600 "$venv/bin/python" -m pytest -c "$here/pytest.ini" "$here" "$@"
