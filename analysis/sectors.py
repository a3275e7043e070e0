"""Which sectors of help each segment of a corridor has within reach: an empty cell of the matrix is a gap."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.evidence import lacks_evidence
from analysis.gaps import NO_DATA, SERVED, UNDERSERVED, Terrain, cut_corridor
from analysis.plan import Plan
from analysis.segments import Segments
from analysis.status import status_of
from analysis.supply import Supply
from geo.line import MeasuredLine
from geo.snap import Snaps

# The five sectors of ACCMR's coordination of services for migrants, and the services that answer for each [P].
SECTORS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "housing": ("shelter", "housing"),
        "employment": ("employment",),
        "health": (
            *("primary", "emergency", "maternal", "sexual_health", "gbv", "child_health"),
            *("mental_health", "tb_dot", "chronic", "vaccination"),
        ),
        "education": ("education",),
        "legal": ("legal", "documents", "protection_minors"),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class SectorsResult:
    """The nearest place of each sector to each segment.

    Attributes
    ----------
    plan
        The question; its service is one of many here.
    cells
        One row a segment and sector, EPSG:4326, ordered by corridor, start and the order of ``SECTORS``:
        ``corridor_id, segment_id, sector, services, start_m, end_m``; at the segment's midpoint ``time_s,
        possible_time_s`` (``inf``: none can be reached), ``facility_id`` and ``status``; and ``flag``: ``served``,
        ``underserved`` (a gap) or ``no_data`` (nobody mapped anything near, and no list is declared complete).
    """

    plan: Plan
    cells: gpd.GeoDataFrame


class _Stretch(NamedTuple):
    """One corridor: its id, course and segments, their midpoints on the roads, and where nothing is known."""

    corridor_id: str
    line: MeasuredLine
    segments: Segments
    points: Snaps
    unknown: npt.NDArray[np.bool_]


def sectors(terrain: Terrain, supplies: Mapping[str, Supply]) -> SectorsResult:
    """Return the matrix of segments and sectors.

    Parameters
    ----------
    terrain
        The corridors and what they run through.
    supplies
        Who offers any service of each sector, by sector.
    """
    one = supplies[next(iter(SECTORS))]
    frames = [
        _cells(stretch, sector, supplies[sector]).assign(order=order)
        for corridor_id in sorted(terrain.corridors["corridor_id"])
        for stretch in [_stretch(corridor_id, terrain, one)]
        for order, sector in enumerate(SECTORS)
    ]
    rows = pd.concat(frames, ignore_index=True)
    rows = rows.sort_values(["corridor_id", "start_m", "order"], ignore_index=True).drop(columns="order")
    return SectorsResult(one.plan, gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326"))


def _stretch(corridor_id: str, terrain: Terrain, supply: Supply) -> _Stretch:
    line, segments = cut_corridor(corridor_id, terrain, piece_m=supply.plan.piece_m)
    points = supply.network.snap(*line.at(segments.middle_m), on_road=True)
    unknown = lacks_evidence(line, segments, supply.usable.seen, complete=terrain.complete)
    return _Stretch(corridor_id, line, segments, points, unknown | points.failed)


def _cells(stretch: _Stretch, sector: str, supply: Supply) -> pd.DataFrame:
    """Return one sector's cell of each segment of a corridor."""
    segments, cutoff_s = stretch.segments, supply.plan.cutoff_s
    near = supply.nearest(stretch.points, supply.certain)
    ends = zip(segments.start_m, segments.end_m, strict=True)
    status = status_of(near.time_s, stretch.points.failed, cutoff_s=cutoff_s, nobody=supply.nobody)
    return pd.DataFrame(
        {
            "corridor_id": stretch.corridor_id,
            "segment_id": [f"{stretch.corridor_id}:{start:.0f}" for start in segments.start_m],
            "sector": sector,
            "services": ";".join(SECTORS[sector]),
            "start_m": segments.start_m,
            "end_m": segments.end_m,
            "time_s": near.time_s,
            "possible_time_s": supply.nearest(stretch.points, supply.possible).time_s,
            "facility_id": supply.certain.names(near.facility),
            "status": status,
            "flag": np.select([stretch.unknown, near.time_s <= cutoff_s], [NO_DATA, SERVED], UNDERSERVED),
            "geometry": gpd.GeoSeries([stretch.line.cut(start, end) for start, end in ends], crs="EPSG:4326"),
        }
    )
