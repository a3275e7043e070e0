"""How sure the answers of the command line are: their random runs."""

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from typing import Any, NamedTuple

import numpy as np

from alcance.land_borders import borders_of
from alcance.opened import Opened
from alcance.progress import Step
from analysis.bands.catchments import People, catchments_with_runs, people_of_catchments
from analysis.bands.draw import Uncertain, uncertain_of
from analysis.bands.fingerprint import fingerprint
from analysis.bands.runs import Kept, Runs, Spread, in_turn, times_of_runs
from analysis.border_roads import border_of_edges
from analysis.catchments import CatchmentsResult
from geo.roads import FloatArray
from geo.snap import Snaps


def uncertain_about(opened: Opened) -> Uncertain:
    """Return what nobody knows for sure about an opened question; what its scenario says is known."""
    roads, what_if = opened.supply.network.roads, opened.plan.what_if
    season: dict[str, Any] = (
        {} if what_if is None else {"season_known": what_if.season_known, "wet": what_if.wet_factor}
    )
    bounds = float(roads.lon.min()), float(roads.lat.min()), float(roads.lon.max()), float(roads.lat.max())
    # Under a rule for borders the times hold the delays of its crossings already.
    borders = None if what_if is not None and what_if.border_rule else borders_of(opened.study, bounds)
    if borders is None:
        return uncertain_of(opened.supply, np.full(len(roads.tail), -1), 0, **season)
    border = border_of_edges(roads, borders)
    return uncertain_of(opened.supply, border, len(borders), **season)


def _here(_name: str) -> Spread:
    return in_turn


class Where(NamedTuple):
    """Where runs are kept and worked out; each says it by the name of the question, which tells all it follows from."""

    kept: Callable[[str], Kept]
    spread: Callable[[str], Spread] = _here


class Sureness(NamedTuple):
    """What tells how sure an answer is: the times of its runs, and what nobody knows for sure."""

    runs: Runs
    uncertain: Uncertain


def sureness_of(opened: Opened, where: Where, progress: Step) -> Sureness | None:
    """Return what tells how sure an answer is, None where no runs are asked for.

    Parameters
    ----------
    opened
        The study and the question.
    where
        Where runs are worked out, and kept until the answer is there.
    progress
        Told how many runs are done.
    """
    if not opened.plan.runs:
        return None
    uncertain = uncertain_about(opened)

    def times_s(points: Snaps) -> FloatArray:
        name = name_of_times(points, uncertain)
        return times_of_runs(points, uncertain, progress=progress, kept=where.kept(name), spread=where.spread(name))

    return Sureness(times_s, uncertain)


def catchments_over_runs(result: CatchmentsResult, opened: Opened, where: Where, progress: Step) -> CatchmentsResult:
    """Return catchments with how sure their people are; as they are without runs, or where nobody is known to live."""
    demand = opened.study.demand
    if not opened.plan.runs or demand is None:
        return result
    uncertain = uncertain_about(opened)
    asked = people_of_catchments(demand, uncertain)
    name = name_of_people(asked, uncertain)
    kept, spread = where.kept(name), where.spread(name)
    return catchments_with_runs(result, asked, uncertain, progress=progress, kept=kept, spread=spread)


def name_of_times(points: Snaps, uncertain: Uncertain) -> str:
    """Return what the runs of a question are known by, and all they follow from, where they tell times of points."""
    return _named(fingerprint(points, uncertain))


def name_of_people(people: People, uncertain: Uncertain) -> str:
    """Return what the runs of a question are known by where they tell the people of catchments."""
    cutoff_s = np.array([uncertain.supply.plan.cutoff_s])
    return _named(fingerprint(people.points, uncertain, people.population, cutoff_s))


def _named(print_: str) -> str:
    # Another version may draw or count otherwise.
    return hashlib.sha256(f"{version('alcance')} {print_}".encode()).hexdigest()
