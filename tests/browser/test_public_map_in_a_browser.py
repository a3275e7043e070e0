"""The map of the public page as a person with a phone meets it: from a folder, without a network."""

import math
import shutil
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from axe import load_axe, violations
from public_bytes import whole
from public_tab import PublicTab
from public_worlds import Row, luck_of, public_study, random_rows, with_places
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from data.public.map_parts import load_map
from data.public.prepare import prepare_view
from layers.public.bundle import bundle_files
from layers.public.parts import load_parts
from layers.public.script import call

pytestmark = pytest.mark.browser
HOSTILE = '</script><img src=x onerror="window.X=1">${window.X=1}{count}'
NEED = "primary"
DRAWN = "return document.querySelector('.map-places') && Number(document.querySelector('.map-places').dataset.drawn)"
# How many of the points of the ground's pictures have a colour.
OF_COLOUR = """
return [...document.querySelectorAll('canvas.leaflet-tile')].map(tile => {
  const points = tile.getContext('2d').getImageData(0, 0, tile.width, tile.height).data;
  let count = 0;
  for (let at = 0; at < points.length; at += 4) {
    count += arguments[0].every((value, band) => points[at + band] === value) && points[at + 3] === 255;
  }
  return count;
}).reduce((sum, count) => sum + count, 0)
"""
LAND, ROAD, SEA = [255, 253, 246], [122, 46, 0], [169, 207, 227]
SPOT_OF_FIELD = """
const box = document.querySelector('.map-field').getBoundingClientRect();
return {x: box.x + box.width / 2, y: box.y + box.height / 2}
"""
# Where on the map's sheet what lies in the middle of the field was when the sheet was last laid.
MIDDLE = """
const pane = document.querySelector('.leaflet-map-pane').getBoundingClientRect();
return [Math.round(pane.x), Math.round(pane.y)]
"""
PICTURE = "return document.querySelector('.map-places').toDataURL()"
TOO_SMALL = """
return [...document.querySelectorAll('.map a, .map button, .map select')]
  .filter(part => part.offsetParent).map(part => [part.textContent, part.getBoundingClientRect()])
  .filter(([, box]) => box.height < 48 || box.width < 48).map(([text]) => text)
"""


def _row(key: str, lon: float, lat: float, **cells: str) -> Row:
    first = {"facility_id": key, "name": f"Puesto {key}", "kind": "clinic", "services": NEED, "visibility": "public"}
    return first | {"lon": f"{lon:.5f}", "lat": f"{lat:.5f}"} | cells


def _rows() -> list[Row]:
    """Return places along the corridor: two on one spot, two side by side, a hostile one, and areas."""
    luck = luck_of(5)
    along = [_row(f"row-{at:02d}", -93.2 + at / 20, 16.4 - at / 20) for at in range(20)]
    return [
        *along,
        _row("twin-a", -91.4, 14.9, name="Gemelo uno"),
        _row("twin-b", -91.4, 14.9, name="Gemelo dos", kind="hospital"),
        _row("by-a", -91.6, 15.6, name="Juntos uno"),
        _row("by-b", -91.598, 15.6, name="Juntos dos"),
        _row("hostile", -92.9, 15.1, name=HOSTILE, kind="pharmacy", services=f"{NEED};water"),
        *({**row, "services": f"{NEED};legal"} for row in random_rows(luck, "restricted", 14)),
    ]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    study = with_places(public_study(tmp_path_factory.mktemp("map") / "study"), _rows())
    view = prepare_view(study, as_of=date(2026, 7, 1), signed=True).view
    folder = tmp_path_factory.mktemp("bundle")
    for name, content in {**bundle_files(view, load_parts(), lambda _done, _of: None), **load_map()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def listed(bundle: Path) -> dict[str, dict[str, Any]]:
    """Return the places of the list by their id in the page."""
    found = [record for path in sorted((bundle / "places").glob("p*.js")) for record in whole(path.read_bytes())]
    assert len({toy.key(place) for place in found}) == len(found)
    return {toy.key(place): place for place in found if NEED in (*place.get("s", ()), *place.get("m", ()))}


@pytest.fixture
def tab(chrome: Any, bundle: Path) -> PublicTab:
    return _opened(chrome, bundle)


def _opened(chrome: Any, folder: Path) -> PublicTab:
    tab = PublicTab(chrome, folder.as_uri() + "/")
    tab.open("#/en")
    return tab


def _show(tab: PublicTab, place: str = "", *, language: str = "en") -> None:
    """Open the map and wait until it is drawn."""
    tab.go(f"#/{language}/map/{NEED}{'/' + place if place else ''}")
    tab.wait(DRAWN)


def _key(listed: dict[str, dict[str, Any]], name: str) -> str:
    return next(key for key, place in listed.items() if place["n"] == name)


def _press_middle(tab: PublicTab) -> None:
    """Press what lies in the middle of the map, as a finger does."""
    at = tab.chrome.execute_script(SPOT_OF_FIELD)
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        pressed = {"type": kind, "button": "none" if kind == "mouseMoved" else "left", "clickCount": 1}
        tab.chrome.execute_cdp_cmd("Input.dispatchMouseEvent", pressed | at)


def _card(tab: PublicTab) -> str:
    tab.wait("return Boolean(document.querySelector('.map-card:not([hidden]) h2'))")
    return str(tab.chrome.find_element(By.CSS_SELECTOR, ".map-card").text)


def _whole(tab: PublicTab) -> None:
    tab.chrome.find_element(By.CSS_SELECTOR, "#map-part option[value='-1']").click()
    tab.wait("return !document.querySelector('canvas.leaflet-tile')")


@pytest.mark.parametrize("language", ["es", "en", "fr", "ht"])
def test_the_map_opens_from_a_folder_asks_nobody_and_shows_all_of_the_list(
    tab: PublicTab, listed: dict[str, dict[str, Any]], language: str
) -> None:
    _show(tab, language=language)
    tab.wait(f"{OF_COLOUR} > 1000", LAND)
    assert tab.chrome.execute_script(DRAWN) == len(listed) > 24
    assert tab.side_scroll() == 0
    assert tab.chrome.execute_script(TOO_SMALL) == []
    assert tab.asked_elsewhere() == []
    assert tab.complaints() == []


def test_the_ground_is_painted_with_land_sea_and_roads(tab: PublicTab) -> None:
    _show(tab)
    for colour in (LAND, SEA, ROAD):
        tab.wait(f"{OF_COLOUR} > 50", colour)
    assert not tab.chrome.find_element(By.CSS_SELECTOR, ".map-told").text


@pytest.mark.parametrize(
    ("need", "language", "told"),
    [
        ("water", "en", "The only place of the list is on this map."),
        ("water", "es", "El único lugar de la lista está en este mapa."),
        ("water", "fr", "Le seul lieu de la liste est sur cette carte."),
        ("water", "ht", "Sèl kote ki nan lis la sou kat sa a."),
        ("water", "pt", "O único lugar da lista está neste mapa."),
        ("gbv", "en", "The list has no place for this map."),
    ],
)
def test_of_one_place_or_none_the_map_does_not_speak_as_of_many(
    tab: PublicTab, need: str, language: str, told: str
) -> None:
    tab.go(f"#/{language}/map/{need}")
    tab.wait(DRAWN if need == "water" else "return document.querySelector('.map-field')")
    _whole(tab)
    assert told in tab.text()


def test_every_part_together_shows_each_place_once_and_no_ground(
    tab: PublicTab, listed: dict[str, dict[str, Any]]
) -> None:
    _show(tab)
    _whole(tab)
    assert f"All {len(listed)} places of the list are on this map." in tab.text()
    assert tab.chrome.execute_script(DRAWN) == len(listed)


def test_a_press_opens_a_card_whose_name_is_only_ever_text(tab: PublicTab, listed: dict[str, dict[str, Any]]) -> None:
    _show(tab, chosen := _key(listed, HOSTILE))
    _press_middle(tab)
    name, _, rest = _card(tab).removeprefix("×\nClose\n").partition("\n")
    assert name == HOSTILE
    assert rest == "Pharmacy\nWhat they give: Doctor or nurse, Drinking water\nHours, phone and more"
    assert tab.chrome.execute_script("return [typeof window.X, document.querySelectorAll('main img').length]") == [
        "undefined",
        0,
    ]
    tab.press("Hours, phone and more")
    tab.wait("return document.querySelector('h1').textContent === arguments[0]", HOSTILE)
    assert tab.chrome.execute_script("return location.hash") == f"#/en/place/{NEED}/{chosen}"


def test_places_side_by_side_are_one_number_that_falls_apart(tab: PublicTab, listed: dict[str, dict[str, Any]]) -> None:
    _show(tab, _key(listed, "Juntos uno"))
    before = tab.chrome.execute_script(PICTURE)
    _press_middle(tab)
    tab.wait("return document.querySelector('.map-places').toDataURL() !== arguments[0]", before)
    assert not tab.chrome.find_elements(By.CSS_SELECTOR, ".map-card:not([hidden])")


def test_places_on_one_spot_are_all_named(tab: PublicTab, listed: dict[str, dict[str, Any]]) -> None:
    _show(tab, _key(listed, "Gemelo uno"))
    _press_middle(tab)
    assert _card(tab).endswith("2 places here\nGemelo uno · Clinic\nGemelo dos · Hospital")


def test_an_area_says_that_its_place_is_not_shown(tab: PublicTab, listed: dict[str, dict[str, Any]]) -> None:
    points = [(place["x"], place["y"]) for place in listed.values() if not place.get("a")]
    key, area = max(
        ((key, place) for key, place in listed.items() if place.get("a")),
        key=lambda entry: min(math.dist((entry[1]["x"], entry[1]["y"]), point) for point in points),
    )
    _show(tab, key)
    _press_middle(tab)
    assert f"A place in the area of {area['n']}" in _card(tab)
    assert "Where it is exactly is not shown." in _card(tab)


def test_the_keyboard_moves_the_map_and_comes_closer(tab: PublicTab, listed: dict[str, dict[str, Any]]) -> None:
    _show(tab, _key(listed, HOSTILE))
    tab.chrome.execute_script("document.querySelector('.map-field').focus()")
    for key in (Keys.ARROW_RIGHT, Keys.ARROW_DOWN):
        before = tab.chrome.execute_script(MIDDLE)
        ActionChains(tab.chrome).send_keys(key).perform()
        tab.wait(MIDDLE.replace("return [", "return String(arguments[0]) !== String([") + ")", before)
    for key in ("-", "+"):
        picture = tab.chrome.execute_script(PICTURE)
        ActionChains(tab.chrome).send_keys(key).perform()
        tab.wait("return document.querySelector('.map-places').toDataURL() !== arguments[0]", picture)


def test_the_buttons_have_words_and_the_card_gives_the_focus_back(
    tab: PublicTab, listed: dict[str, dict[str, Any]]
) -> None:
    _show(tab, _key(listed, HOSTILE), language="es")
    words = [button.get_attribute("textContent") for button in tab.chrome.find_elements(By.CSS_SELECTOR, ".map-zoom")]
    assert words == ["+Acercar", "−Alejar"]
    _press_middle(tab)
    _card(tab)
    tab.chrome.find_element(By.CSS_SELECTOR, ".map-close").click()
    tab.wait("return document.activeElement.className.includes('map-field')")
    assert not tab.chrome.find_element(By.CSS_SELECTOR, ".map-card").is_displayed()


def test_those_whose_work_the_ground_is_are_named_beside_the_map(tab: PublicTab) -> None:
    _show(tab)
    named = tab.texts(".map-credit")
    assert named == ["Roads by hand, MIT", *load_parts().basemap.credits]


def test_the_map_leads_to_the_list(tab: PublicTab) -> None:
    tab.choose_town(NEED, "Acacoyagua")
    _show(tab)
    assert "Seen from here" in tab.text()
    tab.press("To the list of these places")
    tab.wait("return location.hash === '#/en/list/primary' && Boolean(document.querySelector('a.entry'))")


@pytest.mark.parametrize("harm", ["cut", "cut in a tile", "no archive", "no text", "another word"])
def test_a_damaged_ground_says_so_and_all_places_are_drawn(
    chrome: Any, bundle: Path, tmp_path: Path, listed: dict[str, dict[str, Any]], harm: str
) -> None:
    folder = Path(shutil.copytree(bundle, tmp_path / "bundle"))
    for path in (folder / "map").glob("ground-*.js"):
        version, _, script = path.read_text("utf-8").partition("\n")
        path.write_bytes(f"{version}\n".encode() + _harmed(script, harm))
    tab = _opened(chrome, folder)
    _show(tab)
    tab.wait("return document.querySelector('.map-told').textContent.includes('is damaged; the list still works')")
    assert tab.chrome.execute_script(DRAWN) == len(listed)
    assert tab.complaints() == []
    _whole(tab)
    assert not tab.chrome.find_element(By.CSS_SELECTOR, ".map-told").text


def _harmed(script: str, harm: str) -> bytes:
    """Return a ground with its damage: half of the archive, holes in its tiles, or something else."""
    number, text = script[script.index("(") + 1 : script.index(",")], script.split('"')[1]
    archive = b64decode(text)
    spoilt = {
        "cut": archive[: len(archive) // 2],
        "cut in a tile": archive[:4000] + bytes(len(archive) - 4000),
        "no archive": b"PMTiles?" * 40,
        "no text": b"",
    }
    return call("ground", int(number), b64encode(spoilt[harm]).decode() if harm in spoilt else "%%%")


def test_a_ground_that_does_not_come_says_so(
    chrome: Any, bundle: Path, tmp_path: Path, listed: dict[str, dict[str, Any]]
) -> None:
    folder = Path(shutil.copytree(bundle, tmp_path / "bundle", ignore=shutil.ignore_patterns("ground-*")))
    tab = _opened(chrome, folder)
    _show(tab)
    tab.wait("return document.querySelector('.map-told').textContent.includes('did not come; the list still works')")
    assert tab.chrome.execute_script(DRAWN) == len(listed)


def test_no_map_breaks_a_rule_of_accessibility(tab: PublicTab, listed: dict[str, dict[str, Any]]) -> None:
    load_axe(tab.chrome)
    for place in ("", _key(listed, HOSTILE), _key(listed, "Gemelo uno")):
        _show(tab, place, language="es")
        assert violations(tab.chrome) == []
        if place:
            _press_middle(tab)
            _card(tab)
            assert violations(tab.chrome) == []
            assert tab.chrome.execute_script(TOO_SMALL) == []


def test_a_map_that_is_left_stops_and_one_that_comes_back_is_whole(
    tab: PublicTab, listed: dict[str, dict[str, Any]]
) -> None:
    for _ in range(2):
        _show(tab)
        tab.go("#/en/about")
    _show(tab)
    assert tab.chrome.execute_script("return document.querySelectorAll('.map-field').length") == 1
    assert tab.chrome.execute_script(DRAWN) == len(listed)
    assert tab.complaints() == []
