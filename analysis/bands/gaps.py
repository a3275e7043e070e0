"""How sure the segments of corridors are: how often each is underserved among the runs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.bands.draw import Draw, Uncertain
from analysis.bands.quantiles import Band, band
from analysis.bands.runs import Runs, times_in
from analysis.bands.tornado import tornado
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
    laid = _laid(result.bounds_m, terrain, supply)
    times_s = runs(laid.points)
    rows, bands = [], {}
    for corridor_id, segments, own_s in laid.each(times_s):
        cells = len(segments.cell_segment)
        beyond_m = _beyond_m(own_s[:, :cells] > supply.plan.cutoff_s, segments)
        share = beyond_m / _whole_m(segments)
        rows.append(_told((share >= HALF).mean(axis=0), band(own_s[:, cells:])))
        bands[corridor_id] = band(beyond_m.sum(axis=1)[:, np.newaxis])
    return replace(result, segments=_flagged(result, pd.concat(rows, ignore_index=True)), beyond_band_m=bands)


def gaps_tornado(result: GapsResult, terrain: Terrain, uncertain: Uncertain) -> pd.DataFrame:
    """Return what becomes of the kilometres beyond the cutoff, of all corridors together, at the ends of each unknown.

    Parameters
    ----------
    result, terrain
        As for `gaps_with_runs`.
    uncertain
        What nobody knows for sure.

    Returns
    -------
    pandas.DataFrame
        As `analysis.bands.tornado.tornado` returns it.
    """
    supply = uncertain.supply
    laid = _laid(result.bounds_m, terrain, supply)

    def beyond_km(drawn: Draw) -> float:
        beyond = times_in(laid.points, uncertain, drawn)[np.newaxis] > supply.plan.cutoff_s
        parts = (_beyond_m(own[:, : len(cut.cell_segment)], cut).sum() for _, cut, own in laid.each(beyond))
        return float(sum(parts)) / 1e3

    return tornado(uncertain, beyond_km)


def points_of_gaps(terrain: Terrain, supply: Supply) -> Snaps:
    """Return the points whose times `gaps_with_runs` asks for."""
    return _laid(terrain.corridors["corridor_id"], terrain, supply).points


class _Laid(NamedTuple):
    """The segments of each corridor, and all their samples and midpoints, snapped, one corridor after the other."""

    segments: dict[str, Segments]
    points: Snaps

    def each(self, values: np.ndarray) -> Iterator[tuple[str, Segments, np.ndarray]]:
        """Yield each corridor with its own columns of values of the points: of its samples, then of its midpoints."""
        ends = np.cumsum([0, *(len(_asked_m(segments)) for segments in self.segments.values())])
        for (corridor_id, segments), (a, b) in zip(self.segments.items(), pairwise(ends), strict=True):
            yield corridor_id, segments, values[:, a:b]


def _laid(corridor_ids: Iterable[str], terrain: Terrain, supply: Supply) -> _Laid:
    cuts = {each: cut_corridor(each, terrain, piece_m=supply.plan.piece_m) for each in sorted(corridor_ids)}
    first, *others = [supply.network.snap(*line.at(_asked_m(cut)), on_road=True) for line, cut in cuts.values()]
    for points in others:
        first = first.followed_by(points)
    return _Laid({corridor_id: cut for corridor_id, (_, cut) in cuts.items()}, first)


def _asked_m(segments: Segments) -> FloatArray:
    """Return the measures of the samples, and after them of the midpoints."""
    return np.concatenate([segments.sample_m, segments.middle_m])


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
