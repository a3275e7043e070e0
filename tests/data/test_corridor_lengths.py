"""How long the modelled roads are, against a reference that is used for this and nothing else."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from data.corridor.example import ROADS
from data.osm_file import OsmExtract, read_osm
from data.osm_roads import build_roads
from geo.geodesy import distance_m

DOCS = Path(__file__).parents[2] / "docs" / "corridor.md"
ROW = re.compile(r"^\| ([^|]+) – ([^|]+) \| ([\d,]+) \| ([\d,]+) \| ([+−][\d.]+) % \|$", re.MULTILINE)
# The figures the example was asked to meet, kilometres.
ASKED = {
    ("San Pedro Sula", "Tapachula"): 633,
    ("Tapachula", "Tuxtla"): 359,
    ("Tenosique", "Coatzacoalcos"): 372,
    ("San Salvador", "Ciudad de Guatemala"): 224,
    ("Saltillo", "Nuevo Laredo"): 296,
    ("Tapachula", "Nuevo Laredo"): 1990,
    ("Tapachula", "Tijuana"): 3802,
}
REACH_M = 6_000.0  # a town may join the reference's roads at any of their junctions this near


class Stretch(NamedTuple):
    start: str
    end: str
    ours_km: float
    reference_km: float
    difference: float


def _documented() -> list[Stretch]:
    rows = ROW.findall(DOCS.read_text("utf-8"))
    return [
        Stretch(start, end, *(float(figure.replace(",", "").replace("−", "-")) for figure in figures))
        for start, end, *figures in rows
    ]


@pytest.fixture(scope="module")
def extract() -> OsmExtract:
    return read_osm(ROADS)


@pytest.fixture(scope="module")
def towns(extract: OsmExtract) -> dict[str, int]:
    """Return the node of each town; of namesakes the largest."""
    by_size = sorted(extract.places, key=lambda place: int(place.tags["population"]))
    return {place.tags["name"]: place.osm_id for place in by_size}


@pytest.fixture(scope="module")
def ours(extract: OsmExtract) -> tuple[csr_array, np.ndarray]:
    roads, _ = build_roads(extract)
    shape = (len(roads.lon), len(roads.lon))
    # Some ways share a pair of nodes: the graph is made of pairs.
    pairs = np.unique(np.stack([roads.tail, roads.head, np.round(roads.length_m * 1000).astype(np.int64)]), axis=1)
    return coo_array((pairs[2] / 1000, (pairs[0], pairs[1])), shape=shape).tocsr(), roads.node_id


@pytest.fixture(scope="module")
def reference(real_data: Path) -> tuple[coo_array, np.ndarray]:
    """Return the reference's roads; places they share are junctions."""
    features = json.loads((real_data / "roads" / "highways.geojson").read_text("utf-8"))["features"]
    ids: dict[tuple[float, ...], int] = {}
    lines = [[ids.setdefault(tuple(xy), len(ids)) for xy in each["geometry"]["coordinates"]] for each in features]
    tail, head = np.array([pair for line in lines for pair in pairwise(line)]).T
    place = np.array(list(ids))
    length = distance_m(place[tail, 0], place[tail, 1], place[head, 0], place[head, 1])
    return coo_array((length, (tail, head)), shape=(len(ids), len(ids))), place


def _ours_km(ours: tuple[csr_array, np.ndarray], start: int, end: int) -> float:
    graph, node_id = ours
    first, last = np.searchsorted(node_id, [start, end])
    return float(dijkstra(graph, indices=first)[last]) / 1000


def _reference_km(
    reference: tuple[coo_array, np.ndarray], start: tuple[float, float], end: tuple[float, float]
) -> float:
    graph, place = reference
    count = len(place)
    joins = []
    for number, (lon, lat) in enumerate((start, end), start=count):
        away = distance_m(lon, lat, place[:, 0], place[:, 1])
        joins += [(number, at, away[at]) for at in np.flatnonzero(away <= REACH_M)]
    tail, head, length = (np.array(column) for column in zip(*joins, strict=True))
    rows, columns = np.concatenate([graph.row, tail]), np.concatenate([graph.col, head])
    whole = coo_array((np.concatenate([graph.data, length]), (rows, columns)), shape=(count + 2, count + 2))
    return float(dijkstra(whole.tocsr(), directed=False, indices=count)[count + 1]) / 1000


def test_at_least_twelve_stretches_are_documented_and_within_a_tenth_of_the_reference() -> None:
    stretches = _documented()
    assert len(stretches) >= 12
    assert [each for each in stretches if abs(each.ours_km / each.reference_km - 1) > 0.1] == []
    assert [
        each for each in stretches if abs(100 * (each.ours_km / each.reference_km - 1) - each.difference) > 0.2
    ] == []


def test_the_documented_lengths_are_those_of_the_stored_roads(
    ours: tuple[csr_array, np.ndarray], towns: dict[str, int]
) -> None:
    wrong = [
        (each, length)
        for each in _documented()
        if abs((length := _ours_km(ours, towns[each.start], towns[each.end])) - each.ours_km) > 1
    ]
    assert wrong == []


@pytest.mark.parametrize("ends", ASKED)
def test_the_seven_stretches_asked_for_are_within_a_tenth(
    ours: tuple[csr_array, np.ndarray], towns: dict[str, int], ends: tuple[str, str]
) -> None:
    assert _ours_km(ours, towns[ends[0]], towns[ends[1]]) == pytest.approx(ASKED[ends], rel=0.1)


def test_the_documented_references_are_the_shortest_ways_on_the_reference(
    reference: tuple[coo_array, np.ndarray], extract: OsmExtract, towns: dict[str, int]
) -> None:
    at = {place.osm_id: (place.lon, place.lat) for place in extract.places}
    wrong = [
        (each, length)
        for each in _documented()
        if abs((length := _reference_km(reference, at[towns[each.start]], at[towns[each.end]])) - each.reference_km) > 1
    ]
    assert wrong == []
