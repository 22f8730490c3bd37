#!/usr/bin/env bash
# Times what README.md says of each editor: from a fresh clone, by its own commands, to the first finding in a sample draft.
# It builds the program from nothing, which takes minutes, so it is no part of the tests.
#
#   tests/editors/first_finding.sh [EDITOR…]      all editors if none is named
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
editors=(neovim vscode emacs helix)
if [ $# -gt 0 ]; then editors=("$@"); fi

# The editors themselves are there before the clock starts.
declare -A program
for editor in "${editors[@]}"; do program[$editor]=$("$here/get-$editor.sh"); done
tmux=$("$here/get-tmux.sh")

work=$(mktemp -d)
trap '"$tmux" -L "copydesk-$$" kill-server 2> /dev/null || true; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
export CARGO_INSTALL_ROOT=$work/cargo LANG=C.UTF-8 TERM=xterm-256color
export PATH=$work/cargo/bin:$work/bin:$PATH
mkdir -p "$work/bin" "$XDG_CONFIG_HOME/helix"

now() { date +%s%N; }
seconds() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", (to - from) / 1e9 }'; }

neovim() {
  ln -s "${program[neovim]}" "$work/bin/nvim"
  editors/neovim/install.sh > /dev/null
  nvim --headless samples/harbour.en.md \
    +"lua vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 5) vim.cmd(#vim.diagnostic.get(0) > 0 and 'qall!' or 'cquit')"
}

vscode() {
  export COPYDESK_VSCODE=${program[vscode]} COPYDESK_WORK=$work
  npm ci --silent --prefix editors/vscode && npm run --silent --prefix editors/vscode package > /dev/null
  "$COPYDESK_VSCODE/node_modules/.bin/node" "$here/vscode/first.mjs" "$PWD"
}

emacs() {
  cat > "$work/init.el" << INIT
(add-to-list 'load-path "$PWD/editors/emacs")
(require 'copydesk)
(add-hook 'markdown-mode-hook #'eglot-ensure)
INIT
  "${program[emacs]}" --batch --eval "(progn (require 'markdown-mode) (require 'eglot))" -l "$work/init.el" --eval \
    "(progn (find-file \"samples/harbour.en.md\") (run-hooks 'post-command-hook)
       (with-timeout (60 (kill-emacs 1)) (while (not (flymake-diagnostics)) (accept-process-output nil 0.02))))" 2> /dev/null
}

helix() {
  cp -n editors/helix/languages.toml "$XDG_CONFIG_HOME/helix/"
  "$tmux" -L "copydesk-$$" -f /dev/null new-session -d -x 140 -y 40 "'${program[helix]}' samples/harbour.en.md"
  for _ in $(seq 1200); do
    "$tmux" -L "copydesk-$$" capture-pane -p | grep -qE '● *[1-9]' && return 0
    sleep 0.05
  done
  return 1
}

git clone --quiet "$root" "$work/clone"
cd "$work/clone"
start=$(now)
cargo install --quiet --locked --path .
times > "$work/times" # in a pipe it would tell those of the pipe
echo "cargo install --locked --path .   $(seconds "$start"), of processor time $(tail -1 "$work/times")"
for editor in "${editors[@]}"; do
  start=$(now)
  "$editor" < /dev/null || { echo "$editor: no finding"; exit 1; }
  printf '%-8s from then to the first finding   %s\n' "$editor" "$(seconds "$start")"
done
