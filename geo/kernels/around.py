"""Weight spread evenly over all road within some metres of places."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Bools, Floats, Longs
from geo.kernels.compiled import compiled

BLOCK = 32  # pieces that lie near each other: what holds of the box around them holds of all


class Ground(NamedTuple):
    """Straight pieces of road in an order in which near ones stand together, their ends in degrees.

    The box around each `BLOCK` of them has its corners in `low` and `high` and holds `block_m` of road. Piece k has its
    points, at which weight may stand, from ``first[k]`` on, ``cells[k]`` and one more, evenly spaced.
    """

    start: tuple[Floats, Floats]
    end: tuple[Floats, Floats]
    length_m: Floats
    low: tuple[Floats, Floats]
    high: tuple[Floats, Floats]
    block_m: Floats
    first: Longs
    cells: Longs


class Circles(NamedTuple):
    """Circles: a middle in degrees, the metres of a degree there (east, north), a radius in metres, and a weight."""

    lon: Floats
    lat: Floats
    east_m: Floats
    north_m: Floats
    within_m: Floats
    weight: Floats


class Spreading(NamedTuple):
    """Weight a metre of all of a block, and of all of a piece; and weight at points."""

    block: Floats
    piece: Floats
    point: Floats


@compiled
def spread_within(ground: Ground, circles: Circles, points: Floats) -> Bools:
    """Add the weight of circles at the points of the pieces inside; return which have a road inside.

    Each metre inside has the same of it, measured in the flat frame around the middle.

    Parameters
    ----------
    ground, circles
        The roads, and what is to be spread.
    points
        The weight at the points of the pieces.
    """
    spreading = Spreading(np.zeros(len(ground.block_m)), np.zeros(len(ground.length_m)), points)
    found = np.zeros(len(circles.lon), np.bool_)
    for k in range(len(circles.lon)):
        metres = _pass_circle(ground, circles, k, 0.0, spreading)
        if metres > 0.0:
            found[k] = True
            _pass_circle(ground, circles, k, circles.weight[k] / metres, spreading)
    for piece in range(len(ground.length_m)):
        each = spreading.piece[piece] + spreading.block[piece // BLOCK]
        if each > 0.0:
            _add_part(ground, piece, (0.0, 1.0), each, points)
    return found


@compiled
def _pass_circle(ground: Ground, circles: Circles, k: int, each: float, spreading: Spreading) -> float:
    """Return the metres of road inside a circle; if `each` is above 0, add so much weight to every metre."""
    lon, lat, radius_m = circles.lon[k], circles.lat[k], circles.within_m[k]
    east_m, north_m = circles.east_m[k], circles.north_m[k]
    (west, south), (east, north), metres, square = ground.low, ground.high, 0.0, radius_m * radius_m
    for block in range(len(ground.block_m)):
        left, right = (west[block] - lon) * east_m, (east[block] - lon) * east_m
        under, over = (south[block] - lat) * north_m, (north[block] - lat) * north_m
        near_x, near_y = max(left, -right, 0.0), max(under, -over, 0.0)
        far_x, far_y = max(-left, right), max(-under, over)
        if near_x * near_x + near_y * near_y >= square:
            continue
        if far_x * far_x + far_y * far_y <= square:
            metres += ground.block_m[block]
            spreading.block[block] += each
            continue
        for piece in range(block * BLOCK, min((block + 1) * BLOCK, len(ground.length_m))):
            from_x, to_x = (ground.start[0][piece] - lon) * east_m, (ground.end[0][piece] - lon) * east_m
            from_y, to_y = (ground.start[1][piece] - lat) * north_m, (ground.end[1][piece] - lat) * north_m
            part = part_inside((from_x, from_y), (to_x, to_y), radius_m)
            metres += (part[1] - part[0]) * ground.length_m[piece]
            if part[1] - part[0] == 1.0:
                spreading.piece[piece] += each
            elif each > 0.0 and part[1] > part[0]:
                _add_part(ground, piece, part, each, spreading.point)
    return metres


@compiled
def part_inside(start: tuple[float, float], end: tuple[float, float], radius_m: float) -> tuple[float, float]:
    """Return where on a straight piece its part inside a circle around 0, 0 begins and ends, 0 to 1; equal: nowhere."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    square, middle = dx * dx + dy * dy, -(start[0] * dx + start[1] * dy)
    under = middle * middle - square * (start[0] * start[0] + start[1] * start[1] - radius_m * radius_m)
    if under <= 0.0 or square == 0.0:
        return 0.0, 0.0
    half = np.sqrt(under)
    begin, close = max((middle - half) / square, 0.0), min((middle + half) / square, 1.0)
    return (begin, close) if begin < close else (0.0, 0.0)


@compiled
def _add_part(ground: Ground, piece: int, part: tuple[float, float], each: float, points: Floats) -> None:
    """Add weight to the points of a part of a piece: of each place to the two it lies between, more to the nearer."""
    cells, first = ground.cells[piece], ground.first[piece]
    per_cell = each * ground.length_m[piece] / cells
    low, high = part[0] * cells, part[1] * cells
    for cell in range(int(low), min(int(np.ceil(high)), cells)):
        begin, close = max(low - cell, 0.0), min(high - cell, 1.0)
        weight, beyond = per_cell * max(close - begin, 0.0), (begin + close) / 2.0
        points[first + cell] += weight * (1.0 - beyond)
        points[first + cell + 1] += weight * beyond
