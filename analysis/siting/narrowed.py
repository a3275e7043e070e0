"""The cheapest-site model without what cannot be part of a choice better than the one at hand."""

from dataclasses import dataclass

import numpy as np

from analysis.siting.cheapest import Cheapest
from analysis.siting.levels import Pairing, level_program
from analysis.siting.program import BoolArray, Program
from analysis.siting.relaxation import Relaxed
from analysis.siting.rules import Rules

ROUNDING = 1e-9  # of the cost: what is as close as this to ruled out stays in


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """What is left.

    Attributes
    ----------
    costs
        The model with the pairs that are left.
    may_stay
        Which points may stay at their base.
    may, needed
        Which sites a better choice may have, and which it must.
    """

    costs: Cheapest
    may_stay: BoolArray
    may: BoolArray
    needed: BoolArray

    def program(self) -> Program:
        """Return the program that holds every choice better than the one known."""
        costs = self.costs
        program = level_program(Pairing(costs.point, costs.site, costs.cost, costs.base), self.may_stay, costs.sites)
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[: costs.sites], upper[: costs.sites] = self.needed, self.may
        return program._replace(lower=lower, upper=upper)


def narrow(costs: Cheapest, rules: Rules, relaxed: Relaxed, known_cost: float) -> Narrowed:
    """Return the model with all that a choice as cheap as `known_cost` may have.

    With prices u the relaxation is worth L, and site j saves s_j ≤ 0. Any choice with site j costs at least
    L + s_j − s_(p), s_(p) being the p-th smallest; one without a site of the p smallest at least L − s_j +
    s_(p+1); one that serves point i from site j at least (c_ij − u_i)⁺ more, one that leaves it at its base (b_i − u_i)
    more. What is above `known_cost` goes.
    """
    room = known_cost - relaxed.cost + ROUNDING * max(1.0, known_cost)
    may, saving = rules.free(costs.sites), relaxed.saving
    locked = np.zeros(costs.sites, dtype=np.bool_)
    locked[rules.locked] = True
    more = rules.count - int(locked.sum())
    ranked = np.sort(saving[may & ~locked])
    last = ranked[more - 1] if more else -np.inf
    after = ranked[more] if more < len(ranked) else np.inf
    extra = np.where(locked, 0.0, np.where(may, np.maximum(saving - last, 0.0), np.inf))
    kept = np.maximum(costs.cost - relaxed.price[costs.point], 0.0) + extra[costs.site] <= room
    return Narrowed(
        Cheapest(costs.base, costs.point[kept], costs.site[kept], costs.cost[kept], costs.sites),
        may_stay=costs.base - relaxed.price <= room,
        may=extra <= room,
        needed=locked | (may & (after - saving > room)),
    )
