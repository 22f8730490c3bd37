# What the scripts that drive editors share; sourced with `here` and `root` set, and the program to test as "$1".
#
# Gives a folder of its own to work in ($work), nobody's settings, and a `copydesk` on the PATH that writes down its process id
# ($COPYDESK_PIDFILE) whenever it is started as a language server.

program=$(realpath "${1:-$root/target/release/copydesk}")
[ -x "$program" ] || { echo "FAILS there is no program $program: cargo build --release"; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/home"
export COPYDESK_PIDFILE=$work/pid
cat > "$work/bin/copydesk" << WRAPPER
#!/bin/sh
[ "\$1" = lsp ] && echo \$\$ > "\$COPYDESK_PIDFILE"
exec "$program" "\$@"
WRAPPER
chmod +x "$work/bin/copydesk"
export COPYDESK=$work/bin/copydesk PATH=$work/bin:$PATH LANG=C.UTF-8 HOME=$work/home
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
failed=0

# draft SAMPLE [SETTINGS]: a new folder with a copy of a sample draft, and a copydesk.toml if that is given; prints the draft's path.
draft() {
  local folder
  folder=$(mktemp -d -p "$work")
  cp "$root/samples/$1" "$folder/"
  if [ -n "${2:-}" ]; then printf '%s\n' "$2" > "$folder/copydesk.toml"; fi
  echo "$folder/$1"
}

# gone: the server has left, at most five seconds after its editor.
gone() {
  local pid
  pid=$(cat "$COPYDESK_PIDFILE" 2> /dev/null) || { echo "FAILS the server was never started"; return 1; }
  rm "$COPYDESK_PIDFILE"
  for _ in $(seq 50); do
    kill -0 "$pid" 2> /dev/null || { echo "ok    the server left with the editor"; return 0; }
    sleep 0.1
  done
  echo "FAILS the server outlives the editor"
  kill "$pid"
  return 1
}

# told COMMAND…: runs it; what it wrote to standard error is shown only where it fails.
told() {
  local code=0
  "$@" < /dev/null 2> "$work/err" || code=$?
  [ $code != 0 ] || return 0
  sed -e 's/^/      /' -e '$a\' "$work/err"
  case $code in 124 | 137) echo "FAILS it was not done in time" ;; esac
  failed=1
}
