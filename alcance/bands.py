"""How sure the answers of the command line are: their random runs."""

import hashlib
from importlib.metadata import version
from typing import Any, NamedTuple

import numpy as np

from alcance.land_borders import borders_of
from alcance.opened import Opened
from alcance.progress import Step
from alcance.where import Where
from analysis.bands.draw import Uncertain, uncertain_of
from analysis.bands.fingerprint import fingerprint
from analysis.bands.runs import Runs, times_of_runs
from analysis.border_roads import border_of_edges
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


class Sureness(NamedTuple):
    """What tells how sure an answer is: the times of its runs, and what nobody knows for sure."""

    runs: Runs
    uncertain: Uncertain


def sureness_of(opened: Opened, where: Where[FloatArray], progress: Step) -> Sureness | None:
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


def name_of_times(points: Snaps, uncertain: Uncertain) -> str:
    """Return what the runs of a question are known by, and all they follow from, where they tell times of points."""
    return named(fingerprint(points, uncertain))


def named(print_: str) -> str:
    """Return a fingerprint as the name of some work: another version may draw or count otherwise."""
    return hashlib.sha256(f"{version('alcance')} {print_}".encode()).hexdigest()
