"""Land borders cut into pieces, and the piece each place is nearest to."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from analysis.evidence import lacks_evidence
from analysis.segments import Segments, cut_segments
from geo.line import MeasuredLine
from geo.nearest_line import NearestLine
from geo.roads import FloatArray, IntArray

_SEEN_WITHIN_M = 30_000.0  # farther facilities tell nothing of a piece


class Nearest(NamedTuple):
    """How far a border is from each place, metres, and the nearest piece of it (its position)."""

    distance_m: FloatArray
    piece: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class BorderPieces:
    """The pieces of some land borders, ordered by border and then along it.

    Attributes
    ----------
    frame
        One row a piece, EPSG:4326: ``piece_id, border_id, country_a, country_b``. The id holds the metres of border
        before the piece.
    lines, cuts, first
        The unbroken parts of the borders, how each is cut, and the position of its first piece; one longer than they.
    """

    frame: gpd.GeoDataFrame
    lines: tuple[MeasuredLine, ...]
    cuts: tuple[Segments, ...]
    first: tuple[int, ...]

    def nearest_to(self, lon: FloatArray, lat: FloatArray) -> Nearest:
        """Return the nearest piece of each place. How far it is does not depend on how the border is cut."""
        away = NearestLine([(line.lon, line.lat) for line in self.lines]).away(lon, lat)
        piece = np.full(len(lon), -1, dtype=np.int64)
        for part, (line, cut, first) in enumerate(zip(self.lines, self.cuts, self.first, strict=False)):
            mine = np.flatnonzero(away.line == part)
            piece[mine] = first + np.searchsorted(cut.start_m, line.locate(lon[mine], lat[mine]), side="right") - 1
        return Nearest(away.distance_m, piece)

    def lacking_evidence(self, seen: gpd.GeoDataFrame, complete: shapely.Geometry | None) -> npt.NDArray[np.bool_]:
        """Return which pieces have no mapped facility of any kind within 25 km, and no complete list."""
        lon, lat = (seen[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
        told = [np.zeros(0, dtype=np.bool_)]
        for line, cut in zip(self.lines, self.cuts, strict=True):
            near = NearestLine([(line.lon, line.lat)]).away(lon, lat).distance_m <= _SEEN_WITHIN_M
            told.append(lacks_evidence(line, cut, seen[near], complete=complete))
        return np.concatenate(told)


def cut_borders(borders: gpd.GeoDataFrame, *, piece_m: float) -> BorderPieces:
    """Return the pieces of land borders; a last one shorter than half of the length is merged into the one before.

    Parameters
    ----------
    borders
        Lines ``border_id, country_a, country_b``, EPSG:4326.
    piece_m
        Geodesic length of a piece, metres.
    """
    ordered = borders.sort_values("border_id", ignore_index=True)
    parts = ordered.geometry.explode()
    lines = tuple(MeasuredLine(part) for part in parts)
    cuts = tuple(cut_segments(line.length_m, np.empty(0), piece_m=piece_m) for line in lines)
    first = tuple(accumulate((len(cut.start_m) for cut in cuts), initial=0))
    rows = [
        (owner, before + start, line.cut(start, end))
        for owner, before, line, cut in zip(parts.index, _before(parts.index, lines), lines, cuts, strict=True)
        for start, end in zip(cut.start_m, cut.end_m, strict=True)
    ]
    frame = ordered.iloc[[owner for owner, _, _ in rows]][["border_id", "country_a", "country_b"]]
    ids = [f"{name}:{start:.0f}" for name, (_, start, _) in zip(frame["border_id"], rows, strict=True)]
    shapes = gpd.GeoSeries([shape for _, _, shape in rows], index=frame.index, crs="EPSG:4326")
    whole = gpd.GeoDataFrame(frame.assign(piece_id=ids), geometry=shapes).reset_index(drop=True)
    return BorderPieces(whole, lines, cuts, first)


def _before(owner: npt.ArrayLike, lines: tuple[MeasuredLine, ...]) -> list[float]:
    """Return for each part how many metres of its border come before it."""
    before = [0.0]
    for (one, other), line in zip(pairwise(np.asarray(owner)), lines, strict=False):
        before.append(before[-1] + line.length_m if one == other else 0.0)
    return before
