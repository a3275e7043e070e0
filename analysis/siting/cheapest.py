"""The model in which the cheapest of the sites chosen serves a point: covering people, and p-median."""

from dataclasses import dataclass

import numpy as np

from analysis.siting.aim import Worth
from analysis.siting.levels import Pairing, level_program
from analysis.siting.program import Program
from geo.roads import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Cheapest:
    """The costs of serving each point from each site; a point with no cheaper site costs its base.

    Covering people: a site within the cutoff costs nothing, the base is the people of the point. p-median: people times
    seconds; the base is the way they have today.

    Attributes
    ----------
    base
        Cost of each point while no site is chosen, finite, 0 or more.
    point, site
        Positions of the two ends of each pair that is cheaper than the base, ordered by point.
    cost
        Cost of each pair, 0 or more and below the base of its point.
    sites
        How many sites there are to choose from.
    """

    base: FloatArray
    point: IntArray
    site: IntArray
    cost: FloatArray
    sites: int

    @property
    def most(self) -> float:
        """The value of a choice that serves everybody for nothing."""
        return float(self.base.sum())

    def costs(self, chosen: IntArray) -> FloatArray:
        """Return what each point costs with a choice of sites."""
        is_open = np.zeros(self.sites, dtype=np.bool_)
        is_open[chosen] = True
        used = is_open[self.site]
        costs = self.base.copy()
        np.minimum.at(costs, self.point[used], self.cost[used])
        return costs

    def worth(self, chosen: IntArray) -> Worth:
        """Return what a choice saves, and what each site would save on top."""
        costs = self.costs(chosen)
        saved = costs[self.point] - self.cost
        gains = np.bincount(self.site, np.maximum(saved, 0.0, out=saved), minlength=self.sites).astype(np.float64)
        return Worth(float((self.base - costs).sum()), gains)

    def program(self) -> Program:
        """Return the whole model as a program; `analysis.siting.narrowed` gives a smaller one."""
        everything = np.ones(len(self.base), dtype=np.bool_)
        return level_program(Pairing(self.point, self.site, self.cost, self.base), everything, self.sites)


def build_cheapest(cost: FloatArray, base: FloatArray) -> Cheapest:
    """Return the model.

    Parameters
    ----------
    cost
        Points × sites, 0 or more; ``inf`` where a site cannot serve a point.
    base
        Cost of each point while no site is chosen, finite.
    """
    point, site = np.nonzero(cost < base[:, None])
    return Cheapest(base, point, site, cost[point, site], cost.shape[1])
