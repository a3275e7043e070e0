"""Other choices nearly as good as the best, from which people who know the place can choose."""

from collections.abc import Callable
from dataclasses import replace

from analysis.siting.models import Choice
from analysis.siting.patience import Patience, patience
from analysis.siting.rules import Rules

Solve = Callable[[Rules, Patience], Choice]


def alternatives(
    solve: Solve, rules: Rules, best: Choice, *, count: int, ends: Callable[[], Patience] = patience
) -> list[Choice]:
    """Return the next best choices, the best of them first; fewer where there are no more.

    Each differs from the best and from all before it in at least one site.

    Parameters
    ----------
    solve
        A model with everything but its rules given.
    rules
        Those the best was found with.
    best
        What the model found.
    count
        How many are wanted.
    ends
        Gives the time for each.
    """
    found: list[Choice] = []
    while len(found) < count and best.chosen.size:
        known = (best.chosen, *(each.chosen for each in found))
        other = solve(replace(rules, not_again=known), ends())
        if not other.chosen.size:
            break
        found.append(other)
    return found
