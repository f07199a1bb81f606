#!/bin/sh
# Puts Debian's Virtuoso in place for the tests of a second engine, where we may; else says so.
command -v virtuoso-t >/dev/null 2>&1 && command -v isql-vt >/dev/null 2>&1 && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "» No Virtuoso here: its tests will skip. Remedy: apt-get install virtuoso-opensource."
    exit 0
fi
echo "» Installing Virtuoso from Debian for the tests of a second engine …"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends virtuoso-opensource; } >"$log" 2>&1; then
    echo "» Virtuoso could not be installed, its tests will skip: $(tail -n 1 "$log")"
fi
rm -f "$log"
