"""How sure the segments of corridors are: how often each is underserved among the runs."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.bands.quantiles import Band, band
from analysis.bands.runs import Runs
from analysis.gaps import HALF, NO_DATA, SERVED, UNCERTAIN, UNDERSERVED, GapsResult, Terrain, cut_corridor
from analysis.segments import Segments
from analysis.supply import Supply
from geo.roads import FloatArray
from geo.snap import Snaps

SURE, SURELY_NOT = 0.8, 0.2  # shares of the runs from which on a flag is certain [P]


def gaps_with_runs(result: GapsResult, terrain: Terrain, supply: Supply, runs: Runs) -> GapsResult:
    """Return the answer with how sure it is.

    Parameters
    ----------
    result
        The answer without runs; its times stay as they are.
    terrain, supply
        What it was worked out from.
    runs
        Seconds to the nearest facility of points, one row a run.

    Returns
    -------
    GapsResult
        Its segments tell ``p_underserved``: the share of runs in which at least half of the segment is beyond the
        cutoff; ``time_any_p5_s, time_any_p50_s, time_any_p95_s`` at the midpoint (``inf``: none); ``flag`` is
        ``underserved`` from .8 on, ``served`` up to .2, else ``uncertain``, and ``no_data`` where it was.
        ``beyond_band_m`` has for each corridor the metres beyond the cutoff.
    """
    laid = [cut_corridor(each, terrain, piece_m=supply.plan.piece_m) for each in sorted(result.bounds_m)]
    points = [supply.network.snap(*line.at(_asked_m(segments)), on_road=True) for line, segments in laid]
    times_s = runs(_joined(points))
    rows, bands = [], {}
    for corridor_id, (_, segments), own_s in zip(sorted(result.bounds_m), laid, _split(times_s, points), strict=True):
        cells = len(segments.cell_segment)
        beyond_m = _beyond_m(own_s[:, :cells] > supply.plan.cutoff_s, segments)
        share = beyond_m / _whole_m(segments)
        rows.append(_told((share >= HALF).mean(axis=0), band(own_s[:, cells:])))
        bands[corridor_id] = band(beyond_m.sum(axis=1)[:, np.newaxis])
    return replace(result, segments=_flagged(result, pd.concat(rows, ignore_index=True)), beyond_band_m=bands)


def _asked_m(segments: Segments) -> FloatArray:
    """Return the measures of the samples, and after them of the midpoints."""
    return np.concatenate([segments.sample_m, segments.middle_m])


def _joined(points: list[Snaps]) -> Snaps:
    first, *others = points
    for each in others:
        first = first.followed_by(each)
    return first


def _split(times_s: FloatArray, points: list[Snaps]) -> Iterator[FloatArray]:
    """Yield the columns of each corridor."""
    ends = np.cumsum([0, *(len(each) for each in points)])
    return (times_s[:, a:b] for a, b in pairwise(ends))


def _beyond_m(beyond: np.ndarray, segments: Segments) -> FloatArray:
    """Return the metres beyond the cutoff of each segment (column) in each run (row)."""
    return np.asarray(np.add.reduceat(beyond * segments.cell_m, _first_cells(segments), axis=1), dtype=np.float64)


def _whole_m(segments: Segments) -> FloatArray:
    return np.asarray(np.add.reduceat(segments.cell_m, _first_cells(segments)), dtype=np.float64)


def _first_cells(segments: Segments) -> np.ndarray:
    return np.searchsorted(segments.cell_segment, np.arange(len(segments.start_m)))


def _told(p_underserved: FloatArray, times_s: Band) -> pd.DataFrame:
    times = {f"time_any_{name}_s": each for name, each in times_s._asdict().items()}
    return pd.DataFrame({"p_underserved": p_underserved, **times})


def _flagged(result: GapsResult, told: pd.DataFrame) -> gpd.GeoDataFrame:
    segments = result.segments
    p = told["p_underserved"].to_numpy()
    sure = np.select([p >= SURE, p <= SURELY_NOT], [UNDERSERVED, SERVED], UNCERTAIN)
    flag = np.where(segments["flag"] == NO_DATA, NO_DATA, sure).astype(object)
    return gpd.GeoDataFrame(segments.assign(flag=flag, **{str(name): told[name].to_numpy() for name in told}))
