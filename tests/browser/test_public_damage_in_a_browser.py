"""The public page where a file was cut on its way, and what it says where it cannot know."""

from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab
from selenium.webdriver.common.by import By

from data.public.page_parts import page_sentences
from data.public.words import LANGUAGES_PUBLIC, load_public_words

pytestmark = pytest.mark.browser
NOT_COME = "A part of this page did not come"
NO_CONNECTION = "There may be no connection now."
COUNT_LOADS = """
window.loads = 0;
new MutationObserver(all => all.forEach(({addedNodes}) => addedNodes.forEach(node => {
  if (node.src && node.src.includes('/roads.js')) { window.loads += 1; }
}))).observe(document.head, {childList: true});
"""
SHELTER = toy.key(toy.TILES[1][0])
PHONES = "return [...document.querySelectorAll('main a.call')].map(a => [a.getAttribute('href'), a.textContent.trim()])"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    words = {code: load_public_words(code, page_sentences()) for code in LANGUAGES_PUBLIC if code != "en"}
    return toy.write_bundle(tmp_path, words)


@pytest.fixture
def tab(chrome: Any, folder: Path) -> PublicTab:
    return PublicTab(chrome, folder.as_uri() + "/")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _mend(file: Path, folder: Path) -> None:
    file.write_bytes(toy.bundle_files({})[file.relative_to(folder).as_posix()])


def test_a_list_whose_places_were_cut_says_so_keeps_its_help_lines_and_tries_again(
    tab: PublicTab, folder: Path
) -> None:
    _cut(folder / "places/p01.js")
    tab.open("#/en")
    tab.choose_town("legal", "Norte")
    assert NOT_COME in tab.text()
    assert NO_CONNECTION in tab.text()
    assert "No place is shown for this" not in tab.text()
    assert "Línea de apoyo" in tab.text()
    _mend(folder / "places/p01.js", folder)
    tab.press("Try again")
    tab.wait("return document.querySelectorAll('a.entry').length === 1")
    assert NOT_COME not in tab.text()


@pytest.mark.parametrize(
    ("file", "screen"),
    [
        ("places/p01.js", "leg/shelter/1"),
        ("places/p01.js", f"place/shelter/{SHELTER}"),
        ("sheets-en.js", "sheet/hazards"),
        ("corridors.js", "strip/0"),
    ],
)
def test_a_screen_whose_file_was_cut_says_that_it_did_not_come(
    tab: PublicTab, folder: Path, file: str, screen: str
) -> None:
    _cut(folder / file)
    tab.open("#/en")
    assert tab.go(f"#/en/{screen}") == NOT_COME


@pytest.mark.parametrize("harm", [_cut, Path.unlink])
def test_without_its_index_the_page_says_so_in_all_languages(tab: PublicTab, folder: Path, harm: Any) -> None:
    harm(folder / "index.js")
    tab.open("#/fr")
    told = tab.chrome.find_elements(By.CSS_SELECTOR, "main p")
    words = {code: load_public_words(code, [NOT_COME, NO_CONNECTION]) for code in ("es", "en", "fr", "ht", "pt")}
    assert {line.get_attribute("lang"): line.text for line in told} == {
        code: f"{said[NOT_COME]}. {said[NO_CONNECTION]}" for code, said in words.items()
    }
    _mend(folder / "index.js", folder)
    tab.press("Try again")
    tab.wait("return document.querySelectorAll('a.need-tile').length === 11")


@pytest.mark.parametrize("harm", [_cut, Path.unlink])
def test_without_the_roads_the_list_stands_in_straight_lines_and_asks_for_them_once(
    tab: PublicTab, folder: Path, harm: Any
) -> None:
    harm(folder / "roads.js")
    tab.open("#/en")
    tab.chrome.execute_script(COUNT_LOADS)
    tab.choose_town("shelter", "Pueblo 05", by_road=False)
    tab.wait("return window.loads === 1 && !document.querySelector('script[src^=\"roads.js\"]')")
    # From there to the shelter: 0.4° of longitude on 15° N, 42.97 km.
    assert "\nAbout 43 km in a straight line\n" in tab.entries()[1]
    tab.press("Albergue Norte")
    tab.wait("return location.hash === arguments[0]", f"#/en/place/shelter/{SHELTER}")
    assert "About 43 km in a straight line" in tab.text()
    assert "On foot" not in tab.text()
    assert tab.chrome.execute_script("return window.loads") == 1


def test_no_walking_time_is_told_where_no_road_is_near_and_one_is_within_two_km(tab: PublicTab) -> None:
    tab.open("#/en")
    tab.choose_town("employment", "Bé")
    tab.wait("return ALCANCE.sums.howFar({x: -92, y: 15, country: 'MX'}, {x: -91.44, y: 15, c: 'MX'}).drive !== null")
    # From Bé 0.1° to the east and 0.3° to the north: 35.04 km.
    assert tab.entries()[0].split("\n")[:3] == [
        "Taller 0",
        "School",
        "About 36 km in a straight line; the border may lie between",
    ]
    assert "on foot" not in "".join(tab.entries())
    tab.choose_town("primary", "Bé")
    assert "\nAbout 1.5 km, 20 min on foot\n" in tab.entries()[0]
    way = "howFar({x: -92, y: 15, country: 'GT'}, {x: -92, y: arguments[0], c: 'GT'})"
    assert tab.sum(way, 15.0179)["walk"] == pytest.approx(1990.4 * 1.3 / 1.25, abs=0.5)


@pytest.mark.parametrize(
    ("written", "links", "texts"),
    [
        ("2222-0004 ext 5", [("tel:22220004", "2222-0004 ext 5")], []),
        ("2222-0004 Extensión: 12", [("tel:22220004", "2222-0004 Extensión: 12")], []),
        ("(502) 2222.0004 op.3", [("tel:50222220004", "(502) 2222.0004 op.3")], []),
        ("2222-0003 y 2222-0004", [("tel:22220003", "2222-0003"), ("tel:22220004", "2222-0004")], []),
        ("911 o +502 110 1000", [("tel:911", "911"), ("tel:+5021101000", "+502 110 1000")], []),
        ("no tiene (ver pág. 12)", [], ["no tiene (ver pág. 12)"]),
        ("2222-0003 / 04", [("tel:22220003", "2222-0003")], ["04"]),
        ("2222-0003 / 0004", [("tel:22220003", "2222-0003")], ["0004"]),
        ("911; 1555", [("tel:911", "911"), ("tel:1555", "1555")], []),
        ("2222-0003 de 8 a 16", [], ["2222-0003 de 8 a 16"]),
        ("1234567890123456, 9-1-1, +911", [], ["1234567890123456", "9-1-1", "+911"]),
    ],
)
def test_only_what_is_a_number_and_nothing_else_is_dialled(
    tab: PublicTab, folder: Path, written: str, links: list[tuple[str, str]], texts: list[str]
) -> None:
    index = (folder / "index.js").read_text("utf-8")
    (folder / "index.js").write_text(index.replace("ask the guard", written), "utf-8")
    tab.open("#/en/lines")
    card = "main li.card:last-child"
    found = tab.chrome.execute_script(PHONES.replace("main a", f"{card} a"))
    assert found == [[link, f"Call {words}"] for link, words in links]
    told = [line.text for line in tab.chrome.find_elements(By.CSS_SELECTOR, f"{card} > p:not([class])")]
    assert told == ["Languages: xyz", *texts]


def test_lines_of_the_country_one_is_in_come_before_those_of_the_language(tab: PublicTab) -> None:
    tab.open("#/en")
    for town, first in (("Bé", "Help in English"), ("Norte", "Línea de apoyo")):
        tab.choose_town("gbv", town)
        cards = tab.texts(".card h3")
        assert cards[0] == first


def test_after_violence_any_line_of_the_country_comes_before_one_abroad(tab: PublicTab, folder: Path) -> None:
    index = (folder / "index.js").read_text("utf-8")
    told = '"s": ["gbv"], "t": "ask the guard"'
    assert told in index
    (folder / "index.js").write_text(index.replace(told, '"s": ["legal"], "c": "GT", "t": "110"'), "utf-8")
    tab.open("#/en")
    tab.choose_town("gbv", "Bé")
    tab.go("#/en/lines/gbv")
    cards = tab.texts(".card h3")
    assert cards == ["Tercera línea", "Help in English", "Línea de apoyo"]


@pytest.mark.parametrize("harm", [_cut, Path.unlink])
def test_a_language_whose_words_did_not_come_is_said_in_spanish(tab: PublicTab, folder: Path, harm: Any) -> None:
    harm(folder / "words-fr.js")
    tab.open("#/fr")
    assert tab.heading() == "¿Qué necesitas?"
    assert tab.chrome.execute_script("return document.documentElement.lang") == "es"
