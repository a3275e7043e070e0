"""A choice of sites changed by hand, weighed against the one that was found, without looking for another."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.siting.program import BoolArray
from analysis.siting.sites import SitesResult
from geo.geodesy import distance_m
from geo.roads import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What is needed to tell what a choice is worth to people.

    Attributes
    ----------
    sites
        The candidates: ``site_id, name, lon, lat``. Sites are told by their positions here.
    people
        People of each point.
    covers
        Points × candidates: is the site within the cutoff.
    has
        Which points have an existing site within the cutoff.
    chosen
        The sites that were found, the one that brings most first.
    """

    sites: pd.DataFrame
    people: FloatArray
    covers: BoolArray
    has: BoolArray
    chosen: IntArray

    def weight(self) -> int:
        """Return about how many bytes it holds."""
        return self.covers.nbytes + self.people.nbytes

    def covered(self, chosen: IntArray) -> float:
        """Return how many people have a place within the cutoff with these sites, existing ones too."""
        return float(self.people[self.has | self.covers[:, chosen].any(axis=1)].sum())

    def covered_instead(self, site: int, others: IntArray) -> FloatArray:
        """Return how many people would be covered if one of the sites found stood at each of some others."""
        rest = self.has | self.covers[:, self.chosen[self.chosen != site]].any(axis=1)
        return np.asarray(self.people[rest].sum() + self.people[~rest] @ self.covers[np.ix_(~rest, others)])

    def away_m(self, site: int) -> FloatArray:
        """Return how far each candidate is from a site, metres as the crow flies."""
        lon, lat = (self.sites[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
        return np.asarray(distance_m(lon[site], lat[site], lon, lat))

    def near(self, site: int, count: int) -> IntArray:
        """Return the candidates nearest to a site that are none of those found, the nearest first."""
        order = np.argsort(self.away_m(site), kind="stable")
        return order[~np.isin(order, self.chosen)][:count]


def weigh(result: SitesResult) -> Weighed:
    """Return what an answer leaves to weigh other choices by."""
    scene, cutoff_s = result.scene, result.plan.cutoff_s
    return Weighed(
        sites=scene.sites[["site_id", "name", "lon", "lat"]],
        people=scene.people,
        covers=scene.covers(cutoff_s),
        has=scene.has(cutoff_s),
        chosen=result.account.site,
    )
