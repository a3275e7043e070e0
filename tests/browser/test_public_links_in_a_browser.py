"""The link to a place that somebody kept or was sent: the same place in the next map, or it is said that it is gone."""

from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab

pytestmark = pytest.mark.browser
CLINIC, SHELTER, AREA = toy.TILES[0][0], toy.TILES[1][0], toy.TILES[1][1]
GONE = "The link may be of another map, or the place is no longer told."
NEW_PLACE = {"n": "Otro", "k": "clinic", "s": ["primary"], "x": -91.97, "y": 15.001}
# Side by side, as two rows of one list may tell them.
TWINS = [NEW_PLACE | {"t": number} for number in ("111 111 1111", "222 222 2222")]


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch, chrome: Any, tmp_path: Path) -> Any:
    """Return what opens the map with other tiles."""

    def opened(tiles: list[Any], boxes: list[int]) -> PublicTab:
        monkeypatch.setattr(toy, "TILES", tiles)
        monkeypatch.setitem(toy.INDEX, "tiles", [toy.INDEX["tiles"][at] for at in boxes])
        site = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
        site.open("#/en")
        return site

    return opened


def test_a_place_keeps_its_address_wherever_it_lies_in_the_files(patched: Any) -> None:
    first, second, third = toy.TILES
    site = patched([third, second[::-1], [NEW_PLACE, *first[::-1]]], [2, 1, 0])
    for place, heading in ((CLINIC, CLINIC["n"]), (SHELTER, SHELTER["n"]), (NEW_PLACE, NEW_PLACE["n"])):
        assert site.go(f"#/en/place/primary/{toy.key(place)}") == heading
    assert site.go(f"#/en/place/shelter/{toy.key(AREA)}") == "A place in the area of Centro, Pueblo 20"


@pytest.mark.parametrize("change", [{"n": "Casa Bé"}, {"k": "hospital"}, {"x": -91.985}])
def test_of_a_place_that_is_another_by_now_the_page_says_that_it_is_not_there(
    patched: Any, change: dict[str, Any]
) -> None:
    first, *others = toy.TILES
    site = patched([[CLINIC | change, *first[1:]], *others], [0, 1, 2])
    assert site.go(f"#/en/place/primary/{toy.key(CLINIC)}") == "This is not in the list"
    assert GONE in site.text()


@pytest.mark.parametrize("old", ["0-0", "1-0", "", "..", "a.b.c", "-.-.-", toy.key(CLINIC) + ".2"])
def test_a_link_that_names_no_place_of_this_map_opens_none(patched: Any, old: str) -> None:
    site = patched(toy.TILES, [0, 1, 2])
    assert site.go(f"#/en/place/primary/{old}") == "This is not in the list"
    assert GONE in site.text()
    assert site.complaints() == []


def test_of_places_that_nothing_tells_apart_each_has_its_own_address(patched: Any) -> None:
    first, *others = toy.TILES
    site = patched([[*first, *TWINS], *others], [0, 1, 2])
    for key, phone in ((toy.key(NEW_PLACE), "111 111 1111"), (toy.key(NEW_PLACE) + ".2", "222 222 2222")):
        assert site.go(f"#/en/place/primary/{key}") == "Otro"
        assert f"Call {phone}" in site.text()


def test_an_address_tells_nothing_but_what_is_told_of_the_place(patched: Any) -> None:
    """Places that differ in all else have the same address: nothing else is in it, hidden or not."""
    other = {name: value for name, value in CLINIC.items() if name in "nkxy"}
    site = patched([[other, *toy.TILES[0][1:]], *toy.TILES[1:]], [0, 1, 2])
    assert site.go(f"#/en/place/primary/{toy.key(CLINIC)}") == CLINIC["n"]
