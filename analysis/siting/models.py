"""The models of siting, each on plain arrays: what a choice of sites is good for, and how good any could be.

In all of them points are rows and candidate sites columns; existing sites stay open and count towards no number asked
for. Sites chosen are positions among the candidates.
"""

from dataclasses import dataclass

import numpy as np

from analysis.siting.best import Best, best_choice
from analysis.siting.centre import shortest_longest
from analysis.siting.cheapest import build_cheapest
from analysis.siting.depth import Depth
from analysis.siting.fewest import fewest_covering
from analysis.siting.filled import build_filled
from analysis.siting.patience import Patience
from analysis.siting.program import Status
from analysis.siting.rules import Rules, check_rules
from geo.roads import FloatArray, IntArray

OUT_OF_REACH_FACTOR = 2.0  # somebody in reach of none counts as twice the longest way there is [P]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Some sites and how good they are.

    Attributes
    ----------
    chosen
        Positions of the sites, rising; empty where no choice keeps to the rules, or none was found.
    objective
        What the model makes as large (covering) or as small (all else) as it can; ``NaN`` without sites.
    bound
        No choice has a better objective; ``NaN`` where none keeps to the rules.
    status
        ``optimal``: proven; ``time_limit``, ``cancelled``: ended before that; ``infeasible``: no
        choice keeps to the rules.
    """

    chosen: IntArray
    objective: float
    bound: float
    status: Status

    @property
    def gap(self) -> float:
        """How far the objective may be from the best, as a share of it; ``NaN`` without sites."""
        if not self.chosen.size:
            return np.nan
        away = abs(self.bound - self.objective)
        return away / abs(self.objective) if self.objective else away


def cover_most(
    cost_s: FloatArray,
    people: FloatArray,
    rules: Rules,
    *,
    cutoff_s: float,
    existing_s: FloatArray,
    patience: Patience,
    start: IntArray | None = None,
) -> Choice:
    """Return the sites that bring most people within the cutoff (MCLP: Church & ReVelle 1974, PRSA 32:101).

    Parameters
    ----------
    cost_s
        Seconds between each point and each candidate; ``inf`` without a way.
    people
        People of each point, 0 or more.
    rules
        How many sites, and what they must keep to.
    cutoff_s
        The largest time that still counts; a time equal to it does.
    existing_s
        Seconds of each point to the nearest existing site; ``inf`` where there is none.
    patience
        When to end.
    start
        A choice to begin with that keeps to the rules, where one is known.

    Returns
    -------
    Choice
        The objective is the people within the cutoff of a chosen or an existing site.

    Raises
    ------
    QuestionError
        The rules cannot be kept by any choice among so many candidates.
    """
    access = (cost_s <= cutoff_s).astype(np.float64)
    has = (existing_s <= cutoff_s).astype(np.float64)
    return cover_weighted(access, people, rules, existing=has, patience=patience, start=start)


def cover_weighted(
    access: FloatArray,
    people: FloatArray,
    rules: Rules,
    *,
    existing: FloatArray,
    patience: Patience,
    start: IntArray | None = None,
) -> Choice:
    """Return the sites that give people most effective access: each point has the best of its sites.

    Parameters
    ----------
    access
        What each candidate would be worth to each point, 0 to 1, such as `analysis.effective` gives it.
    people, rules
        As for `cover_most`.
    existing
        What each point has already, 0 to 1.
    patience, start
        As for `cover_most`.

    Returns
    -------
    Choice
        The objective is Σ people · access.

    Raises
    ------
    QuestionError
        As for `cover_most`.
    """
    check_rules(rules, access.shape[1])
    cost = np.where(access > 0, people[:, None] * (1.0 - access), np.inf)
    model = build_cheapest(cost, people * (1.0 - existing))
    return _more(best_choice(model, rules, patience, start=start), float(people @ existing))


def cover_twice(
    cost_s: FloatArray,
    people: FloatArray,
    rules: Rules,
    *,
    cutoff_s: float,
    already: IntArray,
    first: float = 0.5,
    patience: Patience,
) -> Choice:
    """Return the sites that cover most people, those with a second site counting more (Hogan & ReVelle 1986: BACOP2).

    Parameters
    ----------
    cost_s, people, rules, cutoff_s
        As for `cover_most`.
    already
        How many existing sites each point has within the cutoff.
    first
        Share of a person that being covered once is worth, ½ to 1.
    patience
        As for `cover_most`.

    Returns
    -------
    Choice
        The objective is Σ people · (first · covered once + (1 − first) · covered twice), existing sites included.

    Raises
    ------
    QuestionError
        As for `cover_most`.
    """
    check_rules(rules, cost_s.shape[1])
    point, site = np.nonzero(cost_s <= cutoff_s)
    model = Depth(people, already, point, site, first, cost_s.shape[1])
    return _more(best_choice(model, rules, patience), float(people.sum()) - model.most)


def cover_with_room(
    cost_s: FloatArray,
    people: FloatArray,
    room: FloatArray,
    rules: Rules,
    *,
    cutoff_s: float,
    existing: int,
    patience: Patience,
) -> Choice:
    """Return the sites with which most people find room within the cutoff, shared out at best.

    Parameters
    ----------
    cost_s
        Seconds between each point and each site, the `existing` ones first; ``inf`` without a way.
    people
        As for `cover_most`.
    room
        People each site can take; ``NaN`` where nobody knows takes none.
    rules, cutoff_s
        As for `cover_most`; positions of sites are among the candidates, that is from column `existing` on.
    existing
        How many of the columns are existing sites.
    patience
        As for `cover_most`.

    Returns
    -------
    Choice
        The objective is the people who find room at a chosen or an existing site.

    Raises
    ------
    QuestionError
        As for `cover_most`.
    """
    check_rules(rules, cost_s.shape[1] - existing)
    model = build_filled(cost_s, people, room, cutoff_s=cutoff_s, existing=existing)
    return _more(best_choice(model, rules, patience), float(people.sum()) - model.most)


def cover_all(
    cost_s: FloatArray, rules: Rules, *, cutoff_s: float, existing_s: FloatArray, patience: Patience
) -> Choice:
    """Return as few sites as bring everybody within the cutoff who can be brought there (LSCP).

    Parameters
    ----------
    cost_s
        As for `cover_most`. Points that no allowed candidate covers are left out.
    rules
        Locked and forbidden sites, and those too near each other; the count is ``ANY_NUMBER``.
    cutoff_s, existing_s, patience
        As for `cover_most`.

    Returns
    -------
    Choice
        The objective is the number of sites.

    Raises
    ------
    QuestionError
        As for `cover_most`.
    """
    check_rules(rules, cost_s.shape[1])
    covers = (cost_s <= cutoff_s) & rules.free(cost_s.shape[1])
    asks = (existing_s > cutoff_s) & covers.any(axis=1)
    found = fewest_covering(covers[asks], rules, patience)
    is_answer = found.status != "infeasible" and (found.chosen.size or not asks.any())
    return Choice(found.chosen, float(len(found.chosen)) if is_answer else np.nan, float(found.bound), found.status)


def median(
    cost_s: FloatArray,
    people: FloatArray,
    rules: Rules,
    *,
    existing_s: FloatArray,
    patience: Patience,
    start: IntArray | None = None,
) -> Choice:
    """Return the sites with which people travel least in all (p-median: Hakimi 1964, Operations Research 12:450).

    Parameters
    ----------
    cost_s, people, rules, existing_s, patience, start
        As for `cover_most`. Points without any way, to candidates or existing sites, are left out. One in reach of
        sites that are not chosen counts with twice the longest way there is [P].

    Returns
    -------
    Choice
        The objective is Σ people · seconds to the nearest site, chosen or existing.

    Raises
    ------
    QuestionError
        As for `cover_most`.
    """
    check_rules(rules, cost_s.shape[1])
    counts = within_reach(cost_s, rules, existing_s)
    cost_s, people, existing_s = cost_s[counts], people[counts], existing_s[counts]
    longest_s = max(cost_s[np.isfinite(cost_s)].max(initial=0.0), existing_s[np.isfinite(existing_s)].max(initial=0.0))
    base = people * np.minimum(existing_s, OUT_OF_REACH_FACTOR * longest_s)
    has_way = np.isfinite(cost_s)
    cost = np.where(has_way, people[:, None] * np.where(has_way, cost_s, 0.0), np.inf)
    model = build_cheapest(cost, base)
    best = best_choice(model, rules, patience, start=start)
    return Choice(best.chosen, model.most - best.value, model.most - best.bound, best.status)


def centre(
    cost_s: FloatArray, people: FloatArray, rules: Rules, *, existing_s: FloatArray, patience: Patience
) -> Choice:
    """Return the sites with which the longest way anybody has is shortest (p-centre).

    Parameters
    ----------
    cost_s, people, rules, existing_s, patience
        As for `cover_most`. Points without people, or without any way, are left out.

    Returns
    -------
    Choice
        The objective is the longest way, seconds.

    Raises
    ------
    QuestionError
        As for `cover_most`.
    """
    check_rules(rules, cost_s.shape[1])
    counts = within_reach(cost_s, rules, existing_s) & (people > 0)
    found = shortest_longest(cost_s[counts], existing_s[counts], rules, patience)
    objective = found.longest_s if found.chosen.size else np.nan
    return Choice(found.chosen, objective, found.bound_s, found.status)


def within_reach(cost_s: FloatArray, rules: Rules, existing_s: FloatArray) -> np.ndarray:
    """Return which points have any way at all to an allowed candidate or an existing site."""
    may = rules.free(cost_s.shape[1])
    return np.asarray(np.isfinite(cost_s[:, may]).any(axis=1) | np.isfinite(existing_s))


def _more(best: Best, already: float) -> Choice:
    return Choice(best.chosen, best.value + already, best.bound + already, best.status)
