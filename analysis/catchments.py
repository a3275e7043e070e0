"""The area, the roads and the people within reach of each facility."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.batches import Kept, NothingKept, Progress, Spread, in_turn
from analysis.fingerprint import arrays_of, fingerprint_of
from analysis.people import everyone
from analysis.plan import Plan
from analysis.supply import Supply
from geo.isochrone import draw_isochrone
from geo.reached import road_length_m
from geo.roads import FloatArray
from geo.snap import Snaps

BATCH = 5  # facilities that are worked out and kept together
COLUMNS = ["facility_id", "area_m2", "network_m", "population", "status", "buffer_m", "geometry"]


@dataclass(frozen=True, slots=True, eq=False)
class CatchmentsResult:
    """The catchment of each facility that certainly offers the service. Catchments overlap.

    Attributes
    ----------
    plan
        The question.
    catchments
        One row a facility, EPSG:4326, ordered by ``facility_id``: ``area_m2, network_m, population, status,
        buffer_m`` and the drawn shape. ``population`` is NaN without demand points. ``status`` is ``snap_failed``
        where the facility found no road; its figures are then NaN.
    """

    plan: Plan
    catchments: gpd.GeoDataFrame


class People(NamedTuple):
    """Where people are, on the roads, and how many."""

    points: Snaps
    population: FloatArray


class Catchment(NamedTuple):
    """What one facility reaches, as `CatchmentsResult` tells it; without a shape it found no road."""

    area_m2: float
    network_m: float
    population: float
    buffer_m: float
    shape: shapely.MultiPolygon | None


Batch = tuple[Catchment, ...]


def people_of_catchments(demand: gpd.GeoDataFrame, supply: Supply) -> People:
    """Return everyone of the demand points once, put on the roads."""
    people = everyone(demand)
    points = supply.network.snap(people["lon"].to_numpy(), people["lat"].to_numpy())
    return People(points, people["population"].to_numpy(dtype=np.float64))


def catchments(
    supply: Supply,
    people: People | None,
    *,
    progress: Progress,
    kept: Kept[Batch] | None = None,
    spread: Spread[Batch] = in_turn,
) -> CatchmentsResult:
    """Return the catchment of every facility that certainly offers the service.

    Parameters
    ----------
    supply
        Who offers the service.
    people
        Where people are, or None: how many are reached is then unknown.
    progress
        Called with the number of facilities done and of all.
    kept
        Batches finished before, of this very question; None: none are, and none will be.
    spread
        Works batches out, in any order and anywhere, and yields the number of each with its catchments.
    """
    batches = dict(enumerate(_batches(supply)))
    # What is one batch only is done sooner than it is kept.
    kept = NothingKept() if kept is None or len(batches) <= 1 else kept
    told = {batch: found for batch in batches if (found := kept.get(batch)) is not None}
    done, total = sum(map(len, told.values())), len(supply.certain.ids)
    progress(done, total)
    missing = [batch for batch in batches if batch not in told]
    for batch, found in spread(partial(catchments_in, supply, people), missing):
        told[batch] = found
        kept.keep(batch, found)
        done += len(found)
        progress(done, total)
    rows = [each for batch in batches for each in told[batch]]
    return CatchmentsResult(supply.plan, _framed(supply, rows))


def catchments_in(supply: Supply, people: People | None, batch: int) -> Batch:
    """Return the catchments of a batch of facilities, in their order; other batches change nothing in them."""
    facilities = supply.certain.snaps.taken(_batches(supply)[batch])
    counted = _people_within(supply, people, facilities)
    return tuple(_drawn(supply, facilities.taken(np.array([k])), population) for k, population in enumerate(counted))


def fingerprint(supply: Supply, people: People | None) -> str:
    """Return a SHA-256 of everything the catchments of a batch depend on but its number."""
    plan, network = supply.plan, supply.network
    return fingerprint_of((plan.direction, plan.cutoff_s, network.mode, BATCH), _arrays(supply, people))


def _arrays(supply: Supply, people: People | None) -> Iterator[np.ndarray]:
    roads = supply.network.roads
    yield from (roads.lon, roads.lat, roads.tail, roads.head, roads.length_m, roads.way_id)
    yield roads.time_s[supply.network.mode]
    yield from arrays_of(supply.certain.snaps)
    if people is not None:
        yield from (*arrays_of(people.points), people.population)


def _batches(supply: Supply) -> list[np.ndarray]:
    """Return the positions of the facilities of each batch."""
    every = np.arange(len(supply.certain.ids))
    return [every[low : low + BATCH] for low in range(0, len(every), BATCH)]


def _people_within(supply: Supply, people: People | None, facilities: Snaps) -> list[float]:
    """Return how many people are within the cutoff of each facility; NaN where nobody knows."""
    if people is None:
        return [np.nan] * len(facilities)
    plan = supply.plan
    pairs = supply.network.within(people.points, facilities, direction=plan.direction, cutoff_s=plan.cutoff_s)
    return [float(people.population[pairs.point[pairs.facility == k]].sum()) for k in range(len(facilities))]


def _drawn(supply: Supply, facility: Snaps, population: float) -> Catchment:
    if facility.failed[0]:
        return Catchment(np.nan, np.nan, np.nan, np.nan, None)
    plan, roads = supply.plan, supply.network.roads
    reached = supply.network.reached(facility, direction=plan.direction, cutoff_s=plan.cutoff_s)
    drawn = draw_isochrone(roads, reached, cutoff_s=plan.cutoff_s)
    return Catchment(drawn.area_m2, road_length_m(roads, reached), population, drawn.buffer_m, drawn.shape)


def _framed(supply: Supply, found: list[Catchment]) -> gpd.GeoDataFrame:
    rows = [
        {
            "facility_id": facility_id,
            "status": "snap_failed" if each.shape is None else "reached",
            "geometry": each.shape,
            **{name: getattr(each, name) for name in ("area_m2", "network_m", "population", "buffer_m")},
        }
        for facility_id, each in zip(supply.certain.ids, found, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
