"""Where people are lost on the way to a service: is there one, is it in reach, are they let in, can they accept it."""

import numpy as np

from analysis.supply import Supply, put_on_roads
from analysis.usable import Mask, Usable
from geo.roads import FloatArray
from geo.snap import Snaps

# Tanahashi's steps (1978, Bulletin of the WHO 56:295), each within the one before it.
STEPS = ("available", "reachable", "admissible", "acceptable")


def steps_taken(points: Snaps, supply: Supply) -> dict[str, Mask]:
    """Return which points get how far, by step; who takes a step has taken all before it.

    Parameters
    ----------
    points
        Where people are, snapped.
    supply
        Who offers the service.

    Returns
    -------
    dict
        ``available``: some way, however long, leads to a place that gives the service for sure. ``reachable``: one is
        within the cutoff, whenever it opens. ``admissible``: one within the cutoff, the wait counted, is known to let
        the profile in. ``acceptable``: one of those is known to meet what the profile needs in language, cost and
        trust too.
    """
    usable, cutoff_s = supply.usable, supply.plan.cutoff_s
    # Whether it is open, and how long one waits, is asked of who is let in: patience must not make a place farther.
    offered_s = _nearest_s(points, supply, usable.offers, waits=False)
    return {
        "available": np.isfinite(offered_s),
        "reachable": offered_s <= cutoff_s,
        "admissible": _nearest_s(points, supply, usable.admissible) <= cutoff_s,
        "acceptable": supply.nearest(points, supply.certain).time_s <= cutoff_s,
    }


def bottleneck(population: float, people: dict[str, float]) -> str:
    """Return the step that loses most people, the first of equals; empty where none loses any.

    Parameters
    ----------
    population
        Everyone.
    people
        Those who take each step.
    """
    before = [population, *(people[step] for step in STEPS[:-1])]
    lost = [ahead - people[step] for ahead, step in zip(before, STEPS, strict=True)]
    return STEPS[int(np.argmax(lost))] if max(lost) > 0 else ""


def barriers_counted(usable: Usable) -> dict[str, int]:
    """Return how many places each barrier keeps from counting for certain, by barrier, sorted by name."""
    names, counts = np.unique(usable.barrier[usable.barrier != ""], return_counts=True)
    return {str(name): int(count) for name, count in zip(names, counts, strict=True)}


def _nearest_s(points: Snaps, supply: Supply, which: Mask, *, waits: bool = True) -> FloatArray:
    return supply.nearest(points, put_on_roads(supply.network, supply.usable, which, waits=waits)).time_s
