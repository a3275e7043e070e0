"""Random towns: a corridor along a parallel with side roads, some of them one-way, and a by-pass."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import strategies as st
from towns import LAT, LON, Town, ask, clinics, corridors, people, roads_of

from analysis.gaps import GapsResult, Terrain, gaps
from geo.geodesy import metres_per_degree

EAST_M, NORTH_M = (float(metres) for metres in metres_per_degree(LAT))


class World(NamedTuple):
    """A town with its clinics, homes and corridor."""

    town: Town
    clinics: gpd.GeoDataFrame
    homes: gpd.GeoDataFrame
    corridor: shapely.LineString

    def terrain(self, *, reverse: bool = False) -> Terrain:
        line = self.corridor.reverse() if reverse else self.corridor
        flows = pd.DataFrame({"corridor_id": ["c"] * 2, "start_km": [0.0, 7.3], "end_km": [7.3, 500.0]})
        return Terrain(corridors=corridors(c=line), flows=flows.assign(people_per_day=[40.0, 90.0]))

    def gaps(self, **question: object) -> GapsResult:
        return gaps(self.terrain(), ask(self.town, self.clinics, **question))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return a world whose lengths are odd enough that no two ways are equally long."""
    steps_m = draw(st.lists(st.integers(3_001, 14_009), min_size=2, max_size=5, unique=True))
    along_m = np.concatenate([[0], np.cumsum(steps_m)])
    nodes = [(float(x), 0.0) for x in along_m]
    edges = [e for k, step in enumerate(steps_m) for e in ((k, k + 1, float(step)), (k + 1, k, float(step)))]
    for from_node, length_m, way in draw(
        st.lists(
            st.tuples(st.integers(0, len(steps_m)), st.integers(1_003, 12_007), st.sampled_from(["both", "out", "in"])),
            max_size=4,
            unique_by=lambda side: side[0],
        )
    ):
        nodes.append((nodes[from_node][0], float(length_m)))
        end = len(nodes) - 1
        edges += [(from_node, end, float(length_m))] if way != "in" else []
        edges += [(end, from_node, float(length_m))] if way != "out" else []
    if draw(st.booleans()):  # a one-way by-pass south of the corridor
        edges.append((len(steps_m), 0, float(along_m[-1]) * 1.1))
    lon, lat = (LON + np.array([x for x, _ in nodes]) / EAST_M, LAT + np.array([y for _, y in nodes]) / NORTH_M)
    town = Town(roads_of(lon, lat, edges), {})
    spots = st.lists(
        st.tuples(st.sampled_from(range(len(edges))), st.integers(5, 95)), min_size=1, max_size=4, unique=True
    )
    places = [_on_edge(lon, lat, edges[k], share / 100) for k, share in draw(spots)]
    homes = [_on_edge(lon, lat, edges[k], share / 100) for k, share in draw(spots)]
    names = "abcdefgh"
    return World(
        town,
        clinics(dict(zip(names, places, strict=False))),
        people(dict(zip(names, homes, strict=False)), np.arange(1.0, len(homes) + 1)),
        shapely.LineString(np.column_stack([lon, lat])[: len(along_m)]),
    )


def _on_edge(lon: np.ndarray, lat: np.ndarray, edge: tuple[int, int, float], share: float) -> tuple[float, float]:
    tail, head, _ = edge
    return float(lon[tail] + share * (lon[head] - lon[tail])), float(lat[tail] + share * (lat[head] - lat[tail]))
