"""The model in which a point counts once when a site covers it, and a little more when a second one does: backup."""

from dataclasses import dataclass

import numpy as np

from analysis.siting.aim import Worth
from analysis.siting.program import Program, Rows
from geo.roads import FloatArray, IntArray

TWICE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Depth:
    """Who is covered once, and who twice (Hogan & ReVelle 1986, Management Science 32:1434: BACOP2).

    A point covered once is worth `first` of its people, one covered twice all of them.

    Attributes
    ----------
    people
        People of each point, 0 or more.
    already
        How many existing sites cover each point.
    point, site
        Positions of the two ends of each pair within the cutoff.
    first
        Share that being covered once is worth, ½ to 1: a second site is worth no more than the first.
    sites
        How many sites there are to choose from.
    """

    people: FloatArray
    already: IntArray
    point: IntArray
    site: IntArray
    first: float
    sites: int

    @property
    def most(self) -> float:
        """The value of covering everybody twice."""
        return float((self.people * (1.0 - self._share(self.already))).sum())

    def worth(self, chosen: IntArray) -> Worth:
        """Return what a choice adds to what existing sites cover, and what each site would add."""
        is_open = np.zeros(self.sites, dtype=np.bool_)
        is_open[chosen] = True
        times = self.already + np.bincount(self.point[is_open[self.site]], minlength=len(self.people))
        has = self._share(times)
        more = self.people * (self._share(times + 1) - has)
        gains = np.bincount(self.site, more[self.point], minlength=self.sites).astype(np.float64)
        gains[is_open] = 0.0
        return Worth(float((self.people * (has - self._share(self.already))).sum()), gains)

    def program(self) -> Program:
        """Return the program: a variable more for each point not covered, and for each not covered twice."""
        points, sites = len(self.people), self.sites
        each = np.arange(points)
        rows = Rows(
            np.concatenate([self.point, each, points + self.point, points + each, points + each]),
            np.concatenate([self.site, sites + each, self.site, sites + each, sites + points + each]),
            np.ones(2 * len(self.point) + 3 * points),
            np.concatenate([1.0 - self.already, 2.0 - self.already]),
            np.full(2 * points, np.inf),
        )
        variables = sites + 2 * points
        return Program(
            np.concatenate([np.zeros(sites), self.first * self.people, (1.0 - self.first) * self.people]),
            np.zeros(variables),
            np.ones(variables),
            np.arange(variables) < sites,
            rows,
        )

    def _share(self, times: IntArray) -> FloatArray:
        return self.first * (times >= 1) + (1.0 - self.first) * (times >= TWICE)
