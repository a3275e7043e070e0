"""What every area is to have at least, so that a good total does not leave a poor area with nothing."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.siting.program import Rows
from geo.roads import FloatArray, IntArray


class Short(NamedTuple):
    """What a choice still lacks.

    Attributes
    ----------
    people
        How many more would have to be covered, over all areas.
    gains
        How many of them each site would cover.
    """

    people: float
    gains: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Floor:
    """The people of each area who must be covered by the sites chosen.

    Attributes
    ----------
    point, site
        Positions of the two ends of each pair within the cutoff, for points not covered already.
    people
        People of each point, 0 or more.
    area
        Position of the area of each point; -1: in none.
    least
        How many people of each area must be covered by new sites; 0 or below where enough are covered already.
    """

    point: IntArray
    site: IntArray
    people: FloatArray
    area: IntArray
    least: FloatArray

    def short(self, chosen: IntArray, sites: int) -> Short:
        """Return what a choice lacks, and what each of the `sites` candidates would add."""
        is_open = np.zeros(sites, dtype=np.bool_)
        is_open[chosen] = True
        covered = np.zeros(len(self.people), dtype=np.bool_)
        covered[self.point[is_open[self.site]]] = True
        told = covered & (self.area >= 0)
        has = np.bincount(self.area[told], self.people[told], minlength=len(self.least))
        lacks = np.maximum(self.least - has, 0.0)
        adds = ~covered[self.point] & (self.area[self.point] >= 0)
        place = self.site[adds] * len(self.least) + self.area[self.point[adds]]
        more = np.bincount(place, self.people[self.point[adds]], minlength=sites * len(self.least))
        return Short(float(lacks.sum()), np.minimum(more.reshape(sites, -1), lacks).sum(axis=1))

    def rows(self, first: int) -> Rows:
        """Return what is asked, as rows over the sites and, from variable `first` on, one per point: is it covered."""
        points, areas = len(self.people), len(self.least)
        told = np.flatnonzero(self.area >= 0)
        each = np.arange(points)
        return Rows(
            np.concatenate([each, self.point, points + self.area[told]]),
            np.concatenate([first + each, self.site, first + told]),
            np.concatenate([-np.ones(points), np.ones(len(self.point)), self.people[told]]),
            np.concatenate([np.zeros(points), self.least]),
            np.full(points + areas, np.inf),
        )
