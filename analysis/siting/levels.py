"""The cheapest-site model as a program: one step for each cost a point may have."""

from typing import NamedTuple

import numpy as np

from analysis.siting.program import BoolArray, Program, Rows
from geo.roads import FloatArray, IntArray


class Pairing(NamedTuple):
    """Pairs of a point and a site with their cost, and what each point costs without a site."""

    point: IntArray
    site: IntArray
    cost: FloatArray
    base: FloatArray


def level_program(pairs: Pairing, may_stay: BoolArray, sites: int) -> Program:
    """Return the program whose first variables are the sites, and which minimises the cost of all points.

    With z_k = 1 where no site is open that serves a point at its k-th cost or cheaper, the point costs
    c_1 + Σ_k (c_{k+1} − c_k) z_k; z_k ≥ z_{k−1} − Σ y over the sites that serve it at exactly c_k, z_0 = 1 (García,
    Labbé & Marín 2011, INFORMS Journal on Computing 23:546). The last cost is the base.

    Parameters
    ----------
    pairs
        What is cheaper than the base.
    may_stay
        Which points may stay at their base; one that may not must have a site of its pairs.
    sites
        How many sites there are.
    """
    order = np.lexsort((pairs.cost, pairs.point))
    point, site, cost = pairs.point[order], pairs.site[order], pairs.cost[order]
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (point[1:] != point[:-1]) | (cost[1:] != cost[:-1])
    level = np.cumsum(is_new) - 1  # of each pair: which of all costs of all points
    at, here = point[is_new], cost[is_new]
    is_first = np.append(True, at[1:] != at[:-1])[: len(at)]
    is_last = np.append(at[1:] != at[:-1], True)[: len(at)]
    goes_on = ~is_last | may_stay[at]
    step = sites + np.cumsum(goes_on) - 1  # its variable, where it goes on
    after = np.where(is_last, pairs.base[at], np.append(here[1:], 0.0)[: len(at)])
    rows = np.arange(len(at))
    inner = rows[~is_first]
    held = Rows(
        np.concatenate([level, rows[goes_on], inner]),
        np.concatenate([site, step[goes_on], step[inner - 1]]),
        np.concatenate([np.ones(len(site)), np.ones(int(goes_on.sum())), -np.ones(len(inner))]),
        np.where(is_first, 1.0, 0.0),
        np.full(len(at), np.inf),
    )
    steps = int(goes_on.sum())
    alone = np.ones(len(pairs.base), dtype=np.bool_)
    alone[at] = False
    return Program(
        cost=np.concatenate([np.zeros(sites), (after - here)[goes_on]]),
        lower=np.zeros(sites + steps),
        upper=np.ones(sites + steps),
        whole=np.arange(sites + steps) < sites,
        rows=held,
        always=float(here[is_first].sum() + pairs.base[alone].sum()),
    )
