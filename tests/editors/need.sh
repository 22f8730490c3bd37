#!/usr/bin/env bash
# Has apt install what the scripts that fetch editors need themselves, where the machine lacks it.
#
#   need.sh COMMAND PACKAGE…      a command that works once the packages are there
#
# Exit code 77 with a reason where that cannot be done.
set -euo pipefail

wanted=$1
shift
if eval "$wanted" > /dev/null 2>&1; then exit; fi
for _ in 1 2; do
  { apt-get -qq -o DPkg::Lock::Timeout=300 update \
    && DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"; } >&2 && break
done
eval "$wanted" > /dev/null 2>&1 || { echo "Not done: “$wanted” does not work here, and apt could not install $*" >&2; exit 77; }
