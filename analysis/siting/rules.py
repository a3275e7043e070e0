"""What a choice of sites must keep to, whatever it is to be good at."""

from dataclasses import dataclass, field

import numpy as np

from analysis.siting.floor import Floor
from analysis.siting.program import BoolArray
from geo.errors import QuestionError
from geo.roads import IntArray

NOBODY: IntArray = np.empty(0, dtype=np.int64)
ANY_NUMBER = 0
NO_PAIRS: IntArray = np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What is fixed before anything is chosen. Sites are positions among the candidates.

    Attributes
    ----------
    count
        How many sites there are in the end, the locked ones among them; ``ANY_NUMBER``: as many as it takes.
    locked
        Sites that must be among them.
    forbidden
        Sites that must not be.
    apart
        Pairs of sites too near each other for both to be chosen, one a row.
    floor
        What every area is to have at least; None where that is not asked.
    not_again
        Whole choices that are known already and not wanted once more.
    """

    count: int
    locked: IntArray = field(default_factory=NOBODY.copy)
    forbidden: IntArray = field(default_factory=NOBODY.copy)
    apart: IntArray = field(default_factory=NO_PAIRS.copy)
    floor: Floor | None = None
    not_again: tuple[IntArray, ...] = ()

    def free(self, candidates: int) -> BoolArray:
        """Return which candidates may be chosen: neither forbidden nor too near a locked one."""
        may = np.ones(candidates, dtype=np.bool_)
        may[self.forbidden] = False
        may[self.too_near(self.locked)] = False
        may[self.locked] = True
        return may

    def too_near(self, chosen: IntArray) -> IntArray:
        """Return the sites too near one of those chosen."""
        first, second = self.apart.T
        return np.concatenate([second[np.isin(first, chosen)], first[np.isin(second, chosen)]])

    def is_known(self, chosen: IntArray) -> bool:
        """Tell whether a choice is one of those not wanted again."""
        return any(np.array_equal(np.sort(chosen), np.sort(each)) for each in self.not_again)


def check_rules(rules: Rules, candidates: int) -> Rules:
    """Return the rules if a choice of that many among the candidates can be thought of.

    Raises
    ------
    QuestionError
        Fewer than one site is asked for, more than there are to choose from, fewer than are locked, a site is both
        locked and forbidden, or two locked ones are too near each other.
    """
    may = int(rules.free(candidates).sum())
    if not may or not (rules.count == ANY_NUMBER or 1 <= rules.count <= may):
        todo = f"Ask for 1 to {may}." if may else "Add candidates, or forbid fewer."
        raise QuestionError("count", f"{rules.count} sites cannot be chosen from {may} candidates", todo)
    locked = np.unique(rules.locked)
    if rules.count != ANY_NUMBER and len(locked) > rules.count:
        raise QuestionError(
            "locked", f"{len(locked)} sites are locked and {rules.count} asked for", "Ask for more, or lock fewer."
        )
    if np.isin(locked, rules.forbidden).any():
        raise QuestionError("locked", "a site is both locked and forbidden", "Choose one of the two.")
    if np.isin(rules.too_near(locked), locked).any():
        raise QuestionError("locked", "two locked sites are nearer than the spacing asked for", "Lock one of them.")
    return rules
