#!/usr/bin/env bash
# Finds Chromium and its driver for the browser tests, or installs them where it may (Debian, as root).
# Ends well without them, saying so, unless ALCANCE_BROWSER=required.
set -u

browser_is_here() {
    command -v chromedriver >/dev/null &&
        { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install_browser() {
    echo "Installing Chromium for the browser tests."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium chromium-driver
}

browser_is_here && exit 0
if may_install; then install_browser >&2 && browser_is_here && exit 0; fi
echo "No Chromium with chromedriver here, and it cannot be installed: install both to run the browser tests." >&2
[ "${ALCANCE_BROWSER:-}" != required ]
