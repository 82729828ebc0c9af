#!/usr/bin/env bash
# Unpacks a Debian package and tries the program in an empty environment, as on a host without Swift: what it needs, and
# the way from a database to a forecast.
#   check-package.sh PACKAGE.deb
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1")
work=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2>/dev/null; rm -rf "$work"' EXIT

fail() {
    echo "check-package: $*" >&2
    exit 1
}
field() { dpkg-deb --field "$package" "$1"; }

dpkg-deb --extract "$package" "$work/root"
dpkg-deb --control "$package" "$work/control"
for script in postinst prerm postrm; do sh -n "$work/control/$script"; done
(cd "$work/root" && md5sum --quiet --check "$work/control/md5sums")
[ "$(cat "$work/control/conffiles")" = /etc/adcast/adcast.yaml ] || fail "the configuration is not a conffile"
"$here/check-units.sh" "$work/root/usr/lib/systemd/system"

# Nothing but the shared libraries of packages that it depends on.
adcast=$work/root/usr/bin/adcast
libraries=$(env -i ldd "$adcast")
! grep -q 'not found' <<<"$libraries" || fail "libraries are missing: $libraries"
! grep -iq swift <<<"$libraries" || fail "it needs a Swift run-time: $libraries"
! readelf -d "$adcast" | grep -E 'R(UN)?PATH.*swift' || fail "it looks for libraries where Swift is installed"
depends=$(field Depends)
while read -r library; do
    file=$(awk -v library="$library" '$1 == library { print $3 }' <<<"$libraries")
    [ -n "$file" ] || continue
    case $library in
    # Debian's alternatives say which package has it.
    libopenblas.so.0) owners=libopenblas0 ;;
    *) owners=$({ dpkg-query --search "$library" || true; } | cut -d: -f1 | sort -u) ;;
    esac
    named=
    for owner in $owners; do
        if grep -qw -- "$owner" <<<"$depends"; then named=yes; fi
    done
    [ -n "$named" ] || fail "no dependency is named for $library ($owners)"
done < <(readelf -d "$adcast" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')

run() { (cd "$work" && env -i "$adcast" "$@"); }
# Quiet where it goes well.
try() { run "$@" >"$work/log" 2>&1 || fail "adcast $*: $(cat "$work/log")"; }
[ "$(run --version)" = "$(field Version)" ] || fail "the program and the package have different versions"
try generate --output data.sqlite --advertisers 80 --days 90
# The example configuration describes what "generate" writes; only the paths are others here.
sed "s,/var/lib/adcast/snapshots.sqlite,$work/data.sqlite,; s,/var/lib/adcast/models,$work/models," \
    "$work/root/etc/adcast/adcast.yaml" >"$work/adcast.yaml"
printf 'training: { epochs: 1, as_of_stride_days: 5 }\nmodel: { view_width: 16, knowledge_width: 16, experts: 2 }\n' \
    >>"$work/adcast.yaml"
try config check adcast.yaml
try train --config adcast.yaml
(cd "$work" && exec env -i "$adcast" serve --config adcast.yaml --port 0) 2>"$work/log" &
service=$!
port=
for _ in $(seq 300); do
    port=$(sed -n 's,.*127\.0\.0\.1:\([0-9]*\).*,\1,p' "$work/log" | head -n 1)
    [ -z "$port" ] || break
    kill -0 "$service" 2>/dev/null || fail "the service ended: $(cat "$work/log")"
    sleep 0.1
done
[ -n "$port" ] || fail "the service does not listen: $(cat "$work/log")"

body='{"advertiser":"a000001"}'
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'POST /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    ${#body} "$body" >&3
answer=$(cat <&3)
grep -q '^HTTP/1.1 200' <<<"$answer" || fail "no forecast: $answer"
grep -q '"predictions":\[{"scenario"' <<<"$answer" || fail "no forecast: $answer"
kill "$service"
wait "$service" || fail "the service did not end well: $(cat "$work/log")"
service=

echo "$(basename "$package"): $(stat -c %s "$package") bytes, installed $(field Installed-Size) kB, forecasts without Swift"
