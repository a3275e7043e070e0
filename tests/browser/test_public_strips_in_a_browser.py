"""The strip of a leg on paper: its ends and its towns, whole."""

from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab

pytestmark = pytest.mark.browser
LONG = "Heroica Ciudad de Juchitán de Zaragoza"
VERY_LONG = "San Francisco Ixhuatán de las Flores y de los Santos Reyes del Istmo"
# One degree of longitude is 107.5 km here; a piece of the first leg is 1.25 km.
TOWNS = [
    [VERY_LONG, "MX", -91.86, 15.0],
    ["Aldea Grande", "MX", -91.929, 15.001],
    [LONG, "MX", -91.99, 15.0],
    ["Aldea A", "MX", -91.93, 15.0],
    ["Aldea B", "MX", -91.9295, 15.0],
    ["Centro", "MX", -91.735, 15.0],
]
# Of each name on paper its text, and how far it begins left of the road and ends left of it, in its own measure.
NAMES = """
return [...document.querySelectorAll('.strip-drawing > g')].map(row => {
  const km = row.querySelector('.strip-km').getBBox();
  return [[...row.querySelectorAll('.strip-towns')].map(name => name.textContent).join(' '),
    [...row.querySelectorAll('.strip-towns')].every(name => name.getBBox().x > km.x + km.width + 4)];
})
"""
OVERLAPS = """
const boxes = [...document.querySelectorAll('.strip-towns')].map(name => name.getBBox());
return boxes.filter((one, at) => boxes.some((other, place) => place > at && other.y < one.y + one.height - 3)).length
"""

# How bright what is drawn is, 0 to 255, and what is behind it.
COLOURS = """
const bright = text => Number(/\\d+/.exec(text)[0]);
const drawn = ['.strip-towns', '.strip-km', '.strip-road', '.strip-tick'].map(each => {
  const look = getComputedStyle(document.querySelector(each));
  return bright(look.stroke === 'none' ? look.fill : look.stroke);
});
return [drawn, bright(getComputedStyle(document.documentElement).backgroundColor)]
"""
CONTRAST = 200


@pytest.fixture
def strip(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what shows the strip of a leg with other ends."""

    def shown(start: str, end: str, **changed: float) -> PublicTab:
        monkeypatch.setitem(toy.INDEX, "towns", TOWNS)
        monkeypatch.setitem(toy.INDEX, "legs", [toy.LEGS[0] | {"from": start, "to": end} | changed, toy.LEGS[1]])
        tab = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
        tab.open("#/en", width=1000, height=900)
        tab.go("#/en/strip/0")
        return tab

    return shown


def names(tab: PublicTab) -> list[str]:
    rows = tab.chrome.execute_script(NAMES)
    assert [name for name, is_clear in rows if not is_clear] == []
    assert tab.chrome.execute_script(OVERLAPS) == 0
    return [name for name, _ in rows]


def test_a_strip_names_the_ends_of_its_leg_where_they_lie_and_whole(strip: Any) -> None:
    tab = strip(LONG, "Centro")
    told = names(tab)
    # 0.01° are 1.07 km, in the first piece; Centro lies 28.5 km along, in the piece from 27.5 km on.
    assert (told[0], told[22]) == (LONG, "Centro")
    assert tab.printed_pages() == 1
    assert tab.complaints() == []


def test_an_end_that_lies_beside_another_leg_stands_at_the_end_of_the_strip(strip: Any) -> None:
    told = names(strip("Bé", "Ciudad Lejana"))
    assert (told[0], told[-1]) == (f"Bé, {LONG}", "Ciudad Lejana")


def test_of_a_piece_the_largest_town_is_named_and_whole_however_long(strip: Any) -> None:
    told = names(strip("Bé", "Centro"))
    assert "Aldea Grande" in told
    assert not any("Aldea A" in name or "Aldea B" in name for name in told)
    assert VERY_LONG in told


def test_towns_are_offered_by_name_though_they_are_told_by_size(strip: Any) -> None:
    tab = strip("Bé", "Centro")
    tab.go("#/en/where/primary")
    offered = tab.chrome.execute_script(
        "return [...document.querySelectorAll('main li button')].map(b => b.textContent)"
    )
    assert [town.removesuffix(", Mexico") for town in offered] == sorted(town[0] for town in TOWNS)


@pytest.mark.parametrize(
    ("length_km", "kilometres"),
    [(30.0, ["0", "1", "3"]), (12.0, ["0.0", "0.5", "1.0"]), (1.2, ["0.00", "0.05", "0.10"])],
)
def test_the_kilometres_of_a_short_road_differ(strip: Any, length_km: float, kilometres: list[str]) -> None:
    tab = strip("Bé", "Centro", end_km=length_km)
    told = tab.chrome.execute_script("return [...document.querySelectorAll('.strip-km')].map(km => km.textContent)")
    assert told[:3] == kilometres
    assert length_km == 30.0 or len(set(told)) == len(told)


def test_an_end_without_a_town_has_words_for_it(strip: Any) -> None:
    assert strip("Bé", "", end_km=60.0).heading() == "Bé to the end of the road"
    assert strip("", "Centro").heading() == "The start of the road to Centro"
    tab = strip("Bé", "")
    assert tab.heading() == "Bé to kilometre 30"
    tab.choose_town("primary", "Centro")
    tab.go("#/en/along/primary")
    assert "Behind, toward Bé" in tab.text()


@pytest.mark.parametrize(
    ("scheme", "forced", "background"),
    [("light", "none", 255), ("dark", "active", 0), ("light", "active", 255)],
)
def test_a_strip_is_read_in_the_colours_a_person_chose(strip: Any, scheme: str, forced: str, background: int) -> None:
    tab = strip("Bé", "Centro")
    wanted = [{"name": "forced-colors", "value": forced}, {"name": "prefers-color-scheme", "value": scheme}]
    tab.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": wanted})
    try:
        drawn, behind = tab.chrome.execute_script(COLOURS)
    finally:
        tab.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    assert behind == background
    assert [each for each in drawn if abs(each - background) < CONTRAST] == []
