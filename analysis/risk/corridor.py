"""Where along the corridors many people pass a hazard far from help, and how that stands beside the gaps."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.gaps import NO_DATA, UNDERSERVED, GapsResult, Terrain, cut_corridor
from analysis.people import people_per_day_at
from analysis.plan import Plan
from analysis.risk.help import MOST_HOURS
from analysis.risk.points import POINT_M
from analysis.segments import Segments, sum_over_cells
from analysis.supply import Supply
from geo.roads import FloatArray
from geo.snap import Snaps

YES, NO, UNKNOWN = "yes", "no", "unknown"
NO_REPORTS = "no_reports"
FIFTHS = 5
_HOUR_S = 3600.0


@dataclass(frozen=True, slots=True, eq=False)
class OnRoads:
    """What is known of hazards on the roads of one answer, one value an edge.

    Attributes
    ----------
    points
        What driving each edge whole adds, all hazards by their weights.
    incidents
        The points of reported incidents alone, at weight 1.
    no_reports
        True where no reported incident reaches: nobody reported one, and it is not safe for that.
    """

    points: FloatArray
    incidents: FloatArray
    no_reports: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class ExposureResult:
    """How exposed the segments of every corridor are.

    Attributes
    ----------
    plan
        The question.
    segments
        One row a segment, EPSG:4326, ordered as those of `GapsResult`: ``corridor_id, segment_id, start_m, end_m, flag,
        beyond_m`` as there, ``hazard`` and ``incidents_per_100km_year`` (points and incidents a year to 100 km of road;
        NaN where no road is near), ``reports`` (``yes``, ``no_reports``; empty where no road is near), ``help_s``,
        ``people_per_day`` (NaN: not known), ``exposure`` (NaN where people or the hazard are not known),
        ``exposure_without_people``, ``rank`` from 1 on, ``exposure_fifth`` from 1 (most) to 5, NaN without an exposure,
        and ``underserved_and_exposed`` (``yes``, ``no``, ``unknown``).
    """

    plan: Plan
    segments: gpd.GeoDataFrame


def corridor_exposure(answer: GapsResult, terrain: Terrain, on_roads: OnRoads, helpers: Supply) -> ExposureResult:
    """Return how exposed each segment is: hazard × people × time without help.

    Parameters
    ----------
    answer
        The gaps of the same question.
    terrain
        The corridors it was asked of.
    on_roads
        The hazards, on the roads of ``helpers.network``.
    helpers
        Who takes emergencies, of the same question.

    Notes
    -----
    Samples stand at the midpoints of the 500 m cells of `cut_segments`, as those of the gaps. Of each the hazard is the
    mean over the edges it may be on, both carriageways; a segment has the mean of its samples on a road, weighted by
    the cells' lengths. Help farther than `MOST_HOURS` counts as so far, and so does none. The product is of the three
    means: ``exposure`` = hazard × people a day × hours.
    """
    plan = answer.plan
    found = [_of_corridor(each, terrain, on_roads, helpers) for each in sorted(terrain.corridors["corridor_id"])]
    kept = answer.segments[["corridor_id", "segment_id", "start_m", "end_m", "flag", "beyond_m", "geometry"]]
    rows = pd.concat([kept.reset_index(drop=True), pd.concat(found, ignore_index=True)], axis=1)
    rows["exposure_without_people"] = rows["hazard"] * rows["help_s"] / _HOUR_S
    rows["exposure"] = rows["exposure_without_people"] * rows["people_per_day"]
    rows["rank"] = ranks(rows)
    rows["exposure_fifth"] = fifths(rows["exposure"].to_numpy(dtype=np.float64))
    rows["underserved_and_exposed"] = _verdicts(rows)
    return ExposureResult(plan, gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326"))


def ranks(rows: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return the rank of each segment, from 1: by exposure, then without people, then by corridor and start.

    Parameters
    ----------
    rows
        ``exposure, exposure_without_people, corridor_id, start_m``; NaN comes after all that is known.
    """
    keys = ["exposure", "exposure_without_people", "corridor_id", "start_m"]
    order = rows.reset_index(drop=True).sort_values(keys, ascending=[False, False, True, True]).index
    rank = np.empty(len(rows), dtype=np.int64)
    rank[order.to_numpy()] = np.arange(1, len(rows) + 1)
    return rank


def fifths(exposure: FloatArray) -> FloatArray:
    """Return which fifth of those known each exposure is in, 1 with the most; equal ones are in the same.

    Parameters
    ----------
    exposure
        At least 0; NaN: not known, and in no fifth.

    Examples
    --------
    >>> fifths(np.array([9.0, 1.0, 5.0, 5.0, 0.0, np.nan])).tolist()
    [1.0, 4.0, 2.0, 2.0, 5.0, nan]
    """
    known = np.isfinite(exposure)
    rising = np.sort(exposure[known])
    above = len(rising) - np.searchsorted(rising, exposure[known], side="right")
    ends = np.ceil(len(rising) * np.arange(1, FIFTHS + 1) / FIFTHS)
    fifth = np.full(len(exposure), np.nan)
    fifth[known] = np.searchsorted(ends, above + 1) + 1
    return fifth


def _of_corridor(corridor_id: str, terrain: Terrain, on_roads: OnRoads, helpers: Supply) -> pd.DataFrame:
    """Return what is averaged over the samples of each segment."""
    network, roads = helpers.network, helpers.network.roads
    line, segments = cut_corridor(corridor_id, terrain, piece_m=helpers.plan.piece_m)
    samples = network.snap(*line.at(segments.sample_m), on_road=True)
    help_s = np.minimum(helpers.nearest(samples, helpers.certain).time_s, MOST_HOURS * _HOUR_S)
    reported = _at_samples(samples, (~on_roads.no_reports[samples.edge]).astype(np.float64))

    def to_100_km(points: FloatArray) -> FloatArray:
        return _at_samples(samples, points[samples.edge] * POINT_M / roads.length_m[samples.edge])

    return pd.DataFrame(
        {
            "hazard": _mean_of_known(segments, to_100_km(on_roads.points)),
            "incidents_per_100km_year": _mean_of_known(segments, to_100_km(on_roads.incidents)),
            "reports": _reports(_mean_of_known(segments, reported)),
            "help_s": _mean_of_known(segments, help_s),
            "people_per_day": _mean_of_known(
                segments, people_per_day_at(terrain.flows, corridor_id, segments.sample_m)
            ),
        }
    )


def _at_samples(samples: Snaps, on_edges: FloatArray) -> FloatArray:
    """Return the mean over the edges each sample may be on, a value each; NaN where it is on none."""
    total = np.bincount(samples.point, weights=on_edges, minlength=len(samples))
    with np.errstate(invalid="ignore"):
        return np.asarray(total / np.diff(samples.indptr))


def _mean_of_known(segments: Segments, values: FloatArray) -> FloatArray:
    """Return the mean of what is known of each segment, weighted by the cells' lengths; NaN where nothing is."""
    known_m = np.where(np.isnan(values), 0.0, segments.cell_m)
    with np.errstate(invalid="ignore"):
        return sum_over_cells(segments, np.nan_to_num(values) * known_m) / sum_over_cells(segments, known_m)


def _reports(share: FloatArray) -> npt.NDArray[np.str_]:
    return np.select([np.isnan(share), share > 0], ["", YES], NO_REPORTS)


def _verdicts(rows: pd.DataFrame) -> npt.NDArray[np.str_]:
    """Return which segments are underserved and among the fifth most exposed. Where nobody passes nobody is exposed."""
    unknown = (rows["flag"] == NO_DATA) | rows["exposure"].isna()
    most = (rows["exposure_fifth"] == 1) & (rows["exposure"] > 0)
    return np.select([unknown, (rows["flag"] == UNDERSERVED) & most], [UNKNOWN, YES], NO)
