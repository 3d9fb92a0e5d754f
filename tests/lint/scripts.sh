#!/usr/bin/env bash
# Every shell script of the tree parses, and those that are run directly are executable.
set -euo pipefail
cd "${1:?usage: scripts.sh ROOT}"

for script in .ci/run packaging/test packaging/quickstart packaging/install-dependencies; do
  bash -n "$script"
  [[ -x $script ]] || { echo "$script is not executable" >&2; exit 1; }
done
for section in build test; do  # one package per line, sorted, so that a diff shows what changed
  sed -n "/^\[$section\]$/,/^\[/{/^\[/d;/^$/d;p}" packaging/dependencies | LC_ALL=C sort -c -u
done
echo "scripts parse"
