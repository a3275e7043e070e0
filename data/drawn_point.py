"""A feature that draws one point: the point, and its cells ``lon`` and ``lat``."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.mends import Mend

# Rounding, not another place: 0.0001 degrees are 11 m.
_SAME_DEG = 1e-4
_AXES = ("lon", "lat")


def alone(drawn: BaseGeometry | None) -> BaseGeometry | None:
    """Return the only point of a group of one, and the only geometry of a collection of one; else what was drawn."""
    if isinstance(drawn, shapely.GeometryCollection | shapely.MultiPoint) and len(drawn.geoms) == 1:
        return alone(drawn.geoms[0])
    return drawn


def point_cells(cells: dict[str, str], point: shapely.Point) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """Return the cells of a point, and a note on each coordinate among them that says another place.

    Parameters
    ----------
    cells
        Of the feature: text by column. Where they hold ``lon`` and ``lat``, the drawn point counts.
    point
        Degrees, EPSG:4326.
    """
    drawn = dict(zip(_AXES, (point.x, point.y), strict=True))
    others = [name for name in _AXES if cells.get(name) and not _is_near(cells[name], drawn[name])]
    mends = [Mend(name, f"is not where the point is drawn, read as {drawn[name]:.6f}") for name in others]
    notes = tuple((mend.column, mend.mend, cells[mend.column]) for mend in mends)
    return cells | {name: repr(value) for name, value in drawn.items()}, notes


def _is_near(text: str, degrees: float) -> bool:
    try:
        return abs(float(text) - degrees) <= _SAME_DEG
    except ValueError:
        return False
