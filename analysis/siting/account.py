"""What each site of a choice is for: what it brings on top of the others, and what is lost without it."""

from typing import NamedTuple

import numpy as np

from analysis.siting.program import BoolArray
from geo.roads import FloatArray, IntArray


class Account(NamedTuple):
    """What each site of a choice brings, in people; one entry a site, the one that brings most first.

    Attributes
    ----------
    site
        Positions of the sites.
    marginal_people
        Whom each adds to the existing sites and those before it; they sum to what the choice adds in all.
    total_people
        Everybody within the cutoff of it, covered by others or not.
    removal_loss
        Who would be within the cutoff of none without it.
    """

    site: IntArray
    marginal_people: FloatArray
    total_people: FloatArray
    removal_loss: FloatArray

    @property
    def backup_people(self) -> FloatArray:
        """Who of those within the cutoff of each site has another within it too."""
        return self.total_people - self.removal_loss


def account(covers: BoolArray, people: FloatArray, has: BoolArray, chosen: IntArray) -> Account:
    """Return what each site brings.

    Parameters
    ----------
    covers
        Points × candidates: is the site within the cutoff.
    people
        People of each point, 0 or more.
    has
        Which points have an existing site within the cutoff.
    chosen
        Positions of the sites chosen.
    """
    left, order, marginal = ~has, [], []
    rest = np.sort(chosen)
    while len(rest):
        adds = people[left] @ covers[np.ix_(left, rest)]
        first = int(np.argmax(adds))
        order.append(int(rest[first]))
        marginal.append(float(adds[first]))
        left = left & ~covers[:, rest[first]]
        rest = np.delete(rest, first)
    sites = np.array(order, dtype=np.int64)
    mine = covers[:, sites]
    alone = mine & ((mine.sum(axis=1) + has) == 1)[:, None]
    return Account(sites, np.array(marginal), people @ mine, people @ alone)
