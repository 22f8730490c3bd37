#!/usr/bin/env bash
# Prints the folder in which packages of Debian lie unpacked; fetches them by apt, into target/editors, if they are not there yet.
# Nothing is installed: the machine's own packages stay as they are.
#
#   get-debian.sh NAME SUITE PACKAGE…      PACKAGE: name, or name=version:sha256, which is held to both
#
# Of Debian 12 (bookworm), on which this is run, what the packages need and the machine lacks comes with them; of any other
# suite they come alone. Exit code 77 with a reason where something outside this project is missing.
set -euo pipefail

name=$1 suite=$2
shift 2
editors="$(cd "$(dirname "$0")/../.." && pwd)/target/editors"
folder=$editors/$name
state=$editors/apt-$suite

skip() {
  echo "Not done: $*" >&2
  exit 77
}

if [ "$(cat "$folder/complete" 2> /dev/null)" = "$*" ]; then
  echo "$folder"
  exit
fi

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || skip "the pinned editors are those for Linux on x86-64"
grep -q '^VERSION_CODENAME=bookworm$' /etc/os-release || skip "the pinned editors are those of Debian 12, and this is another system"

# Lists and downloads of our own, so that root is not needed and nobody else's apt waits for us.
mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" > "$state/sources.list"
options=(-qq -o "Dir::Etc::SourceList=$state/sources.list" -o Dir::Etc::SourceParts=/dev/null
  -o "Dir::State::Lists=$state/lists" -o "Dir::Cache=$state/cache"
  -o APT::Sandbox::User=root -o Debug::NoLocking=1 -o Acquire::Retries=2 -o Acquire::Languages=none)

if [ -z "$(find "$state" -maxdepth 1 -name fetched -mmin -720)" ]; then
  for attempt in 1 2 3; do
    [ $attempt != 3 ] || skip "the lists of Debian's $suite could not be fetched"
    timeout 120 apt-get "${options[@]}" update >&2 && break
  done
  touch "$state/fetched"
fi

wanted=() names=()
for package in "$@"; do
  case $package in *=*) wanted+=("${package%:*}") names+=("${package%%=*}") ;; *) wanted+=("$package") ;; esac
done
known=$(apt-cache "${options[@]}" madison "${names[@]}" | awk -F'|' '{ gsub(/ /, ""); print $1 "=" $2 }')
for package in "${wanted[@]}"; do
  case $package in
    *=*)
      grep -qxF "$package" <<< "$known" \
        || { echo "FAILS Debian's $suite no longer has $package: pin what it has now in tests/editors/versions.env" >&2; exit 1; }
      ;;
  esac
done
if [ "$suite" = bookworm ]; then
  mapfile -t needed < <(apt-get "${options[@]}" install --no-install-recommends -s --reinstall "${wanted[@]}" | sed -nE 's/^Inst ([^ ]+) (\[[^]]*\] )?\(([^ ]+) .*/\1=\3/p')
  [ ${#needed[@]} -gt 0 ] || { echo "FAILS apt does not say what ${wanted[*]} need" >&2; exit 1; }
  wanted=("${needed[@]}")
fi

rm -rf "$folder"
mkdir -p "$folder/debs" "$folder/root"
(cd "$folder/debs" && timeout 300 apt-get "${options[@]}" download "${wanted[@]}" >&2) || skip "${wanted[*]} could not be fetched"
for package in "$@"; do
  case $package in
    *=*)
      version=$(sed -E 's/^[^=]*=(.*):[^:]*$/\1/; s/:/%3a/' <<< "$package")
      echo "${package##*:}  $(ls "$folder/debs/${package%%=*}_${version}"_*.deb)" | sha256sum --check --quiet >&2 \
        || { echo "FAILS ${package%:*} is not what tests/editors/versions.env was written for" >&2; exit 1; }
      ;;
  esac
done
for deb in "$folder"/debs/*.deb; do
  dpkg-deb -x "$deb" "$folder/root"
done
rm -r "$folder/debs"
echo "$*" > "$folder/complete"
echo "$folder"
