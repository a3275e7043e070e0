"""Towns and villages for names on a map."""

from pathlib import Path

import pytest
from osm_world import node, osm_file

from data.osm_file import read_osm
from data.osm_places import PLACE_TYPES, places_from_osm


def test_named_settlements_become_rows_sorted_by_id(tmp_path: Path) -> None:
    path = osm_file(
        tmp_path,
        node(2, 1.0, 2.0, place="city", name="Tapachula", population="350 000"),
        node(1, 1.5, 2.5, place="hamlet", name="Ojojona", population="some"),
        node(3, 1.5, 2.5, place="locality", name="Nowhere"),
        node(4, 1.5, 2.5, place="town"),
    )
    frame = places_from_osm(read_osm(path))
    assert frame["place_id"].tolist() == ["osm:n1", "osm:n2"]
    assert frame["rank"].tolist() == ["hamlet", "city"]
    assert frame["population"].tolist() == pytest.approx([float("nan"), 350_000], nan_ok=True)


def test_a_file_without_places_gives_an_empty_table(tmp_path: Path) -> None:
    frame = places_from_osm(read_osm(osm_file(tmp_path, node(1, 0.0, 0.0))))
    assert frame.empty
    assert list(frame.columns) == list(PLACE_TYPES)
