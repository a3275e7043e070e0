"""Where added sites keep doses from being missed: the fewest that do, and the one that helps most."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from analysis.continuity.doses import BoolArray


class Added(NamedTuple):
    """The answer about added sites; sites by their position.

    Attributes
    ----------
    one
        The one with which fewest days are missed; None where none helps.
    fewest
        As few as leave `left` missed days, in their order.
    left
        Days missed even with all candidates; 0: no day is missed with `fewest`.
    """

    one: int | None
    fewest: tuple[int, ...]
    left: int


def choose_added(saves: Sequence[int], missed: int) -> Added:
    """Return which sites to add.

    A day is missed when no site was in reach on it and on as many days before as the supply lasts. A site saves the
    days on which it is in reach and as many after each, so that the fewest sites are a smallest cover of the missed
    days: found exactly, one missed day after another (dynamic programming over the days that are still missed).

    Parameters
    ----------
    saves
        For each candidate the missed days it saves, as a number with a bit for each day; the candidates in the order
        in which equals are chosen.
    missed
        The missed days likewise.
    """
    most = max(((days & missed).bit_count() for days in saves), default=0)
    one = next((at for at, days in enumerate(saves) if most and (days & missed).bit_count() == most), None)
    saved = 0
    for days in saves:
        saved |= days & missed
    return Added(one, tuple(sorted(_fewest(saved, saves, {}))), (missed & ~saved).bit_count())


def days_saved(in_reach: Iterable[int], missed: BoolArray, supply_days: int) -> int:
    """Return which missed days a site saves, as a number with a bit for each day.

    Parameters
    ----------
    in_reach
        The days on which it is in reach, 0 the first.
    missed
        Which days are missed.
    supply_days
        Whole days of doses carried when full.
    """
    supplied = np.zeros(len(missed), dtype=np.bool_)
    for day in in_reach:
        supplied[day : day + supply_days + 1] = True
    return as_bits(supplied & missed)


def as_bits(days: BoolArray) -> int:
    """Return days as a number with a bit for each that is true, the first the lowest."""
    return sum(1 << int(day) for day in np.flatnonzero(days))


def _fewest(left: int, saves: Sequence[int], known: dict[int, list[int]]) -> list[int]:
    """Return a smallest set that saves all the days left, each of which some site saves."""
    chosen: list[int] = []
    while left:
        options = _for_the_first(left, saves)
        if len(options) > 1:
            if left not in known:
                ways = ([at, *_fewest(left & ~saves[at], saves, known)] for at in options)
                known[left] = min(ways, key=len)
            return chosen + known[left]
        chosen.append(options[0])
        left &= ~saves[options[0]]
    return chosen


def _for_the_first(left: int, saves: Sequence[int]) -> list[int]:
    """Return the sites that save the first of the days left, but for those of which another saves all and more.

    Along a road that does not turn back a site saves days that follow each other, and one option is left.
    """
    first = left & -left
    able = [(at, days & left) for at, days in enumerate(saves) if days & first]
    able.sort(key=lambda each: (-each[1].bit_count(), each[0]))
    options: list[tuple[int, int]] = []
    for at, days in able:
        if all(days & ~better for _, better in options):
            options.append((at, days))
    return [at for at, _ in options]
