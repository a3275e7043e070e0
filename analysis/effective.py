"""How much of a service a person really has: nearness times the chance of being let in, understood and served."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.chances import unsure_of
from analysis.plan import Plan
from analysis.supply import Supply, put_on_roads
from geo.roads import FloatArray
from geo.snap import Snaps

# Full access up to the first, a tenth at the second, none beyond twice the second; seconds [P].
FULL_S, TENTH_S = 30 * 60.0, 120 * 60.0
EMERGENCY, EMERGENCY_FULL_S, EMERGENCY_TENTH_S = "emergency", 15 * 60.0, 60 * 60.0
TIME, NOWHERE = "time", "nowhere"


@dataclass(frozen=True, slots=True, eq=False)
class EffectiveAccess:
    """The index of each point: the best a place offers, 0 to 1. It orders, it is no probability.

    Attributes
    ----------
    central
        With unknown conditions at their priors, taken as independent of each other.
    low, high
        With everything unknown taken as no, and as yes.
    bound_low, bound_high
        Whatever the dependence between the unknown conditions: Σ b − (K − 1) and min b (Fréchet).
    limit
        What keeps the best place from being better: ``time`` (also where no way leads to any), a condition nobody knows
        (``fee_unknown`` …), ``nowhere`` where no place counts at all; empty where nothing does.
    """

    central: FloatArray
    low: FloatArray
    high: FloatArray
    bound_low: FloatArray
    bound_high: FloatArray
    limit: npt.NDArray[np.str_]


class _Chance(NamedTuple):
    """What facilities alike in all that is known of them are worth, before the way there."""

    central: float
    low: float
    bound_low: float
    bound_high: float
    weakest: str


class _Alike(NamedTuple):
    """Facilities of which the same is known and unknown."""

    which: npt.NDArray[np.bool_]
    chance: _Chance


def effective_access(points: Snaps, supply: Supply) -> EffectiveAccess:
    """Return the effective-access index of each point.

    EAI = max over places of q · W(time + wait), with q = Π b over the conditions asked: b = 1 where one is known to be
    met, its prior where nobody knows; a place known to fail one is out.

    Parameters
    ----------
    points
        Where people are, snapped.
    supply
        Who offers the service.
    """
    best = {name: np.zeros(len(points)) for name in ("central", "low", "high", "bound_low", "bound_high")}
    limit = np.full(len(points), NOWHERE, dtype="<U20")
    for alike in _groups(supply):
        near_s = supply.nearest(points, put_on_roads(supply.network, supply.usable, alike.which)).time_s
        worth = nearness(near_s, supply.plan)
        chance = alike.chance
        mine = chance.central * worth
        better = (mine > best["central"]) | (limit == NOWHERE)
        limit[better] = _limit(worth[better], chance)
        for name, value in (
            ("central", chance.central),
            ("low", chance.low),
            ("high", 1.0),
            ("bound_low", chance.bound_low),
            ("bound_high", chance.bound_high),
        ):
            np.maximum(best[name], value * worth, out=best[name])
    return EffectiveAccess(limit=limit, **best)


def nearness(time_s: FloatArray, plan: Plan) -> FloatArray:
    """Return what a time is worth: 1 up to T1, exp(−((t − T1)/(T2 − T1))²·ln 10), .1 at T2, 0 beyond 2·T2.

    Parameters
    ----------
    time_s
        Travel and waiting, seconds; ``inf`` is worth 0.
    plan
        The question: T1 and T2 are 15 and 60 min for emergencies, 30 and 120 min for all else [P].
    """
    full_s, tenth_s = _full_and_tenth_s(plan)
    over = np.maximum(np.where(np.isfinite(time_s), time_s, 4 * tenth_s) - full_s, 0.0) / (tenth_s - full_s)
    return np.where(time_s <= worth_up_to_s(plan), np.exp(-(over**2) * np.log(10.0)), 0.0)


def worth_up_to_s(plan: Plan) -> float:
    """Return the longest time that is worth anything, seconds."""
    return 2 * _full_and_tenth_s(plan)[1]


def _full_and_tenth_s(plan: Plan) -> tuple[float, float]:
    is_emergency = plan.service == EMERGENCY
    return (EMERGENCY_FULL_S, EMERGENCY_TENTH_S) if is_emergency else (FULL_S, TENTH_S)


def _groups(supply: Supply) -> Iterator[_Alike]:
    """Yield the facilities that may count, grouped by what is known of them: few groups, so few searches."""
    usable = supply.usable
    rows = np.flatnonzero(usable.possible)
    names, priors, unsure = unsure_of(usable)
    patterns, group = np.unique(unsure[rows], axis=0, return_inverse=True)
    for at, pattern in enumerate(patterns):
        which = np.zeros(len(usable.seen), dtype=np.bool_)
        which[rows[group.ravel() == at]] = True
        unsure_names = [name for name, is_unsure in zip(names, pattern, strict=True) if is_unsure]
        yield _Alike(which, _chance(priors[pattern], unsure_names))


def _chance(priors: FloatArray, names: list[str]) -> _Chance:
    """Return the chance that all unknown conditions are met; those known to be met are 1 and change nothing."""
    if not names:
        return _Chance(1.0, 1.0, 1.0, 1.0, "")
    weakest = names[int(np.argmin(priors))]
    bound_low = max(0.0, float(priors.sum()) - (len(names) - 1))
    return _Chance(float(priors.prod()), 0.0, bound_low, float(priors.min()), weakest)


def _limit(worth: FloatArray, chance: _Chance) -> npt.NDArray[np.str_]:
    """Return the smallest factor of the index: the way, or the least likely of the unknown conditions."""
    by_time = "" if not chance.weakest else chance.weakest
    return np.where(worth < chance.bound_high, TIME, by_time)
