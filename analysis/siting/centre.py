"""The longest way anybody has, made as short as it can be: p-centre."""

from typing import NamedTuple

import numpy as np

from analysis.siting.best import Best, best_choice
from analysis.siting.cheapest import build_cheapest
from analysis.siting.patience import Patience
from analysis.siting.program import Status
from analysis.siting.rules import Rules
from geo.roads import FloatArray, IntArray

PART_OF_PATIENCE = 0.25  # of what is left, for each length of way tried


class Shortest(NamedTuple):
    """A choice and the longest way with it.

    Attributes
    ----------
    chosen
        The sites, rising; empty where no choice keeps to the rules, or none was found.
    longest_s
        Seconds of the longest way; ``inf`` where somebody has none.
    bound_s
        No choice has a shorter one.
    status
        As in `analysis.siting.best.Best`.
    """

    chosen: IntArray
    longest_s: float
    bound_s: float
    status: Status


def shortest_longest(cost_s: FloatArray, existing_s: FloatArray, rules: Rules, patience: Patience) -> Shortest:
    """Return the choice with which the longest way to the nearest site is shortest (Hakimi 1964, Oper. Res. 12:450).

    The longest way is one of the ways there are. Halving the list of them (Minieka 1970, SIAM Review 12:138), each
    length asks whether so many sites can cover everybody within it.

    Parameters
    ----------
    cost_s
        Seconds, points × sites; ``inf`` without a way. Every point has a way to some site, or an existing one.
    existing_s
        Seconds of each point to the nearest existing site; ``inf`` where there is none.
    rules, patience
        What a choice must keep to, and when to end.
    """
    lengths = np.unique(np.concatenate([cost_s[np.isfinite(cost_s)], existing_s[np.isfinite(existing_s)]]))
    low, high, is_proven = 0, len(lengths), True
    known, bound_s = np.empty(0, dtype=np.int64), 0.0
    ended: Status = "infeasible"
    while low < high:
        middle = (low + high) // 2
        tried = _cover_within(float(lengths[middle]), cost_s, existing_s, rules, patience)
        ended = tried.status
        if tried.chosen.size and tried.value >= _everybody(existing_s, lengths[middle]):
            known, high = tried.chosen, int(np.searchsorted(lengths, _longest(cost_s, existing_s, tried.chosen)))
        else:
            low = middle + 1
            is_ruled_out = tried.status == "infeasible" or tried.bound < _everybody(existing_s, lengths[middle]) - 1 / 2
            is_proven &= is_ruled_out
            if is_proven and low < len(lengths):
                bound_s = float(lengths[low])
    if not known.size:
        return Shortest(known, np.inf, bound_s, "infeasible" if is_proven else ended)
    longest_s = _longest(cost_s, existing_s, known)
    return Shortest(known, longest_s, longest_s if is_proven else bound_s, "optimal" if is_proven else _ended(patience))


def _cover_within(
    length_s: float, cost_s: FloatArray, existing_s: FloatArray, rules: Rules, patience: Patience
) -> Best:
    cost = np.where(cost_s <= length_s, 0.0, np.inf)
    model = build_cheapest(cost, (existing_s > length_s).astype(np.float64))
    return best_choice(model, rules, patience.part(PART_OF_PATIENCE))


def _everybody(existing_s: FloatArray, length_s: float) -> int:
    return int((existing_s > length_s).sum())


def _longest(cost_s: FloatArray, existing_s: FloatArray, chosen: IntArray) -> float:
    return float(np.minimum(cost_s[:, chosen].min(axis=1, initial=np.inf), existing_s).max(initial=0.0))


def _ended(patience: Patience) -> Status:
    return "cancelled" if patience.is_called_off() else "time_limit"
