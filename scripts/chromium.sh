#!/bin/sh
# Puts Debian's Chromium in place for the browser tests, where we may; else says what that means.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "» No Chromium here: the browser tests will skip. Remedy: apt-get install chromium."
    exit 0
fi
echo "» Installing Chromium from Debian for the browser tests …"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/tmp/beleidsgraaf-chromium.$$ 2>&1; then
    echo "» Chromium could not be installed, the browser tests will skip: $(tail -n 1 /tmp/beleidsgraaf-chromium.$$)"
fi
rm -f /tmp/beleidsgraaf-chromium.$$
