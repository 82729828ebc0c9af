#!/usr/bin/env bash
# Packs what "make install" installs into a Debian package.
#   build-package.sh OUTPUT_DIRECTORY
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
output=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

# What is packed has been built: "make deb" sees to it.
make --silent --directory "$here/.." --old-file=portable install PREFIX=/usr DESTDIR="$root"
strip --strip-all "$root/usr/bin/adcast"

version=$(sed -n 's/.*current = "\(.*\)"/\1/p' "$here/../Sources/adcast/AdcastVersion.swift")
architecture=$(dpkg --print-architecture)
# The newest interface of the C library that the program was linked with.
libc=$(objdump -T "$root/usr/bin/adcast" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
mkdir "$root/DEBIAN"
sed "s/@LIBC@/${libc#GLIBC_}/; s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@KILOBYTES@/$(du -sk "$root" | cut -f1)/" \
    "$here/debian/control" >"$root/DEBIAN/control"
install -m 644 "$here/debian/conffiles" "$root/DEBIAN/"
install -m 755 "$here/debian/postinst" "$here/debian/prerm" "$here/debian/postrm" "$root/DEBIAN/"
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"

rm -f "$output"/adcast_*.deb
dpkg-deb --root-owner-group --build "$root" "$output/adcast_${version}_$architecture.deb" >/dev/null
echo "$output/adcast_${version}_$architecture.deb"
