"""A new map put where an older one was: a phone shows one or the other, never a part of each."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from next_map import NEW, OLD, renew
from public_tab import PublicTab, served

pytestmark = pytest.mark.browser
NEWER = "There is a newer map"
SAYS_NEWER = f"document.querySelector('main').textContent.includes('{NEWER}')"
# At once: the list is drawn anew when the roads have come.
FIRST = "const entry = document.querySelector('a.entry'); return entry && entry.innerText.split('\\n')[0]"
A_MONTH_S = 30 * 86_400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a map whose files are a month old: without being told, a browser holds them for days."""
    folder = toy.write_bundle(tmp_path / "site", {})
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - A_MONTH_S,) * 2)
    return folder


def first_place(site: PublicTab) -> str:
    site.choose_town("primary", "Bé")
    site.wait("return document.querySelectorAll('a.entry').length > 0")
    return site.chrome.execute_script(FIRST)


def visited(site: PublicTab) -> tuple[str, str]:
    """Open the page anew; return its version and the place of its list, or that it says there is a newer map."""
    site.open("#/en/about")
    version = "def456" if "Version def456." in site.text() else "abc123"
    site.go("#/en/where/primary")
    site.press("Bé, ")
    site.wait(f"return document.querySelectorAll('a.entry').length > 0 || {SAYS_NEWER}")
    return version, site.chrome.execute_script(FIRST) or NEWER


def test_a_phone_that_kept_the_older_map_shows_the_new_one_with_its_own_places(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        site.open("#/en")
        assert first_place(site) == OLD
        site.wait("return Boolean(navigator.serviceWorker.controller)")
        renew(folder)
        seen = [visited(site)]
        # The browser looks for a new map when the list has come, and the phone takes its time to get what it had.
        while seen[-1][0] != "def456" and len(seen) < 10:
            time.sleep(3.2)
            seen.append(visited(site))
        # What the phone had not yet kept is gone from the server: the older page then says so.
        assert set(seen) <= {("abc123", OLD), ("abc123", NEWER), ("def456", NEW)}
        assert seen[-1] == ("def456", NEW)


@pytest.mark.parametrize("kept", [False, True])
def test_an_open_page_of_the_older_map_shows_none_of_the_new_places_and_opens_the_new_map(
    chrome: Any, folder: Path, *, kept: bool
) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        site.open("#/en")
        if kept:
            site.wait("return Boolean(navigator.serviceWorker.controller)")
        renew(folder)
        site.go("#/en/where/primary")
        site.press("Bé, ")
        site.wait(f"return {SAYS_NEWER}")
        assert NEW not in site.text()
        site.press("Load the newer map")
        site.wait(f"return window.ALCANCE && document.querySelector('h1') && !{SAYS_NEWER}")
        assert first_place(site) == NEW
        assert visited(site) == ("def456", NEW)


def test_so_does_one_that_kept_nothing_but_what_its_browser_holds(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        (folder / "sw.js").unlink()
        site.open("#/en")
        assert first_place(site) == OLD
        renew(folder)
        (folder / "sw.js").unlink()
        # The page and its index came anew; of the places the browser holds old ones, and would not ask.
        anew = "const done = arguments[0]; fetch('index.js.gz', {cache: 'reload'}).then(done, done)"
        site.chrome.execute_async_script(anew)
        assert visited(site) == ("def456", NEW)
