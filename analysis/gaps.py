"""How far the nearest, the next and the last service is along every segment of every corridor."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from analysis.ahead import Corridor, lay_corridor, values_at
from analysis.bands.quantiles import Band
from analysis.border_distance import BorderDistance
from analysis.breaks import forced_breaks
from analysis.evidence import lacks_evidence
from analysis.people import people_per_day_at
from analysis.plan import Plan
from analysis.segments import Segments, cut_segments, mean_over_cells, sum_over_cells
from analysis.supply import Supply
from geo.errors import QuestionError
from geo.line import MeasuredLine
from geo.roads import FloatArray
from geo.snap import Snaps

MOST_SEVERE = 3.0
SERVED, UNCERTAIN, UNDERSERVED, NO_DATA = FLAGS = ("served", "uncertain", "underserved", "no_data")
HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """What the corridors of a study run through; all EPSG:4326.

    Attributes
    ----------
    corridors
        Lines ``corridor_id, name``, drawn from origin to destination.
    borders
        Land borders, or None: then no distance to one is known.
    areas
        Areas whose first level breaks corridors, or None.
    flows
        People in transit, or None.
    complete
        The area some source declares its list complete in, or None.
    """

    corridors: gpd.GeoDataFrame
    borders: gpd.GeoDataFrame | None = None
    areas: gpd.GeoDataFrame | None = None
    flows: pd.DataFrame | None = None
    complete: shapely.Geometry | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GapsResult:
    """The segments of every corridor.

    Attributes
    ----------
    plan
        The question.
    segments
        One row a segment, EPSG:4326, ordered by corridor and start: the values of
        :func:`analysis.ahead.values_at` at its midpoint, ``start_m, end_m, share_beyond, beyond_m, severity,
        share_unreachable, flag, border_m, border_id, people_per_day, person_m_beyond``.
    bounds_m
        For each corridor the ends of its gaps, metres.
    beyond_band_m
        For each corridor the 5th, 50th and 95th percentile of its metres beyond the cutoff, one value each; None
        without runs (`analysis.bands`).
    """

    plan: Plan
    segments: gpd.GeoDataFrame
    bounds_m: dict[str, FloatArray]
    beyond_band_m: Mapping[str, Band] | None = None


def gaps(terrain: Terrain, supply: Supply) -> GapsResult:
    """Return the answer for every segment of every corridor of a study.

    Parameters
    ----------
    terrain
        The corridors and what they run through.
    supply
        Who offers the service.

    Raises
    ------
    QuestionError
        If a corridor lies off the roads from end to end.
    """
    border = BorderDistance(terrain.borders)
    frames, bounds = [], {}
    for corridor_id in sorted(terrain.corridors["corridor_id"]):
        corridor = corridor_of(corridor_id, terrain, supply)
        frames.append(_rows(corridor, terrain, supply, border))
        bounds[corridor_id] = corridor.bounds_m
    segments = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), geometry="geometry", crs="EPSG:4326")
    return GapsResult(supply.plan, segments, bounds)


def corridor_of(corridor_id: str, terrain: Terrain, supply: Supply) -> Corridor:
    """Return one corridor cut into segments, with the facilities laid along it."""
    line, segments = cut_corridor(corridor_id, terrain, piece_m=supply.plan.piece_m)
    return lay_corridor(corridor_id, line, segments, supply)


def cut_corridor(corridor_id: str, terrain: Terrain, *, piece_m: float) -> tuple[MeasuredLine, Segments]:
    """Return the course of one corridor and its segments, at most `piece_m` metres and half as much again long."""
    courses = dict(zip(terrain.corridors["corridor_id"], terrain.corridors.geometry, strict=True))
    line = MeasuredLine(courses[corridor_id])
    breaks = forced_breaks(corridor_id, terrain.corridors, borders=terrain.borders, areas=terrain.areas)
    return line, cut_segments(line.length_m, breaks, piece_m=piece_m)


def _rows(corridor: Corridor, terrain: Terrain, supply: Supply, border: BorderDistance) -> pd.DataFrame:
    line, segments = corridor.line, corridor.segments
    samples = _sample(corridor, terrain, supply)
    border_m, border_id = border.of_segments(line, segments)
    ends = list(zip(segments.start_m, segments.end_m, strict=True))
    rows = values_at(corridor, segments.middle_m, supply).assign(
        corridor_id=corridor.corridor_id,
        segment_id=[f"{corridor.corridor_id}:{start:.0f}" for start, _ in ends],
        start_m=segments.start_m,
        end_m=segments.end_m,
        border_m=border_m,
        border_id=border_id,
        geometry=gpd.GeoSeries([line.cut(start, end) for start, end in ends], crs="EPSG:4326"),
        **samples,
    )
    unknown = lacks_evidence(line, segments, supply.usable.seen, complete=terrain.complete)
    rows["flag"] = _flags(samples["share_beyond"], unknown | (samples["share_failed"] >= HALF))
    return rows.drop(columns="share_failed")


def _sample(corridor: Corridor, terrain: Terrain, supply: Supply) -> dict[str, FloatArray]:
    """Return what is summed or averaged over the samples of each segment. A sample off the roads counts as beyond."""
    segments, cutoff_s = corridor.segments, supply.plan.cutoff_s
    points = supply.network.snap(*corridor.line.at(segments.sample_m), on_road=True)
    check_on_roads(corridor.corridor_id, points, supply.plan)
    time_s = supply.nearest(points, supply.certain).time_s
    beyond = (time_s > cutoff_s).astype(np.float64)
    people = people_per_day_at(terrain.flows, corridor.corridor_id, segments.sample_m)
    beyond_m = sum_over_cells(segments, beyond * segments.cell_m)
    person_m = _total_or_nan(people * beyond * segments.cell_m, segments.cell_segment, people)
    return {
        "share_beyond": mean_over_cells(segments, beyond),
        "beyond_m": beyond_m,
        "severity": mean_over_cells(segments, np.clip(time_s / cutoff_s - 1.0, 0.0, MOST_SEVERE)),
        "share_unreachable": mean_over_cells(segments, ~np.isfinite(time_s)),
        "share_failed": mean_over_cells(segments, points.failed),
        "people_per_day": _people_of(people, person_m, beyond_m, corridor),
        "person_m_beyond": person_m,
    }


def check_on_roads(corridor_id: str, points: Snaps, plan: Plan) -> None:
    """Refuse a corridor of which no point is on the roads.

    Parameters
    ----------
    corridor_id
        The corridor.
    points
        Points of it, put on the roads.
    plan
        The question: its mode is named.

    Raises
    ------
    QuestionError
        No road is near any of them.
    """
    if points.failed.all():
        raise QuestionError(
            f"corridor {corridor_id!r}",
            f"no road open to mode {plan.mode!r} within 5 km of any of it",
            "Check that the corridor and the network are of the same place.",
        )


def _total_or_nan(values: FloatArray, owner: npt.NDArray[np.int64], known: FloatArray) -> FloatArray:
    """Return the sum of known values per segment; NaN for a segment with none."""
    some = np.bincount(owner, weights=np.isfinite(known), minlength=int(owner[-1]) + 1) > 0
    total = np.bincount(owner, weights=np.nan_to_num(values), minlength=int(owner[-1]) + 1)
    return np.where(some, total, np.nan)


def _people_of(people: FloatArray, person_m: FloatArray, beyond_m: FloatArray, corridor: Corridor) -> FloatArray:
    """Return the people passing the part of a segment that is beyond, or the whole of it where nothing is.

    So ``person_m_beyond`` is always this times ``beyond_m``, and its sum does not depend on the segments' length.
    """
    segments = corridor.segments
    whole = _total_or_nan(people * segments.cell_m, segments.cell_segment, people)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(beyond_m > 0, person_m / beyond_m, whole / (segments.end_m - segments.start_m))


def _flags(share_beyond: FloatArray, unknown: npt.NDArray[np.bool_]) -> np.ndarray:
    """Return the flag of each segment, without random runs. Missing data is never coverage."""
    return np.select([unknown, share_beyond >= HALF], [NO_DATA, UNDERSERVED], SERVED).astype(object)
