"""A bound on what any choice of sites can be worth, by Lagrangian relaxation, and what it rules out."""

from typing import NamedTuple

import numpy as np

from analysis.siting.cheapest import Cheapest
from analysis.siting.patience import Patience
from analysis.siting.program import BoolArray
from analysis.siting.rules import Rules
from geo.roads import FloatArray, IntArray

STEPS = 1_500
LESS_AFTER = 30  # steps without a better bound until they are halved
LEAST_STEP = 1e-4
OVER = 1.01  # the cost aimed at: a little above the one known, so that steps do not end too soon
CLOSE = 1e-9
CHOICES = 6


class Relaxed(NamedTuple):
    """The best bound found.

    Attributes
    ----------
    cost
        No choice costs less in all.
    price
        What each point may pay for being served, in the end.
    saving
        What each site then brings, 0 or below.
    choices
        The sites that bring most at the best prices, and at those just before: good places to search on from.
    """

    cost: float
    price: FloatArray
    saving: FloatArray
    choices: tuple[IntArray, ...]


def relax(costs: Cheapest, rules: Rules, start: IntArray, patience: Patience) -> Relaxed:
    """Return a lower bound on the cost of every choice that keeps to the count, the locked and the forbidden sites.

    That each point is served once is not demanded but priced; prices are made better by subgradient steps (Held, Wolfe
    & Crowder 1974, Mathematical Programming 6:62; for p-median and cover: Beasley 1993, EJOR 65:383).

    Parameters
    ----------
    costs, rules
        The model. Spacing and choices not wanted again are not looked at: the bound holds with them too.
    start
        A choice to begin with.
    patience
        When to end.
    """
    price = costs.costs(start)
    known_cost = float(price.sum())
    found = Relaxed(-np.inf, price, np.zeros(costs.sites), ())
    may, locked = rules.free(costs.sites), np.unique(rules.locked)
    step, stale = 2.0, 0
    for _ in range(STEPS):
        left = np.minimum(costs.cost - price[costs.point], 0.0)
        saving = np.bincount(costs.site, left, minlength=costs.sites).astype(np.float64)
        chosen = _cheapest_sites(saving, may, locked, rules.count)
        bound = float(price.sum() + saving[chosen].sum())
        stale += 1
        if bound > found.cost + CLOSE * abs(bound):
            found, stale = Relaxed(bound, price, saving, (*found.choices[1 - CHOICES :], chosen)), 0
        slope = 1.0 - _times_served(costs, chosen, left < 0)
        length = float(slope @ slope)
        is_met = known_cost - found.cost <= CLOSE * max(1.0, known_cost)
        if is_met or not length or step < LEAST_STEP or patience.is_over:
            break
        if stale > LESS_AFTER:
            step, stale, price = step / 2, 0, found.price
        else:
            price = np.clip(price + step * (OVER * known_cost - bound) / length * slope, 0.0, costs.base)
    return found


def _times_served(costs: Cheapest, chosen: IntArray, would_serve: BoolArray) -> IntArray:
    is_open = np.zeros(costs.sites, dtype=np.bool_)
    is_open[chosen] = True
    return np.bincount(costs.point[would_serve & is_open[costs.site]], minlength=len(costs.base))


def _cheapest_sites(saving: FloatArray, may: BoolArray, locked: IntArray, count: int) -> IntArray:
    open_ = saving.copy()
    open_[~may] = np.inf
    open_[locked] = -np.inf
    return np.argpartition(open_, count - 1)[:count]
