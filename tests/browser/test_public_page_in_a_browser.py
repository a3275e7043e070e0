"""The public page as a person with a phone meets it: from a folder and from a server, without a network."""

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import toy_bundle as toy
from axe import load_axe, violations
from hostile_names import some_of
from public_tab import PublicTab, served
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from data.public.page_parts import page_sentences
from data.public.words import LANGUAGES_PUBLIC, load_public_words

pytestmark = pytest.mark.browser
# Both on one side of the border.
WAY = (
    "howFar({x: arguments[0][0], y: arguments[0][1], country: 'MX'}, {x: arguments[1][0], y: arguments[1][1], c: 'MX'})"
)
CLINIC, PHARMACY = (toy.key(place) for place in toy.TILES[0][:2])
SHELTER, AREA = (toy.key(place) for place in toy.TILES[1][:2])
SCREENS = (
    *("", "where/primary", "list/primary", "list/gbv", "list/shelter", "legs/primary", "leg/primary/0"),
    *(f"place/primary/{CLINIC}", f"place/pharmacy/{PHARMACY}", f"place/shelter/{SHELTER}", f"place/shelter/{AREA}"),
    *("along/primary", "lines", "lines/gbv", "map/primary", f"map/primary/{CLINIC}"),
    *("sheets", "sheet/hazards", "strips", "strip/0", "about"),
)
TOO_SMALL = """
return [...document.querySelectorAll('main a, main button, main input, nav a')]
  .map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, r]) => r.height < 48 || r.width < 48).map(([t]) => t)
"""
OTHERS = ("list/gbv", "lines", "map/shelter", "strips", "strip/1", "about", "sheets")
# Nothing of the page is any of these.
STRANGE = (
    "return document.querySelectorAll('main script, img, iframe, object, style, form, [onerror], [onload]').length"
)
SHORTEST = """
const { cost } = ALCANCE.sums.shortest(ALCANCE.sums.readRoads(arguments[0]), [[0, 0, 0]], 2, "MX");
return [...cost].map(seconds => seconds === Infinity ? -1 : seconds)
"""
KEPT = "return localStorage.length + sessionStorage.length + document.cookie.length"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {code: load_public_words(code, page_sentences()) for code in LANGUAGES_PUBLIC if code != "en"}
    return toy.write_bundle(tmp_path_factory.mktemp("bundle"), words)


@pytest.fixture
def tab(chrome: Any, bundle: Path) -> PublicTab:
    tab = PublicTab(chrome, bundle.as_uri() + "/")
    tab.open("#/en")
    return tab


@pytest.fixture
def site(chrome: Any, bundle: Path) -> Iterator[PublicTab]:
    with served(bundle) as address:
        yield PublicTab(chrome, address)


@pytest.mark.parametrize("language", LANGUAGES_PUBLIC)
def test_every_screen_opens_from_a_folder_asks_nobody_and_fits_a_small_phone(tab: PublicTab, language: str) -> None:
    tab.choose_town("primary", "Bé", language=language)
    for screen in SCREENS:
        assert tab.go(f"#/{language}/{screen}"), screen
        assert (screen, tab.side_scroll()) == (screen, 0)
        assert tab.chrome.execute_script(
            "return [document.documentElement.lang, document.querySelectorAll('h1').length]"
        ) == [language, 1]
        assert tab.chrome.execute_script("return Boolean(document.querySelector('.mark.example'))"), screen
    assert tab.asked_elsewhere() == []
    assert tab.complaints() == []


def test_the_watch_sees_a_page_that_asks_elsewhere(tab: PublicTab) -> None:
    tab.chrome.execute_script(
        "document.querySelector('meta[http-equiv]').remove(); new Image().src = 'http://127.0.0.1:9/x.png'"
    )
    time.sleep(0.2)
    assert tab.asked_elsewhere() or tab.complaints()


def test_every_screen_opens_from_a_server_too(site: PublicTab) -> None:
    site.open("#/es", width=1280, height=900)
    site.choose_town("primary", "Bé", language="es")
    for screen in SCREENS:
        assert site.go(f"#/es/{screen}"), screen
        assert (screen, site.side_scroll()) == (screen, 0)
    assert site.asked_elsewhere() == []
    assert site.complaints() == []


def test_no_screen_breaks_a_rule_of_accessibility_and_every_target_fits_a_thumb(tab: PublicTab) -> None:
    tab.open()
    load_axe(tab.chrome)
    assert violations(tab.chrome) == []
    tab.choose_town("primary", "Bé", language="es")
    for screen in SCREENS:
        tab.go(f"#/es/{screen}")
        assert (screen, violations(tab.chrome)) == (screen, [])
        assert (screen, tab.chrome.execute_script(TOO_SMALL)) == (screen, [])


def test_the_look_for_broken_rules_finds_one_that_is_there(tab: PublicTab) -> None:
    load_axe(tab.chrome)
    tab.chrome.execute_script("document.querySelector('main').appendChild(document.createElement('button'))")
    assert "button-name" in str(violations(tab.chrome))


def test_a_name_is_only_ever_text(tab: PublicTab) -> None:
    tab.choose_town("pharmacy", "Bé")
    for screen in (f"place/pharmacy/{PHARMACY}", "list/pharmacy", "leg/pharmacy/0", "along/pharmacy", "map/pharmacy"):
        tab.go(f"#/en/{screen}")
        assert tab.chrome.execute_script("return [typeof window.X, document.querySelectorAll('main img').length]") == [
            "undefined",
            0,
        ]
    assert tab.go(f"#/en/place/pharmacy/{PHARMACY}") == toy.HOSTILE
    assert [link.get_attribute("href") for link in tab.chrome.find_elements(By.CSS_SELECTOR, "a[href^=tel]")] == []
    assert "javascript:alert(1)" in tab.text()


@pytest.mark.promise
@pytest.mark.parametrize("name", some_of(1))
def test_a_hostile_name_in_the_place_of_every_text_is_only_ever_text(chrome: Any, tmp_path: Path, name: str) -> None:
    tab = PublicTab(chrome, toy.write_bundle(tmp_path, {}, name=name).as_uri() + "/")
    tab.open("#/en/where/shelter")
    tab.chrome.execute_script("document.querySelector('main li button').click()")
    tab.wait("return document.querySelectorAll('a.entry').length === 2")
    places = [f"place/shelter/{toy.key(toy.renamed(place, name))}" for place in toy.TILES[1][:2]]
    for screen in (*places, "legs/shelter", "leg/shelter/1", "along/shelter", *OTHERS):
        tab.go(f"#/en/{screen}")
        assert tab.chrome.execute_script("return typeof window.X") == "undefined"
        assert tab.chrome.execute_script(STRANGE) == 0
        assert tab.side_scroll() == 0
    tab.go(f"#/en/{places[0]}")
    assert tab.chrome.execute_script("return document.querySelector('h1').textContent") == name
    assert tab.asked_elsewhere() == []
    assert tab.complaints() == []


def test_the_keyboard_alone_leads_from_the_language_to_a_place_and_back(tab: PublicTab) -> None:
    tab.open()
    steps = {
        "English": "What do you need?",
        "Doctor or nurse": "Where are you?",
        "Bé, Guatemala": "Doctor or nurse",
        "Centro de Salud Bé": "Centro de Salud Bé",
    }
    for words, heading in steps.items():
        _tab_to(tab, words)
        ActionChains(tab.chrome).send_keys(Keys.ENTER).perform()
        tab.wait("return (document.querySelector('h1') || {}).textContent === arguments[0]", heading)
    tab.chrome.back()
    tab.wait("return document.querySelector('h1').textContent === 'Doctor or nurse'")
    tab.wait("return document.activeElement.textContent.startsWith('Centro de Salud Bé')")


def _tab_to(tab: PublicTab, words: str) -> None:
    for _ in range(60):
        focused = tab.chrome.execute_script("return document.activeElement.textContent")
        if focused.startswith(words):
            return
        ActionChains(tab.chrome).send_keys(Keys.TAB).perform()
    raise AssertionError(f"the keyboard never came to {words}")


def test_a_change_of_language_stays_on_the_screen(tab: PublicTab) -> None:
    tab.choose_town("shelter", "Norte")
    tab.press("English")
    tab.wait("return location.hash === '#/'")
    tab.press("Español")
    tab.wait("return location.hash === '#/es/list/shelter' && document.documentElement.lang === 'es'")
    assert "Albergue Norte" in tab.text()


def test_where_a_person_is_stands_in_no_address_and_no_store(site: PublicTab) -> None:
    site.open("#/en/where/primary")
    origin = site.address.rstrip("/")
    site.chrome.execute_cdp_cmd("Browser.grantPermissions", {"origin": origin, "permissions": ["geolocation"]})
    spot = {"latitude": 15.0004321, "longitude": -91.9904321, "accuracy": 10}
    site.chrome.execute_cdp_cmd("Emulation.setGeolocationOverride", spot)
    site.press("Use my position")
    site.wait("return location.hash === '#/en/list/primary'")
    site.wait("return document.body.textContent.includes('Seen from: your position.')")
    site.press("Centro de Salud Bé")
    site.wait("return location.hash === arguments[0]", f"#/en/place/primary/{CLINIC}")
    asked = str(site.chrome.get_log("performance"))
    assert "91.99043" not in asked
    assert "15.00043" not in asked
    assert site.chrome.execute_script(KEPT) == 0


def test_times_and_lengths_are_rounded_up_and_never_nothing(tab: PublicTab) -> None:
    times = [0, 300, 301, 3600, 3660, 36000, 36001]
    assert tab.sum("aboutTime && arguments[0].map(ALCANCE.sums.aboutTime)", times) == [
        *("5 min", "5 min", "10 min", "1 h", "1 h 5 min", "10 h", "11 h"),
    ]
    lengths = [0, 100, 101, 900, 901, 1001, 9600, 10001]
    assert tab.sum("aboutLength && arguments[0].map(ALCANCE.sums.aboutLength)", lengths) == [
        *("100 m", "100 m", "200 m", "900 m", "1 km", "1.5 km", "10 km", "11 km"),
    ]


def test_the_way_by_road_is_the_sum_of_its_pieces(tab: PublicTab) -> None:
    tab.choose_town("primary", "Bé")
    tab.wait("return ALCANCE.sums.howFar({x: -92, y: 15, country: 'MX'}, {x: -91.44, y: 15, c: 'MX'}).drive !== null")
    way = WAY
    there = tab.sum(way, [-92, 15], [-91.44, 15])
    assert there == {"metres": 60000, "walk": 48000, "drive": 3600}
    # Back, the last piece may not be driven: 3.007 km in a straight line to the crossing before, slowly. Nobody walks
    # for 13 hours, so the length is that of the way by car.
    back = tab.sum(way, [-91.44, 15], [-92, 15])
    assert back["walk"] == 48000
    assert back["metres"] == pytest.approx(19 * 3000 + 3007.3 * 1.3, abs=0.5)
    assert back["drive"] == pytest.approx(19 * 180 + 3007.3 * 1.3 / (20 / 3.6), abs=0.5)


def test_within_two_km_the_way_is_the_straight_line_and_a_third_beyond_without_a_road_only_the_line(
    tab: PublicTab,
) -> None:
    way = WAY
    tab.choose_town("primary", "Bé")
    tab.wait("return ALCANCE.sums.howFar({x: -92, y: 15, country: 'MX'}, {x: -91.44, y: 15, c: 'MX'}).drive !== null")
    near = tab.sum(way, [-92, 15], [-92, 15.01])
    assert near == {
        "metres": pytest.approx(1111.95 * 1.3, abs=0.1),
        "walk": pytest.approx(1111.95 * 1.3 / 1.25, abs=0.1),
        "drive": None,
    }
    far = tab.sum(way, [-92, 15], [-92, 16])
    assert far == {"metres": pytest.approx(111195, abs=10), "walk": None, "drive": None}


def test_the_shortest_ways_are_those_of_networkx(tab: PublicTab) -> None:
    draw = random.Random(5)  # noqa: S311  (worlds, no secrets)
    for _ in range(30):
        graph = nx.gnm_random_graph(12, 20, seed=draw.randrange(10**6), directed=True)
        seconds = {edge: draw.randrange(1, 50) for edge in graph.edges}
        nx.set_edge_attributes(graph, seconds, "seconds")
        coded, before = [], 0
        for tail, head in sorted(graph.edges):
            coded += [tail - before, head - tail, 1, seconds[tail, head], 1]
            before = tail
        roads = {"x": [0] * 12, "y": [0] * 12, "e": coded, "c": ["", 12]}
        found = tab.chrome.execute_script(SHORTEST, roads)
        expected = nx.single_source_dijkstra_path_length(graph, 0, weight="seconds")
        assert found == [expected.get(node, -1) for node in range(12)]


def test_the_list_is_nearest_first_and_says_what_may_help_and_what_is_known(tab: PublicTab) -> None:
    tab.choose_town("primary", "Bé")
    tab.wait("return document.querySelectorAll('a.entry').length === 10")
    first, second, *others = tab.entries()
    assert first.startswith("Centro de Salud Bé\nClinic · Ministerio de Salud\nAbout 1.5 km, 20 min on foot\n")
    assert first.endswith("No papers asked · Free")
    assert "Hours not known: call first" in second
    assert "May help with this: call first" in second
    assert len(others) == 8
    tab.press("Show more")
    tab.wait("return document.querySelectorAll('a.entry').length === 15")
    assert "Clínica Norte" in tab.entries()[-1]


def test_the_nearest_of_many_come_first(tab: PublicTab) -> None:
    tab.choose_town("employment", "Bé")
    assert [entry.split("\n")[0] for entry in tab.entries()] == [f"Taller {number}" for number in range(10)]


def test_what_nobody_checked_is_never_said_to_be_so(tab: PublicTab) -> None:
    tab.go(f"#/en/place/primary/{CLINIC}")
    told = tab.texts("main section > ul:not(.plain) > li")
    assert told == [
        *("No papers asked", "Free", "There is an interpreter"),
        *("Insurance: not known, ask first", "Home address: not known, ask first"),
        *("Children and teenagers alone: not known, ask first", "Only for women: not known, ask first"),
    ]


def test_an_area_is_shown_without_a_point_and_leads_to_the_phone(tab: PublicTab) -> None:
    tab.choose_town("shelter", "Centro")
    assert tab.entries()[0] == "A place in the area of Centro, Pueblo 20\nIn this area\nAsk by phone"
    tab.choose_town("shelter", "Bé")
    # From Bé to the area's western edge: 0.2° of longitude on 15° N, 21.48 km.
    assert "The area begins about 22 km away in a straight line" in tab.entries()[0]
    tab.press("A place in the area of")
    tab.wait("return document.querySelectorAll('a[href^=tel]').length === 1")
    assert "See on the map" not in tab.text()


def test_help_lines_stand_first_and_those_that_speak_the_language_before_the_others(tab: PublicTab) -> None:
    for language, first in (("en", "Help in English"), ("fr", "Línea de apoyo")):
        tab.choose_town("gbv", "Bé", language=language)
        cards = tab.texts(".card h3")
        assert (cards[0], len(cards)) == (first, 2)
    numbers = [link.get_attribute("href") for link in tab.chrome.find_elements(By.CSS_SELECTOR, "a.call")]
    assert numbers == ["tel:8000000000", "tel:+18000000001", "tel:911"]


def test_ahead_and_behind_are_told_along_the_road(tab: PublicTab) -> None:
    tab.choose_town("primary", "Centro")
    tab.go("#/en/along/primary")
    headings = tab.texts("main h3")
    assert headings == ["Ahead, toward Norte", "Behind, toward Bé"]
    names = [entry.split("\n")[0] for entry in tab.entries()]
    assert names == ["Clínica Norte", "Puesto 11", "Puesto 10", "Puesto 9"]
    # Centro lies 30.07 km along; the clinic 53.7.
    assert "About 24 km along the road" in tab.entries()[0]
    tab.choose_town("primary", "Lejos")
    tab.go("#/en/along/primary")
    assert "You are not near a road of this map." in tab.text()


@pytest.mark.parametrize("screen", ["sheet/hazards", "strip/0", "strip/1", f"place/primary/{CLINIC}"])
def test_a_sheet_a_strip_and_a_place_are_printed_on_one_page(tab: PublicTab, screen: str) -> None:
    tab.go(f"#/es/{screen}")
    assert tab.printed_pages() == 1


@pytest.mark.parametrize(
    "screen",
    [
        "#/xx/list/primary",
        "#/%E0%A4%A/x",
        "#/en/list/nothing",
        "#/en/place/primary/9-9",
        "#/en/place/primary/a.b.c",
        "#/en/strip/9",
        "#/en/constructor",
    ],
)
def test_an_address_nobody_wrote_leads_somewhere_with_a_heading(tab: PublicTab, screen: str) -> None:
    assert tab.go(screen)
    assert tab.complaints() == []


def test_reopens_with_the_server_gone_with_all_it_showed_before(chrome: Any, bundle: Path) -> None:
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open("#/es")
        site.wait("return Boolean(navigator.serviceWorker.controller)")
        # By now the keeper has been told what was loaded before it came; the rest it must see for itself.
        time.sleep(0.5)
        site.choose_town("primary", "Bé", language="es")
        first = site.entries()[0]
    # What the browser keeps on its own account is no help.
    chrome.execute_cdp_cmd("Network.clearBrowserCache", {})
    site.open()
    site.press("Español")
    site.choose_town("primary", "Bé", language="es")
    assert site.entries()[0] == first


def test_the_sheets_open_with_the_server_gone_though_nobody_looked_at_them_before(chrome: Any, bundle: Path) -> None:
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open("#/es")
        site.wait("return caches.match('sheets-es.js.gz').then(Boolean)")
    site.open("#/es/sheet/hazards")
    assert site.heading() == "Dangers on the road"
    assert "Drink water before you are thirsty." in site.text()


def test_says_so_where_a_part_is_missing_and_tries_again(chrome: Any, bundle: Path) -> None:
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open("#/en")
        site.wait("return Boolean(navigator.serviceWorker.controller)")
    site.open("#/en")
    assert site.go("#/en/leg/primary/1") == "A part of this page did not come"
    site.press("Try again")
    site.wait("return document.body.textContent.includes('There may be no connection now.')")


def test_all_lists_are_kept_when_a_person_asks_for_it(chrome: Any, bundle: Path) -> None:
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open("#/en/about")
        site.wait("return Boolean(navigator.serviceWorker.controller)")
        site.press("Keep all lists in this phone")
        site.wait("return document.body.textContent.includes('All lists are in this phone')")
    site.open("#/en/leg/primary/1")
    assert site.heading() == "Centro to Norte"
    assert "Clínica Norte" in site.text()
