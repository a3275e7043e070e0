"""As few sites as cover everybody who can be covered: LSCP."""

from typing import NamedTuple

import numpy as np

from analysis.siting.patience import Patience
from analysis.siting.program import BoolArray, Program, Rows, Status, solve
from analysis.siting.ruled import ruled
from analysis.siting.rules import Rules
from geo.roads import IntArray

ROUNDING = 1e-6  # a bound of 3.0000001 sites is one of 3


class Fewest(NamedTuple):
    """A set of sites that covers everybody.

    Attributes
    ----------
    chosen
        The sites, rising; empty where there is none, or none was found.
    bound
        No set that covers everybody is smaller; 0 where none keeps to the rules.
    status
        As in `analysis.siting.best.Best`.
    """

    chosen: IntArray
    bound: int
    status: Status


def fewest_covering(covers: BoolArray, rules: Rules, patience: Patience) -> Fewest:
    """Return the smallest set of sites of which each point has at least one (Toregas et al. 1971, Oper. Res. 19:1363).

    Parameters
    ----------
    covers
        Points × sites; a point that no site covers makes it infeasible.
    rules
        Their count is ``ANY_NUMBER``.
    patience
        When to end.
    """
    sites = covers.shape[1]
    begun = _greedy(covers, rules)
    start = None if begun is None else np.isin(np.arange(sites), begun).astype(np.float64)
    solved = solve(ruled(_program(covers), rules, sites), start, patience)
    found = np.flatnonzero(solved.x > 1 / 2) if solved.x.size else begun
    if found is None or solved.status == "infeasible":
        return Fewest(np.empty(0, dtype=np.int64), 0, solved.status)
    if begun is not None and len(begun) < len(found):
        found = begun
    bound = len(found) if solved.status == "optimal" else max(0, int(np.ceil(solved.bound - ROUNDING)))
    return Fewest(np.sort(found), bound, "optimal" if bound == len(found) else solved.status)


def _greedy(covers: BoolArray, rules: Rules) -> IntArray | None:
    """Return a set that covers everybody, without what it can do without; None where the rules stop it."""
    chosen = np.unique(rules.locked)
    bare = ~covers[:, chosen].any(axis=1)
    while bare.any():
        may = rules.free(covers.shape[1])
        may[rules.too_near(chosen)] = False
        more = np.where(may, covers[bare].sum(axis=0), 0)
        if not more.any():
            return None
        chosen = np.append(chosen, int(np.argmax(more)))
        bare &= ~covers[:, chosen[-1]]
    for site in chosen[::-1]:
        rest = chosen[chosen != site]
        if site not in rules.locked and covers[:, rest].any(axis=1).all():
            chosen = rest
    return None if rules.is_known(chosen) else chosen


def _program(covers: BoolArray) -> Program:
    point, site = np.nonzero(covers)
    points, sites = covers.shape
    rows = Rows(point, site, np.ones(len(point)), np.ones(points), np.full(points, np.inf))
    return Program(np.ones(sites), np.zeros(sites), np.ones(sites), np.ones(sites, dtype=np.bool_), rows)
