#!/usr/bin/env bash
# Runs copydesk in the real Emacs: the story in both sample drafts, with eglot and with lsp-mode.
#
#   tests/editors/emacs.sh [PROGRAM]      the copydesk to test; target/release/copydesk if left out
#
# Fetches the editor from Debian on its first run. Exit code 0 if every step is ok, 77 with a reason where something outside
# this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
emacs=$("$here/get-emacs.sh")
. "$here/lib.sh"

echo "== copydesk.el compiles without a warning"
cp "$root/editors/emacs/copydesk.el" "$work/"
told "$emacs" --batch --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile "$work/copydesk.el"

for sample in harbour.en.md pelabuhan.id.md; do
  for COPYDESK_CLIENT in eglot lsp-mode; do
    echo "== $sample, $COPYDESK_CLIENT"
    COPYDESK_DRAFT=$(draft "$sample" '# an empty settings file: this folder holds drafts')
    export COPYDESK_DRAFT COPYDESK_CLIENT
    told timeout --kill-after=5 120 "$emacs" --batch -L "$work" -l "$here/emacs.el"
    gone || failed=1
  done
done

exit $failed
