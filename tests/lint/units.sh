#!/usr/bin/env bash
# systemd accepts the units. They name /usr/bin/lapse, so a copy that names the built binary is verified.
set -euo pipefail
units=${1:?usage: units.sh UNIT_FOLDER BINARY}
binary=${2:?usage: units.sh UNIT_FOLDER BINARY}

if ! command -v systemd-analyze >/dev/null; then
  echo "systemd-analyze is missing: skipped"
  exit 77
fi

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
for unit in "$units"/*.service "$units"/*.timer; do
  sed "s|/usr/bin/lapse\b|$binary|" "$unit" >"$copy/$(basename "$unit")"
done
said=$(systemd-analyze verify --man=no --recursive-errors=no "$copy"/*.service "$copy"/*.timer 2>&1) || { echo "$said"; exit 1; }
if [[ -n $said ]]; then  # an unknown key is only a warning to systemd, not to us
  echo "$said"
  exit 1
fi
for service in "$copy"/*.service; do
  systemd-analyze security --offline=yes --threshold=20 "$service" | tail -n 1
done
