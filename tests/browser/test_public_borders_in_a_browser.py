"""What the page says of places over a border, off the road and past its end, and of towns of one name."""

from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab
from selenium.webdriver.common.by import By

pytestmark = pytest.mark.browser
# Five towns on both sides of a river that is the border; Bé lies 1.2 km from the first place, in Guatemala.
TOWNS = [
    ["Bé", "GT", -92.0, 15.0],
    ["Centro", "MX", -91.72, 15.0],
    ["Norte", "MX", -91.44, 15.0],
    ["Orilla", "MX", -92.0, 15.004, "Centro"],
    ["Orilla", "MX", -91.6, 15.0, "Norte"],
    ["Ojo", "", -91.999, 15.001],
    ["Aparte", "MX", -91.72, 15.03],
]


def clinic(name: str, x: float, y: float, *beside: list[float], country: str = "MX") -> dict[str, Any]:
    return {"n": name, "k": "clinic", "s": ["primary"], "x": x, "y": y, "c": country, "w": list(beside)}


PLACES = [
    clinic("Enfrente", -91.99, 15.0, [0, 1.1, 0], country="GT"),
    clinic("Aquí", -91.98, 15.03, [0, 2.1, 900]),
    clinic("Lejos del camino", -91.7, 15.088, [0, 32.2, 9800]),
    clinic("En el camino", -91.65, 15.0, [0, 37.6, 300]),
    clinic("Fuera por atrás", -92.05, 15.0, [0, 0.0, 5400]),
    clinic("Un poco por atrás", -92.005, 15.0, [0, 0.0, 540]),
    clinic("Fuera por delante", -91.36, 15.0, [0, 60.0, 8600]),
]
LINES = [
    *(
        {"n": f"Línea {at}", "k": "hotline", "s": ["gbv"], "t": f"80{at} 000 0000", "c": "HN", "l": ["es"]}
        for at in range(5)
    ),
    {"n": "De México", "k": "hotline", "s": ["gbv"], "t": "079", "c": "MX"},
    {"n": "De Guatemala", "k": "hotline", "s": ["gbv"], "t": "1572", "c": "GT"},
]


@pytest.fixture
def tab(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PublicTab:
    box = [-92.05, 15.0, -91.36, 15.088]
    tiles = [{"box": box, "count": len(PLACES)}]
    monkeypatch.setattr(toy, "TILES", [PLACES])
    monkeypatch.setattr(toy, "INDEX", toy.INDEX | {"towns": TOWNS, "tiles": tiles, "hotlines": LINES})
    tab = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
    tab.open("#/en")
    return tab


def entry(tab: PublicTab, name: str) -> str:
    (found,) = [text for text in tab.entries() if text.split("\n")[0] == name]
    return found


def press_town(tab: PublicTab, words: str) -> None:
    tab.go("#/en/where/primary")
    tab.press(words)
    tab.wait("return document.querySelectorAll('a.entry').length > 0")


def test_over_a_border_there_is_no_time_on_foot_and_the_country_is_named(tab: PublicTab) -> None:
    press_town(tab, "Orilla (near Centro), Mexico")
    tab.wait("return ALCANCE.sums.howFar({x: -92, y: 15, country: 'MX'}, {x: -91.44, y: 15, c: 'MX'}).drive !== null")
    over = entry(tab, "Enfrente")
    assert "Clinic · Guatemala\nAbout 1.5 km in a straight line, across the border" in over
    assert "foot" not in over
    assert "on foot" in entry(tab, "Un poco por atrás")
    assert "Mexico" not in entry(tab, "Un poco por atrás")
    tab.press("Enfrente")
    tab.wait("return location.hash.includes('/place/')")
    assert "in a straight line, across the border" in tab.text()
    assert "On foot" not in tab.text()


def test_what_is_on_this_side_comes_before_what_is_little_nearer_on_the_other(tab: PublicTab) -> None:
    press_town(tab, "Orilla (near Centro), Mexico")
    names = [text.split("\n")[0] for text in tab.entries()]
    assert names.index("Aquí") < names.index("Enfrente")


def test_towns_of_one_name_are_told_apart_and_one_without_a_country_ends_in_no_comma(tab: PublicTab) -> None:
    tab.go("#/en/where/primary")
    told = tab.texts("main li button")
    assert {"Orilla (near Centro), Mexico", "Orilla (near Norte), Mexico", "Ojo"} <= set(told)
    tab.press("Orilla (near Norte)")
    tab.wait("return document.querySelectorAll('a.entry').length > 0")
    assert "Seen from: Orilla (near Norte)." in tab.text()


def test_in_a_village_of_no_known_country_the_lines_of_the_nearest_known_one_come_first(tab: PublicTab) -> None:
    press_town(tab, "Ojo")
    tab.go("#/en/lines")
    assert tab.chrome.find_element(By.CSS_SELECTOR, ".card h3").text == "De Guatemala"


def test_the_way_off_the_road_is_said_and_counts_in_the_order(tab: PublicTab) -> None:
    press_town(tab, "Centro, Mexico")
    tab.go("#/en/along/primary")
    ahead = [text.split("\n") for text in tab.entries()]
    # Centro lies 30.07 km along: 2.1 and 9.8 km are more than 7.5 and 0.3.
    assert [lines[0] for lines in ahead][:2] == ["En el camino", "Lejos del camino"]
    assert ahead[0][2] == "About 8 km along the road"
    assert ahead[1][2] == "About 2.5 km along the road, then 10 km off it"


def test_what_lies_past_an_end_of_the_road_is_not_along_it(tab: PublicTab) -> None:
    press_town(tab, "Centro, Mexico")
    tab.go("#/en/along/primary")
    names = [text.split("\n")[0] for text in tab.entries()]
    assert names[2:] == ["Aquí", "Enfrente", "Un poco por atrás"]
    assert "Guatemala" in entry(tab, "Enfrente")


def test_who_is_off_the_road_is_told_how_far(tab: PublicTab) -> None:
    press_town(tab, "Aparte, Mexico")
    tab.go("#/en/along/primary")
    assert "You are about 3.5 km from this road." in tab.text()


def test_a_strip_names_a_line_of_each_country_it_passes_through(tab: PublicTab) -> None:
    tab.go("#/en/strip/0")
    lines = tab.texts("main section li")
    assert len(lines) == 4
    # In the order of the way.
    assert lines[:2] == ["De Guatemala, Guatemala: 1572", "De México, Mexico: 079"]
    # Nor does where somebody was before change what is on paper.
    press_town(tab, "Bé, Guatemala")
    tab.go("#/en/strip/1")
    assert tab.chrome.find_element(By.CSS_SELECTOR, "main section li").text == "De México, Mexico: 079"


@pytest.mark.parametrize(
    ("x", "y", "country"),
    [
        (-91.95, 15.0, "GT"),
        (-91.8, 15.0, "MX"),
        (-91.92, 15.0, None),  # 2.1 km from the border
        (-91.8, 14.02, None),  # 11 km from where the border meets the sea
        (-80.0, 15.0, None),  # no town within 200 km
        # The nearest town, Bé, lies across the border.
        (-91.861, 15.0, "MX"),
    ],
)
def test_which_country_a_position_lies_in_is_told_only_where_it_is_sure(
    tab: PublicTab, x: float, y: float, country: str | None
) -> None:
    tab.chrome.execute_async_script("ALCANCE.sums.loadBorders().then(arguments[0])")
    assert tab.sum("countryAt({x: arguments[0], y: arguments[1]})", x, y) == country


def test_without_the_borders_no_country_is_sure(tab: PublicTab) -> None:
    assert tab.sum("countryAt({x: -91.8, y: 15})") is None


@pytest.mark.parametrize(("here", "there"), [("GT", None), (None, "GT"), (None, None)])
def test_where_a_country_is_not_known_nobody_is_told_to_walk(
    tab: PublicTab, here: str | None, there: str | None
) -> None:
    way = tab.sum("howFar({x: -92, y: 15, country: arguments[0]}, {x: -92, y: 15.01, c: arguments[1]})", here, there)
    assert (way["walk"], way["drive"], way["across"]) == (None, None, None)


def test_from_a_village_of_no_known_country_the_line_is_straight_and_the_border_may_lie_between(tab: PublicTab) -> None:
    press_town(tab, "Ojo")
    assert "Clinic · Guatemala\nAbout 1 km in a straight line; the border may lie between" in entry(tab, "Enfrente")
