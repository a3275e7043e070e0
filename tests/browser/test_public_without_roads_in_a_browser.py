"""A map without a corridor: no screen of it is a dead end."""

from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PublicTab:
    monkeypatch.setattr(toy, "INDEX", toy.INDEX | {"corridors": [], "legs": []})
    monkeypatch.setattr(toy, "COURSES", [])
    monkeypatch.setattr(
        toy, "TILES", [[{key: told for key, told in each.items() if key != "w"} for each in tile] for tile in toy.TILES]
    )
    tab = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
    tab.open("#/en")
    return tab


def test_the_map_is_offered_instead_of_a_list_along_no_road(tab: PublicTab) -> None:
    tab.go("#/en/where/primary")
    assert "along the road" not in tab.text()
    tab.press("Map")
    tab.wait("return location.hash === '#/en/map/primary' && document.querySelector('h1').textContent === 'Map'")
    assert tab.complaints() == []


@pytest.mark.parametrize(
    ("screen", "link", "heading"),
    [
        ("legs/primary", "Where are you?", "Where are you?"),
        ("strips", "What do you need?", "What do you need?"),
    ],
)
def test_a_link_to_the_roads_of_another_map_leads_on(tab: PublicTab, screen: str, link: str, heading: str) -> None:
    tab.go(f"#/en/{screen}")
    assert "This map has no road." in tab.text()
    tab.press(link)
    tab.wait("return document.querySelector('h1').textContent === arguments[0]", heading)
    assert tab.complaints() == []
