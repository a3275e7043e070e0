"""A new map on the server, and a phone that kept the older one: it loses nothing, pays for no more, and is told."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import public_tab
import pytest
import toy_bundle as toy
from next_map import NEW, NEW_VERSION, OLD, OLD_VERSION, renew
from public_tab import PublicTab, Quiet, served

from data.public.page_parts import page_sentences
from data.public.words import LANGUAGES_PUBLIC, load_public_words

pytestmark = pytest.mark.browser
NEEDS = {"es": "¿Qué necesitas?", "ht": "Kisa ou bezwen?"}
ALL_KEPT = "return document.body.textContent.includes('Todas las listas están en este teléfono')"
HAS_KEEPER = "return Boolean(navigator.serviceWorker.controller)"
BAR = "return document.getElementById('newer').textContent"
KEEPERS = "const done = arguments[0]; caches.keys().then(names => done(names.map(name => name.split(' ').pop())))"
KEPT = """
const [version, done] = arguments;
caches.keys().then(names => caches.open(names.find(name => name.endsWith(version)))).then(cache => cache.keys())
  .then(kept => done(kept.map(({url}) => new URL(url).pathname.slice(1))));
"""
A_DAY_S = 1_767_225_600
# To look again the page waits some minutes.
LATER = "Date.now = (now => () => now() + 6 * 60000)(Date.now); document.dispatchEvent(new Event('visibilitychange'))"

# Asks for all the lists as soon as the newer keeper is to take over, and notes what the older one still hears of it.
ASK_MEANWHILE = """
const post = ServiceWorker.prototype.postMessage;
let newer = null;
ServiceWorker.prototype.postMessage = function (...all) {
  if (newer && this !== newer) { localStorage.woken = all[0]; }
  post.apply(this, all);
  if (all[0] === "take over") {
    newer = this;
    [...document.querySelectorAll("main button")].find(each => !each.hidden).click();
  }
};
document.querySelector("#newer button").click();
"""


class Counting(Quiet):
    """Notes what it is asked for, and answers nothing for some of it."""

    asked: list[str]
    refused: set[str]

    def do_GET(self) -> None:  # noqa: N802  (the name it has in the library)
        """Answer a request or refuse it."""
        path = self.path.split("?")[0].removeprefix("/")
        self.asked.append(path)
        if path in self.refused:
            self.send_error(503)
        else:
            super().do_GET()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Counting]:
    counting = type("OneServer", (Counting,), {"asked": [], "refused": set()})
    monkeypatch.setattr(public_tab, "Quiet", counting)
    return counting


@pytest.fixture(scope="module")
def words() -> dict[str, dict[str, str]]:
    return {code: load_public_words(code, page_sentences()) for code in LANGUAGES_PUBLIC if code != "en"}


@pytest.fixture
def folder(tmp_path: Path, words: dict[str, dict[str, str]]) -> Path:
    return toy.write_bundle(tmp_path / "site", words)


@pytest.fixture
def clean(chrome: Any) -> Iterator[None]:
    """Close what other tests left open: a tab of a page keeps its keeper."""
    yield
    for tab in chrome.window_handles[1:]:
        chrome.switch_to.window(tab)
        chrome.close()
    chrome.switch_to.window(chrome.window_handles[0])


def opened(site: PublicTab, screen: str, heading: str) -> None:
    site.open(screen)
    site.wait("return document.querySelector('h1').textContent === arguments[0]", heading)


def keep_all(site: PublicTab) -> None:
    opened(site, "#/es", NEEDS["es"])
    site.wait(HAS_KEEPER)
    site.go("#/es/about")
    site.press("Guardar todas las listas")
    site.wait(ALL_KEPT)


def versions(site: PublicTab) -> list[str]:
    return list(site.chrome.execute_async_script(KEEPERS))


def eventually(site: PublicTab, expected: list[str]) -> None:
    for _ in range(120):
        if versions(site) == expected:
            return
        time.sleep(0.1)
    raise AssertionError(f"{versions(site)} instead of {expected}")


def all_of_one_map(site: PublicTab, version: str) -> None:
    """Look at every kind of screen with the server gone: whole, in its language, and with the places of its version."""
    opened(site, "#/es", NEEDS["es"])
    site.go("#/es/about")
    assert f"Versión {version}." in site.text()
    assert site.chrome.execute_script(ALL_KEPT.replace("Todas las", "")), site.text()
    site.choose_town("primary", "Bé", language="es")
    site.wait("return document.querySelectorAll('a.entry').length > 1")
    assert site.entries()[0].startswith(NEW if version == NEW_VERSION else OLD)
    for screen, heading in (
        ("#/es/leg/shelter/1", "Centro a Norte"),
        ("#/es/sheet/hazards", "Dangers on the road"),
        ("#/fr/sheet/hazards", "Dangers on the road"),
        ("#/ht", NEEDS["ht"]),
    ):
        assert site.go(screen) == heading


@pytest.mark.parametrize("seconds", [0, 1, 5])
def test_a_short_visit_to_a_new_map_takes_nothing_from_a_phone_that_kept_all(
    chrome: Any, folder: Path, words: dict[str, dict[str, str]], seconds: float
) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        keep_all(site)
        renew(folder, words)
        opened(site, "#/es", NEEDS["es"])
        time.sleep(seconds)
        chrome.get("about:blank")
    site.open("#/es")
    all_of_one_map(site, NEW_VERSION if versions(site) == [NEW_VERSION] else OLD_VERSION)


@pytest.mark.parametrize("file", ["index.html", "index.js.gz", "words-es.js.gz", "places/p02.js.gz", "version.txt"])
def test_of_a_new_map_that_comes_in_part_a_phone_shows_nothing(
    chrome: Any, folder: Path, words: dict[str, dict[str, str]], server: type[Counting], file: str
) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        keep_all(site)
        renew(folder, words)
        server.refused.add(file)
        opened(site, "#/es", NEEDS["es"])
        time.sleep(4)
        assert file in server.asked
        chrome.get("about:blank")
    opened(site, "#/es", NEEDS["es"])
    all_of_one_map(site, OLD_VERSION)


def test_where_one_file_of_the_new_map_does_not_come_the_old_one_stays_until_it_does(
    chrome: Any, folder: Path, words: dict[str, dict[str, str]], server: type[Counting]
) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        keep_all(site)
        renew(folder, words)
        server.refused.add("places/p02.js.gz")
        opened(site, "#/es", NEEDS["es"])
        eventually(site, [OLD_VERSION, NEW_VERSION])
        site.wait(f"{BAR}.includes('Hay un mapa más nuevo')")
        chrome.execute_script("document.querySelector('#newer button').click()")
        site.wait(f"{BAR}.includes('Puede que ahora no haya conexión')")
        assert OLD_VERSION in versions(site)
        server.refused.clear()
        server.asked.clear()
        site.go("#/es/about")
        chrome.execute_script("document.querySelector('#newer button').click()")
        site.wait(f"return document.body.textContent.includes('Versión {NEW_VERSION}.')")
        # What had come is not paid for twice.
        assert "places/p01.js.gz" not in server.asked
        assert "places/p02.js.gz" in server.asked
    all_of_one_map(site, NEW_VERSION)


def test_a_phone_pays_for_nothing_of_the_new_map_but_what_it_had_of_the_old_one(
    chrome: Any, folder: Path, words: dict[str, dict[str, str]], server: type[Counting]
) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        opened(site, "#/ht", NEEDS["ht"])
        site.wait("return caches.match('sheets-ht.js.gz').then(Boolean)")
        site.choose_town("shelter", "Norte", language="ht")
        site.wait("return caches.match('roads.js.gz').then(Boolean)")
        had = set(chrome.execute_async_script(KEPT, OLD_VERSION))
        assert "sheets-es.js.gz" not in had
        renew(folder, words)
        server.asked.clear()
        opened(site, "#/ht", NEEDS["ht"])
        time.sleep(4)
        chrome.get("about:blank")
        assert set(server.asked) - {"sw.js", "version.txt"} <= had
    opened(site, "#/ht", NEEDS["ht"])
    assert versions(site) == [NEW_VERSION]
    assert set(chrome.execute_async_script(KEPT, NEW_VERSION)) == had
    assert site.go("#/ht/sheet/hazards") == "Dangers on the road"
    site.choose_town("shelter", "Norte", language="ht")
    assert "Albergue Norte" in site.text()


def test_a_newer_map_whose_files_bear_the_day_of_the_older_ones_comes_whole_all_the_same(
    chrome: Any, folder: Path, words: dict[str, dict[str, str]]
) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        of_one_day(folder)
        keep_all(site)
        renew(folder, words)
        of_one_day(folder)
        opened(site, "#/es", NEEDS["es"])
        site.wait(f"{BAR}.includes('Hay un mapa más nuevo')")
        site.go("#/es/about")
        chrome.execute_script("document.querySelector('#newer button').click()")
        site.wait(f"return document.body.textContent.includes('Versión {NEW_VERSION}.')")
    all_of_one_map(site, NEW_VERSION)


def of_one_day(folder: Path) -> None:
    """Give each file the same day but the keeper: by that alone the browser itself goes."""
    for path in set(folder.rglob("*")) - {folder / "sw.js"}:
        os.utime(path, (A_DAY_S, A_DAY_S))


def test_places_that_lie_in_another_file_by_now_are_kept_from_there(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        opened(site, "#/en", "What do you need?")
        site.wait(HAS_KEEPER)
        site.go("#/en/leg/primary/0")
        site.wait("return caches.match('places/p00.js.gz').then(Boolean)")
        had = {path for path in chrome.execute_async_script(KEPT, OLD_VERSION) if path.startswith("places/")}
        assert had == {"places/p00.js.gz", "places/p01.js.gz"}
        turned = [2, 1, 0]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(toy, "TILES", [toy.TILES[at] for at in turned])
            patch.setitem(toy.INDEX, "tiles", [toy.INDEX["tiles"][at] for at in turned])
            renew(folder)
        opened(site, "#/en", "What do you need?")
        time.sleep(4)
        chrome.get("about:blank")
    opened(site, "#/en/leg/primary/0", "Bé to Centro")
    assert versions(site) == [NEW_VERSION]
    assert NEW in site.text()
    has = {path for path in chrome.execute_async_script(KEPT, NEW_VERSION) if path.startswith("places/")}
    assert has == {"places/p01.js.gz", "places/p02.js.gz"}


def test_a_reload_says_that_there_is_a_newer_map_and_a_press_opens_it(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        opened(site, "#/en", "What do you need?")
        site.wait(HAS_KEEPER)
        assert chrome.execute_script(BAR) == ""
        renew(folder)
        chrome.refresh()
        site.wait(f"{BAR}.includes('There is a newer map')")
        assert site.go("#/en/about")
        assert f"Version {OLD_VERSION}." in site.text()
        chrome.execute_script("document.querySelector('#newer button').click()")
        site.wait(f"return document.body.textContent.includes('Version {NEW_VERSION}.')")
        assert chrome.execute_script(BAR) == ""


def test_an_older_keeper_that_ends_is_asked_nothing_more(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        opened(site, "#/en", "What do you need?")
        site.wait(HAS_KEEPER)
        renew(folder)
        opened(site, "#/en", "What do you need?")
        site.wait(f"{BAR}.includes('There is a newer map')")
        site.go("#/en/about")
        site.wait("return document.querySelector('main').textContent.includes(' files are in this phone.')")
        chrome.execute_script(ASK_MEANWHILE)
        site.wait(f"return document.body.textContent.includes('Version {NEW_VERSION}.')")
        assert chrome.execute_script("return localStorage.woken") is None


@pytest.mark.parametrize("kept", [True, False])
def test_a_page_that_comes_to_the_front_again_looks_for_a_newer_map_once_in_some_minutes(
    chrome: Any, folder: Path, server: type[Counting], *, kept: bool
) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        if not kept:
            (folder / "sw.js").unlink()
        opened(site, "#/en", "What do you need?")
        time.sleep(3.5)
        renew(folder)
        if not kept:
            (folder / "sw.js").unlink()
        server.asked.clear()
        chrome.execute_script("document.dispatchEvent(new Event('visibilitychange'))")
        time.sleep(1)
        assert server.asked == []
        chrome.execute_script(LATER)
        site.wait(f"{BAR}.includes('There is a newer map')")
        looks = [path for path in server.asked if path in {"sw.js", "version.txt"}]
        assert looks[:1] == (["sw.js"] if kept else ["version.txt"])
        time.sleep(1.5)  # for the newer map's keeper
        server.asked.clear()
        chrome.execute_script("document.dispatchEvent(new Event('visibilitychange'))")
        time.sleep(1)
        assert server.asked == []


def test_what_a_network_answers_in_the_place_of_the_server_is_no_newer_map(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        (folder / "sw.js").unlink()
        (folder / "version.txt").write_text("<!doctype html><title>Sign in</title>", "utf-8")
        opened(site, "#/en", "What do you need?")
        time.sleep(3.5)
        chrome.execute_script(LATER)
        time.sleep(0.5)
        assert chrome.execute_script(BAR) == ""


@pytest.mark.usefixtures("clean")
def test_a_page_of_the_older_map_in_another_tab_takes_nothing_of_the_newer_one(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        opened(site, "#/en", "What do you need?")
        site.wait(HAS_KEEPER)
        renew(folder)
        older = chrome.current_window_handle
        chrome.switch_to.new_window("tab")
        site.open("#/en/about")
        site.wait(f"{BAR}.includes('There is a newer map')")
        chrome.execute_script("document.querySelector('#newer button').click()")
        site.wait(f"return document.body.textContent.includes('Version {NEW_VERSION}.')")
        assert versions(site) == [NEW_VERSION]
        chrome.switch_to.window(older)
        site.wait(f"{BAR}.includes('There is a newer map')")
        assert site.go("#/en/leg/primary/0") == "There is a newer map"
        site.go("#/en/map/primary")
        site.wait("return document.querySelector('main').textContent.includes('This page is of the older one.')")
        assert NEW not in site.text()


def test_what_the_server_has_of_the_newer_map_is_never_kept_as_the_older_ones(chrome: Any, folder: Path) -> None:
    with served(folder) as address:
        site = PublicTab(chrome, address)
        opened(site, "#/en", "What do you need?")
        site.wait("return caches.match('sheets-en.js.gz').then(Boolean)")
        before = set(chrome.execute_async_script(KEPT, OLD_VERSION))
        renew(folder)
        site.go("#/en/about")
        site.press("Keep all lists in this phone")
        site.wait("return document.body.textContent.includes(' files are in this phone.')")
        assert set(chrome.execute_async_script(KEPT, OLD_VERSION)) == before
