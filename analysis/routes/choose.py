"""Which of many ways are named, and which are so alike that one of them is enough."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from geo.roads import FloatArray, IntArray

FASTEST, SAFEST, WITHIN, KNEE, PRICED, OTHER = LABELS = ("fastest", "safest", "within_20", "knee", "priced", "other")
_BETWEEN = (WITHIN, KNEE)  # names of what lies between the ends
MORE_TIME = 1.2  # of the fastest
ALIKE = 0.85
AS_GOOD = 0.01  # [P]: of the larger of two times, and of two exposures
LEAST_LESS = 1e-6  # points: as many decimals as tables have
ENOUGH = 3  # ways are shown where there are as many


@dataclass(frozen=True, slots=True)
class Chosen:
    """A way that is shown.

    Attributes
    ----------
    number
        Its position among all ways.
    labels
        What it is, of ``LABELS``; also what ways were that are nearly the same road. One that is both the fastest and
        the safest is no ``knee`` and not ``within_20`` as well: there is nothing to trade off.
    """

    number: int
    labels: tuple[str, ...]


def told_apart(exposure: FloatArray) -> IntArray:
    """Return the ways one could tell from a quicker one, by position, rising.

    A place exactly on a node is reached by several edges, whose rounded parts differ by next to nothing.

    Parameters
    ----------
    exposure
        Of all ways none of which another beats, by rising time; one at least.
    """
    kept = [0]
    for number in range(1, len(exposure)):
        if exposure[number] <= exposure[kept[-1]] - LEAST_LESS:
            kept.append(number)
    return np.array(kept, dtype=np.int64)


def named(time_s: FloatArray, exposure: FloatArray, price_s: float | None) -> dict[str, int]:
    """Return the ways that have a name, by name.

    Parameters
    ----------
    time_s, exposure
        Of all ways none of which another beats, by rising time; one at least.
    price_s
        Seconds more that a point less is worth; None: no way is named by a price.

    Notes
    -----
    *fastest* and *safest* are the ends (least exposure: fewest points of those hazards that are known, nothing else).
    *within_20* has the least exposure of those that take at most a fifth longer than the fastest (ε-constraint, Haimes
    1971). *knee* lies farthest below the straight line between the ends, both costs measured in the range they have
    (Das 1999, Structural Optimization 18:107). *priced* has the least time + price × exposure.
    """
    last = len(time_s) - 1
    found = {FASTEST: 0, SAFEST: last, WITHIN: int(np.flatnonzero(time_s <= MORE_TIME * time_s[0])[-1])}
    if last > 1:
        below = 1.0 - (time_s - time_s[0]) / np.ptp(time_s) - (exposure - exposure[last]) / np.ptp(exposure)
        found[KNEE] = int(np.argmax(below))
    if price_s is not None:
        found[PRICED] = int(np.argmin(time_s + price_s * exposure))
    return found


def choose(
    names: dict[str, int],
    others: Sequence[int],
    costs_of: Callable[[int], tuple[float, float]],
    edges_of: Callable[[int], IntArray],
    length_m: FloatArray,
) -> list[Chosen]:
    """Return the ways that are shown, those with a name first.

    Parameters
    ----------
    names
        `named`; of two that are nearly the same road, and nearly as quick and as exposed, the first has both names.
    others
        Ways that may be shown beside, if fewer than three have names; the least alike come first.
    costs_of
        The time and the exposure of a way.
    edges_of
        The edges of a way.
    length_m
        The length of every edge.
    """
    shown: dict[int, list[str]] = {}
    for name, number in names.items():
        near = [at for at in shown if at == number or _as_good(costs_of(at), costs_of(number))]
        alike = [at for at in near if at == number or overlap(edges_of(at), edges_of(number), length_m) > ALIKE]
        shown.setdefault(number if not alike else alike[0], []).append(name)
    for labels in shown.values():
        if FASTEST in labels and SAFEST in labels:
            labels[:] = [label for label in labels if label not in _BETWEEN]
    left = [number for number in dict.fromkeys(others) if number not in shown]
    while len(shown) < ENOUGH and left:
        most = [max(overlap(edges_of(at), edges_of(number), length_m) for at in shown) for number in left]
        least = int(np.argmin(most))
        if most[least] > ALIKE:
            break
        shown[left.pop(least)] = [OTHER]
    return [Chosen(number, tuple(labels)) for number, labels in shown.items()]


def _as_good(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Say whether two ways differ so little in both costs that a name tells the same of either."""
    return all(abs(a - b) <= AS_GOOD * max(a, b) for a, b in zip(one, other, strict=True))


def overlap(one: IntArray, other: IntArray, length_m: FloatArray) -> float:
    """Return the share of the shorter of two ways that both have, by length; 1 where one has no length."""
    # A way round a block may begin and end on one edge.
    one, other = np.unique(one), np.unique(other)
    shared = float(length_m[np.intersect1d(one, other)].sum())
    shorter = min(float(length_m[one].sum()), float(length_m[other].sum()))
    return shared / shorter if shorter > 0 else 1.0
