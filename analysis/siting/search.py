"""A good choice of sites, quickly: greedy first, then swapping one site for another while that helps."""

from typing import NamedTuple

import numpy as np

from analysis.siting.aim import Aim
from analysis.siting.floor import Short
from analysis.siting.patience import Patience
from analysis.siting.rules import Rules
from geo.roads import FloatArray, IntArray

HELPS = 1e-9  # of what a choice is worth: less is rounding


class Standing(NamedTuple):
    """How good a choice is: people short of the floor first, then its value."""

    short: float
    value: float

    def beats(self, other: "Standing") -> bool:
        """Tell whether it is better by more than rounding."""
        least = HELPS * max(1.0, abs(other.value))
        is_less_short = other.short - self.short > HELPS * max(1.0, other.short)
        is_as_short = self.short - other.short <= HELPS * max(1.0, other.short)
        return is_less_short or (is_as_short and self.value - other.value > least)


def standing(aim: Aim, chosen: IntArray, rules: Rules) -> Standing:
    """Return how good a choice is."""
    return Standing(_short(rules, chosen, aim.sites).people, aim.worth(chosen).value)


def keeps_to(rules: Rules, chosen: IntArray, sites: int) -> bool:
    """Tell whether a choice keeps to all the rules."""
    is_apart = not np.isin(rules.too_near(chosen), chosen).any()
    is_enough = _short(rules, chosen, sites).people <= HELPS
    return len(chosen) == rules.count and is_apart and is_enough and not rules.is_known(chosen)


def greedy(aim: Aim, rules: Rules) -> IntArray:
    """Return the locked sites, and after them those that add most, one by one; fewer where no more are allowed.

    Where what a site adds shrinks with every other, the value is at least 1 − 1/e of the best there is (Nemhauser,
    Wolsey & Fisher 1978, Mathematical Programming 14:265). What areas are short of comes first. Of equals the first
    site is taken. Quick as it is, it is never ended early: so there always is a best so far.
    """
    chosen = np.unique(rules.locked)
    while len(chosen) < rules.count:
        found = _best_more(aim, chosen, rules, np.empty(0, dtype=np.int64))
        if found is None:
            break
        chosen = np.append(chosen, found[0])
    return chosen


def swap(aim: Aim, chosen: IntArray, rules: Rules, patience: Patience) -> IntArray:
    """Return a choice that no exchange of one site makes better (Teitz & Bart 1968, Operations Research 16:955).

    Locked sites stay. Ended early, it returns the best so far.
    """
    best, now = chosen, standing(aim, chosen, rules)
    movable = [int(site) for site in chosen if site not in rules.locked]
    tried = 0
    while tried < len(movable) and not patience.is_over:
        site = movable.pop(0)
        rest = best[best != site]
        other = _best_more(aim, rest, rules, np.array([site]))
        tried += 1
        if other is not None and other[1].beats(now):
            best, now, tried, site = np.append(rest, other[0]), other[1], 0, other[0]
        movable.append(site)
    return best


def beside(aim: Aim, chosen: IntArray, rules: Rules) -> IntArray:
    """Return the best choice that differs from one already known in a single site; that choice where there is none."""
    best, value = chosen, -np.inf
    for site in chosen[~np.isin(chosen, rules.locked)]:
        rest = chosen[chosen != site]
        worth = aim.worth(rest)
        for other in np.argsort(-worth.gains, kind="stable"):
            there = np.append(rest, other)
            is_new = len(np.unique(there)) == rules.count and rules.free(aim.sites)[other]
            if is_new and keeps_to(rules, there, aim.sites):
                if worth.value + worth.gains[other] > value:
                    best, value = there, worth.value + worth.gains[other]
                break
    return best


def _best_more(aim: Aim, chosen: IntArray, rules: Rules, not_these: IntArray) -> tuple[int, Standing] | None:
    """Return the allowed site that adds most to a choice, and how good it then is; None where none is allowed."""
    may = rules.free(aim.sites)
    may[np.concatenate([chosen, not_these, rules.too_near(chosen)])] = False
    if not may.any():
        return None
    worth, short = aim.worth(chosen), _short(rules, chosen, aim.sites)
    sites = np.flatnonzero(may)
    site = int(sites[_first_best(short.gains[sites], worth.gains[sites])])
    return site, Standing(short.people - float(short.gains[site]), worth.value + float(worth.gains[site]))


def _first_best(less_short: FloatArray, gains: FloatArray) -> int:
    most = less_short.max()
    return int(np.argmax(np.where(less_short >= most - HELPS * max(1.0, most), gains, -np.inf)))


def _short(rules: Rules, chosen: IntArray, sites: int) -> Short:
    return Short(0.0, np.zeros(sites)) if rules.floor is None else rules.floor.short(chosen, sites)
