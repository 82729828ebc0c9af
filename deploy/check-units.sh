#!/usr/bin/env bash
# Checks the systemd units: correct by systemd's own judgement, and an exposure of 1.5 at most.
#   check-units.sh [DIRECTORY]      the units of an installation; without it, those of this directory
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
units=${1:-$here}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Units name what an installation has; here it need not be installed.
printf '#!/bin/sh\n' >"$work/adcast"
chmod 755 "$work/adcast"
for unit in "$units"/*.service "$units"/*.socket "$units"/*.timer; do
    sed "s,^ExecStart=[^ ]*/adcast,ExecStart=$work/adcast,; s,^Documentation=file:.*,Documentation=file://$here/../docs/install.md," \
        "$unit" >"$work/$(basename "$unit")"
done
cd "$work"
# It reports what it doubts on standard error, and not always by its exit code.
doubts=$(systemd-analyze verify ./*.service ./*.socket ./*.timer 2>&1 | grep -F "$work" || true)
if [ -n "$doubts" ]; then
    echo "$doubts" >&2
    exit 1
fi
systemd-analyze verify ./*.service ./*.socket ./*.timer
for service in *.service; do
    systemd-analyze security --offline=true --threshold=15 "$service" | grep 'Overall exposure'
done
