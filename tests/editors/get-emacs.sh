#!/usr/bin/env bash
# Prints the path of the Emacs that the tests drive; fetches it and its clients, from Debian, if they are not there yet.
#
# Exit code 77 with a reason where something outside this project is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/versions.env"
folder=$("$here/get-debian.sh" "emacs-$EMACS_VERSION" bookworm "$EMACS" "$EMACS_COMMON" "$EMACS_BIN" "$EMACS_EL" \
  "$EMACS_EGLOT" "$EMACS_MARKDOWN" elpa-dash elpa-f elpa-ht elpa-lv elpa-s elpa-spinner)
lsp_mode=$("$here/get-debian.sh" lsp-mode trixie "$EMACS_LSP_MODE")
share=$folder/root/usr/share/emacs
lib=$folder/root/usr/libexec/emacs/$EMACS_VERSION/x86_64-linux-gnu

# It was built to lie in /usr, so it is told where everything is.
{
  echo '#!/bin/sh'
  echo "export LD_LIBRARY_PATH='$folder/root/usr/lib/x86_64-linux-gnu:$folder/root/lib/x86_64-linux-gnu'"
  echo "export EMACSLOADPATH='$(find "$share/$EMACS_VERSION/lisp" -type d | sort | paste -sd:)'"
  echo "export EMACSDATA='$share/$EMACS_VERSION/etc' EMACSDOC='$share/$EMACS_VERSION/etc' EMACSPATH='$lib'"
  printf "exec '%s' --dump-file='%s' -Q" "$folder/root/usr/bin/emacs-nox" "$lib/emacs.pdmp"
  for package in "$share"/site-lisp/elpa-src/*/ "$lsp_mode"/root/usr/share/emacs/site-lisp/elpa-src/*/; do
    printf " -L '%s'" "$package"
  done
  # There may be no compiler here for what Emacs would compile as it runs.
  echo " --eval '(setq native-comp-deferred-compilation nil native-comp-enable-subr-trampolines nil comp-enable-subr-trampolines nil)' \"\$@\""
} > "$folder/emacs"
chmod +x "$folder/emacs"
echo "$folder/emacs"
