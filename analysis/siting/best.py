"""The best choice of sites there is, or a good one and how much better any could be."""

from typing import NamedTuple

import numpy as np

from analysis.siting.aim import Aim
from analysis.siting.cheapest import Cheapest
from analysis.siting.narrowed import narrow
from analysis.siting.patience import Patience
from analysis.siting.program import CLOSE, Program, Status, solve
from analysis.siting.relaxation import relax
from analysis.siting.ruled import ruled
from analysis.siting.rules import Rules
from analysis.siting.search import beside, greedy, keeps_to, swap
from geo.roads import IntArray

SHARE_TO_RELAX = 0.5  # of the time there is


class Best(NamedTuple):
    """A choice and how good it is.

    Attributes
    ----------
    chosen
        The sites, rising; empty where no choice keeps to the rules, or none was found.
    value
        What they are worth to the aim; ``NaN`` where there are none.
    bound
        No choice is worth more; ``NaN`` where none keeps to the rules.
    status
        ``optimal``: proven to be the best; ``time_limit`` or ``cancelled``: ended before that; ``infeasible``: no
        choice keeps to the rules.
    """

    chosen: IntArray
    value: float
    bound: float
    status: Status


class _Known(NamedTuple):
    """What is known before the solver begins: a choice, if any, a bound on the cost, and what is left to look at."""

    chosen: IntArray | None
    least_cost: float
    program: Program


def best_choice(aim: Aim, rules: Rules, patience: Patience, *, start: IntArray | None = None) -> Best:
    """Return the best choice found, never worse than greedy and swap.

    Parameters
    ----------
    aim, rules
        What is looked for, and what a choice must keep to.
    patience
        When to end.
    start
        A choice that keeps to the rules to begin with, where one is known.
    """
    begun = greedy(aim, rules) if start is None else start
    if rules.is_known(begun):
        begun = beside(aim, begun, rules)
    if isinstance(aim, Cheapest) and keeps_to(rules, begun, aim.sites):
        return _proven(aim, rules, _narrowed(aim, rules, begun, patience), patience)
    swapped = swap(aim, begun, rules, patience) if len(begun) == rules.count else begun
    known = swapped if keeps_to(rules, swapped, aim.sites) else None
    return _proven(aim, rules, _Known(known, 0.0, aim.program()), patience)


def _narrowed(aim: Cheapest, rules: Rules, begun: IntArray, patience: Patience) -> _Known:
    """Return the best that swapping makes of a choice and of those the relaxation proposes, and what could beat it."""
    relaxed = relax(aim, rules, begun, patience.part(SHARE_TO_RELAX))
    small = narrow(aim, rules, relaxed, _cost(aim, begun)).costs
    best = begun
    for each in (begun, *relaxed.choices):
        other = swap(small, each, rules, patience)
        if keeps_to(rules, other, aim.sites) and _cost(aim, other) < _cost(aim, best):
            best = other
    return _Known(best, relaxed.cost, narrow(aim, rules, relaxed, _cost(aim, best)).program())


def _cost(aim: Aim, chosen: IntArray) -> float:
    return aim.most - aim.worth(chosen).value


def _proven(aim: Aim, rules: Rules, known: _Known, patience: Patience) -> Best:
    """Return the best of what is known and what the solver finds in the time left."""
    cost = np.inf if known.chosen is None else _cost(aim, known.chosen)
    if known.chosen is not None and cost - known.least_cost <= CLOSE * max(1.0, abs(cost)):
        return _told(aim, known.chosen, cost, "optimal")
    start = None
    if known.chosen is not None:
        start = np.isin(np.arange(aim.sites), known.chosen).astype(np.float64)
    solved = solve(ruled(known.program, rules, aim.sites), start, patience)
    chosen = np.flatnonzero(solved.x[: aim.sites] > 1 / 2) if solved.x.size else None
    if chosen is not None and keeps_to(rules, chosen, aim.sites):
        found = _cost(aim, chosen)
        if known.chosen is None or found < cost:
            known, cost = known._replace(chosen=chosen), found
    if known.chosen is None:
        return Best(np.empty(0, dtype=np.int64), np.nan, np.nan, solved.status)
    # What was left out of the program costs at least as much as the choice that was known.
    least = min(cost, max(0.0, known.least_cost, solved.bound))
    is_best = cost - least <= CLOSE * max(1.0, abs(cost))
    return _told(aim, known.chosen, least, "optimal" if is_best else solved.status)


def _told(aim: Aim, chosen: IntArray, least_cost: float, status: Status) -> Best:
    value = aim.worth(chosen).value
    bound = value if status == "optimal" else aim.most - least_cost
    return Best(np.sort(chosen), value, max(value, bound), status)
