"""Weights laid along the roads around points: a kernel density on the undirected network."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Bools, Floats, Ints, Longs
from geo.kernels.compiled import compiled

STEPS = 200  # the distances at which what arrives is put together; a chain counts as at least one step long


class Streets(NamedTuple):
    """Undirected chains of pieces between junctions.

    Arc 2 c leads along chain c to the junction ``head[2 c]``, arc 2 c + 1 back. The pieces of chain c are ``first[c]``
    to ``first[c + 1]``, as long as `length_m` says; the arcs out of junction n are ``indptr[n]`` to ``indptr[n + 1]``
    of `arc`, those of a chain that begins and ends there both.
    """

    first: Longs
    length_m: Floats
    indptr: Longs
    arc: Ints
    head: Ints


class Stands(NamedTuple):
    """Points on pieces: metres from the piece's end toward its chain's tail, and weights (at least 0)."""

    piece: Longs
    from_m: Floats
    weight: Floats


class Under(NamedTuple):
    """What is under way along the two arcs of each chain.

    Chain c is `steps` long (`STEPS`: it leads out of reach). What set out along an arc at each of the last steps and is
    to come to its end stands in `along` from ``begin[c]`` on for arc 2 c, and as much behind for arc 2 c + 1.
    """

    steps: Floats
    begin: Longs
    along: Floats


class Front(NamedTuple):
    """The arcs that were come to, `tally` of them, and what arrives by each and leaves along it at the present step."""

    which: Ints
    tally: Longs
    seen: Bools
    arriving: Floats
    leaving: Floats


class Arrivals(NamedTuple):
    """What comes from points to the ends of their own chains; that of step s is ``begin[s]`` to ``begin[s + 1]``."""

    begin: Longs
    arc: Ints
    weight: Floats


@compiled
def share_beyond(distance: float) -> float:
    """Return which share of a point's weight lies farther than a distance (1: the reach) on one of its two sides.

    The integral of the quartic kernel 15/16 (1 - u^2)^2 from the distance to 1; a half at 0.
    """
    rest = max(1.0 - distance, 0.0)
    return rest * rest * rest * (8.0 + distance * (9.0 + 3.0 * distance)) / 16.0


@compiled
def lay_weights(streets: Streets, under: Under, stands: Stands, reach_m: float) -> Floats:
    """Return the weight on each piece; the sum is that of all points.

    The equal-split discontinuous kernel of Okabe, Satoh and Sugihara (2009, International Journal of Geographical
    Information Science 23:7): at a junction of n roads each of the n - 1 others gets an equal share of what arrives by
    one; at a dead end it turns back. No path is followed alone: what arrives at a junction is split between the two
    nearest of `STEPS` distances, in inverse proportion to how far it is from them, and goes on together with all that
    leaves along the same arc from there. So total and mean distance stay, and the result is a sum over the points.

    Parameters
    ----------
    streets, under, stands
        The roads, their chains with nothing under way, and the points on them.
    reach_m
        How far from a point its weight reaches, metres.
    """
    arcs, laid = len(streets.head), np.zeros(len(streets.length_m))
    arrivals = _lay_near(streets, stands, reach_m, laid)
    front = Front(
        np.empty(arcs, np.int32), np.zeros(1, np.int64), np.zeros(arcs, np.bool_), np.zeros(arcs), np.zeros(arcs)
    )
    for arc in arrivals.arc:
        _see(front, arc)
    ordered = 0
    for step in range(STEPS):
        if front.tally[0] >= 2 * ordered:  # what is near on the map is near in memory
            front.which[: front.tally[0]].sort()
            ordered = front.tally[0]
        for k in range(arrivals.begin[step], arrivals.begin[step + 1]):
            front.arriving[arrivals.arc[k]] += arrivals.weight[k]
        _come_to_ends(under, front, step)
        _turn_off(streets, front)
        _go_on(streets, under, front, (step, reach_m), laid)
    return laid


@compiled
def _lay_near(streets: Streets, stands: Stands, reach_m: float, laid: Floats) -> Arrivals:
    """Lay weight from the points to the ends of their own chains; return what arrives there."""
    many = 4 * len(stands.piece)
    steps, arcs, weights = np.zeros(many, np.int64), np.zeros(many, np.int32), np.zeros(many)
    for k in range(len(stands.piece)):
        piece, half = stands.piece[k], stands.weight[k] / 2.0
        chain = np.searchsorted(streets.first, piece, side="right") - 1
        for back in range(2):
            arc, row = 2 * chain + back, 4 * k + 2 * back
            ahead_m = stands.from_m[k] if back else streets.length_m[piece] - stands.from_m[k]
            distance, weight = _pass(streets, (arc, piece, ahead_m), (0.0, half), reach_m, laid)
            step = min(int(distance * STEPS), STEPS - 1)
            beyond = min(distance * STEPS - step, 1.0) if step + 1 < STEPS else 0.0
            steps[row], steps[row + 1] = step, min(step + 1, STEPS - 1)
            arcs[row], arcs[row + 1] = arc, arc
            weights[row], weights[row + 1] = weight * (1.0 - beyond), weight * beyond
    there = np.flatnonzero(weights > 0.0)
    order = there[np.argsort(steps[there], kind="mergesort")]
    begin = np.searchsorted(steps[order], np.arange(STEPS + 1))
    return Arrivals(begin, arcs[order], weights[order])


@compiled
def _pass(
    streets: Streets, start: tuple[int, int, float], load: tuple[float, float], reach_m: float, laid: Floats
) -> tuple[float, float]:
    """Lay weight along an arc from a piece on; return the distance at its end (1: the reach) and the weight left.

    Parameters
    ----------
    streets
        The roads.
    start
        The arc, the piece it is entered at, and the metres of that piece ahead.
    load
        The distance there (1: the reach), and the weight that is still to be laid.
    reach_m, laid
        How far the weight reaches, and where it is written.
    """
    (arc, piece, ahead_m), (distance, weight), length_m = start, load, streets.length_m
    onward, last = 1 - 2 * (arc % 2), _last_piece(streets.first, arc)
    now = share_beyond(distance)
    each = weight / now
    while True:
        distance += ahead_m / reach_m
        later = share_beyond(distance)
        laid[piece] += each * (now - later)
        now = later
        if piece == last or now == 0.0:
            return distance, each * now
        piece += onward
        ahead_m = length_m[piece]


@compiled
def _last_piece(first: Longs, arc: int) -> int:
    return int(first[arc // 2 + 1] - 1 if arc % 2 == 0 else first[arc // 2])


@compiled
def _see(front: Front, arc: int) -> None:
    if not front.seen[arc]:
        front.seen[arc] = True
        front.which[front.tally[0]] = arc
        front.tally[0] += 1


@compiled
def _come_to_ends(under: Under, front: Front, step: int) -> None:
    """Add what comes to the ends of arcs at a step: of what set out along one at two steps some of each."""
    steps, begins, along, which, arriving = under.steps, under.begin, under.along, front.which, front.arriving
    for k in range(front.tally[0]):
        arc = which[k]
        begin, room, whole = _room(begins, arc), _rooms(begins, arc), int(steps[arc // 2])
        beyond = steps[arc // 2] - whole
        if step >= whole:
            # What would come after the last step comes at it.
            share = 1.0 if step == STEPS - 1 else 1.0 - beyond
            arriving[arc] += share * along[begin + (step - whole) % room]
        if step > whole:
            arriving[arc] += beyond * along[begin + (step - whole - 1) % room]


@compiled
def _room(begins: Longs, arc: int) -> int:
    return int(begins[arc // 2] + (arc % 2) * ((begins[arc // 2 + 1] - begins[arc // 2]) // 2))


@compiled
def _rooms(begins: Longs, arc: int) -> int:
    return int((begins[arc // 2 + 1] - begins[arc // 2]) // 2)


@compiled
def _turn_off(streets: Streets, front: Front) -> None:
    """Split all that arrives among the arcs that lead on."""
    indptr, arcs, head = streets.indptr, streets.arc, streets.head
    for k in range(front.tally[0]):
        arc = front.which[k]
        weight, begin, end = front.arriving[arc], indptr[head[arc]], indptr[head[arc] + 1]
        if weight == 0.0:
            continue
        front.arriving[arc] = 0.0
        dead_end = end == begin + 1
        for at in range(begin, end):
            if dead_end or arcs[at] != arc ^ 1:
                _see(front, arcs[at])
                front.leaving[arcs[at]] += weight if dead_end else weight / (end - begin - 1)


@compiled
def _go_on(streets: Streets, under: Under, front: Front, now: tuple[int, float], laid: Floats) -> None:
    """Lay what leaves at a step along its arcs, and note what comes to their ends."""
    (step, reach_m), leaving, along = now, front.leaving, under.along
    for k in range(front.tally[0]):
        arc = front.which[k]
        left = 0.0
        if leaving[arc] > 0.0:
            piece = _last_piece(streets.first, arc ^ 1)
            load = step / STEPS, leaving[arc]
            left = _pass(streets, (arc, piece, streets.length_m[piece]), load, reach_m, laid)[1]
            leaving[arc] = 0.0
        if step + int(under.steps[arc // 2]) >= STEPS:
            laid[_last_piece(streets.first, arc)] += left
        else:
            along[_room(under.begin, arc) + step % _rooms(under.begin, arc)] = left
