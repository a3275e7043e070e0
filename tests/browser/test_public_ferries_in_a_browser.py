"""Over a ferry the page tells no time on foot and none by car: the straight line alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy_bundle as toy
from public_tab import PublicTab
from toy_public_view import road_net

from data.public.main_graph import main_graph
from geo.roads import ROAD_CLASSES
from layers.public.road_graph import encode_graph, join_chains

pytestmark = pytest.mark.browser
LAT = 21.2
TOWNS = [["Muelle", "MX", -86.85, LAT]]


def clinic(name: str, x: float) -> dict[str, Any]:
    return {"n": name, "k": "clinic", "s": ["primary"], "x": x, "y": LAT, "c": "MX"}


PLACES = [clinic("En tierra", -86.825), clinic("En la isla", -86.75)]


def crossing(between: str) -> Mapping[str, object]:
    """Return the public roads of two shores with 6 km of a class between them, as the page gets them."""
    lon = np.array([-86.85, -86.84, -86.83, -86.82, -86.76, -86.755, -86.75, -86.745])
    ways = [(at, at + 1) for at in range(7)]
    roads = road_net(lon, np.full(8, LAT), ways + [(b, a) for a, b in ways], seconds=[100.0] * 14)
    roads.road_class[[3, 10]] = ROAD_CLASSES.index(between)
    main = main_graph(roads)
    graph = join_chains(main)
    return encode_graph(graph, main, ["MX"] * len(graph.node))


def opened(chrome: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, between: str) -> PublicTab:
    tiles = [{"box": [-86.85, LAT, -86.75, LAT], "count": 2}]
    monkeypatch.setattr(toy, "TILES", [PLACES])
    monkeypatch.setattr(toy, "INDEX", toy.INDEX | {"towns": TOWNS, "tiles": tiles, "hotlines": []})
    monkeypatch.setattr(toy, "ROADS", crossing(between))
    tab = PublicTab(chrome, toy.write_bundle(folder, {}).as_uri() + "/")
    tab.open("#/en/where/primary")
    tab.press("Muelle")
    tab.wait("return document.querySelectorAll('a.entry').length > 0")
    # The roads come after the places.
    here, there = f"{{x: -86.85, y: {LAT}, country: 'MX'}}", f"{{x: -86.825, y: {LAT}, c: 'MX'}}"
    tab.wait(f"return ALCANCE.sums.howFar({here}, {there}).drive !== null")
    return tab


def way_to(tab: PublicTab, name: str) -> str:
    tab.press(name)
    tab.wait("return location.hash.includes('/place/')")
    return tab.text()


def test_over_a_ferry_the_straight_line_alone_is_told(
    chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = opened(chrome, tmp_path, monkeypatch, "ferry")
    told = way_to(tab, "En la isla")
    assert "About 11 km in a straight line" in told
    assert "foot" not in told
    assert "by car" not in told


def test_over_a_bridge_times_are_told(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = way_to(opened(chrome, tmp_path, monkeypatch, "trunk"), "En la isla")
    assert "On foot: about 2 h 25 min" in told
    assert "By car or bus: about 15 min" in told
