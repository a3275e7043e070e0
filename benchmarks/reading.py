"""From an OpenStreetMap file to a routable network."""

from collections.abc import Iterator
from pathlib import Path

import osmnx

from benchmarks.compare import Row, compare
from data.osm_file import read_osm
from data.osm_roads import build_roads


def compare_reading(extract: Path) -> Iterator[Row]:
    """Yield the row against osmnx, on an extract that is not clipped: on a clipped one osmnx stops with an error."""
    yield compare(
        "OSM file to routable network, 674 ways",
        "osmnx graph_from_xml (unsimplified)",
        lambda: build_roads(read_osm(extract)),
        lambda: osmnx.graph_from_xml(extract, simplify=False, retain_all=True),
    )
