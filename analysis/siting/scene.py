"""Points and candidates put on the roads, with the times between them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.effective import worth_up_to_s
from analysis.plan import Plan
from analysis.siting.asked import ACCESS, CENTRE, MEDIAN
from analysis.siting.program import BoolArray
from analysis.supply import Supply
from geo.errors import QuestionError
from geo.roads import FloatArray
from geo.snap import Snaps

Progress = Callable[[int, int], None]
AT_A_TIME = 64
SITE = ("site_id", "name", "lon", "lat")
OFF_ROAD, NOBODY_NEAR = "no road of this mode within 5 km", "nobody can get there in time"


def untold(_done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """All that the models need to know.

    Attributes
    ----------
    points
        Who is to be reached, as `analysis.siting.whom` tells, where anybody is.
    sites
        The candidates to choose from: ``site_id, name, lon, lat``, ordered by id.
    set_aside
        Candidates nobody can choose, with their ``reason``.
    snaps
        Where the points stand on the roads.
    time_s
        Seconds between points and candidates, in the direction of the plan; ``inf`` without a way, or beyond what can
        matter.
    existing_s
        Seconds of each point to the nearest place that counts for certain.
    """

    points: pd.DataFrame
    sites: pd.DataFrame
    set_aside: pd.DataFrame
    snaps: Snaps
    time_s: FloatArray
    existing_s: FloatArray

    @property
    def people(self) -> FloatArray:
        """People of each point."""
        return self.points["people"].to_numpy(dtype=np.float64)

    def covers(self, cutoff_s: float) -> BoolArray:
        """Return which candidates are within the cutoff of which points."""
        return np.asarray(self.time_s <= cutoff_s)

    def has(self, cutoff_s: float) -> BoolArray:
        """Return which points have an existing place within the cutoff."""
        return np.asarray(self.existing_s <= cutoff_s)


def build_scene(
    points: pd.DataFrame,
    candidates: pd.DataFrame,
    supply: Supply,
    objective: str,
    *,
    progress: Progress = untold,
) -> Scene:
    """Return points and candidates with the times between them.

    Parameters
    ----------
    points
        As `analysis.siting.whom` tells; those without people, or whose people nobody knows, are left out.
    candidates
        ``site_id, name, lon, lat``, EPSG:4326, one row an id.
    supply
        Who offers the service already, and the roads.
    objective
        What sites are to be good at.
    progress
        Told now and then how many candidates were looked at, and of how many; what it raises ends the work.

    Raises
    ------
    QuestionError
        There is nobody to reach, or no candidate that anybody can get to.
    """
    known = points[points["people"] > 0].sort_values(["on_road", "point_id"], ignore_index=True)
    if known.empty:
        raise QuestionError("--people", "the study tells of nobody who could be reached", "Add people to it.")
    rows = candidates.sort_values("site_id", ignore_index=True)[list(SITE)]
    network, plan = supply.network, supply.plan
    snaps = _snapped(known[~known["on_road"]], supply).followed_by(_snapped(known[known["on_road"]], supply))
    stands = network.snap(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    time_s = _times(snaps, stands, supply, _matters_s(objective, plan), progress)
    reason = np.select([stands.failed, ~np.isfinite(time_s).any(axis=0)], [OFF_ROAD, NOBODY_NEAR], "")
    usable = reason == ""
    if not usable.any():
        todo = "Add candidates near the roads and the people, or give a longer --cutoff-min."
        raise QuestionError("candidates", f"nobody can get to any of the {len(rows)} in time", todo)
    return Scene(
        points=known,
        sites=rows[usable].reset_index(drop=True),
        set_aside=rows[~usable].assign(reason=reason[~usable]).reset_index(drop=True),
        snaps=snaps,
        time_s=time_s[:, usable],
        existing_s=supply.nearest(snaps, supply.certain).time_s,
    )


def _times(points: Snaps, stands: Snaps, supply: Supply, cutoff_s: float, progress: Progress) -> FloatArray:
    """Return the seconds between points and candidates, some candidates at a time."""
    time_s = np.empty((len(points), len(stands)))
    for first in range(0, len(stands), AT_A_TIME):
        some = np.arange(first, min(first + AT_A_TIME, len(stands)))
        time_s[:, some] = supply.network.matrix(
            points, stands.taken(some), direction=supply.plan.direction, cutoff_s=cutoff_s
        )
        progress(int(some[-1]) + 1, len(stands))
    return time_s


def _matters_s(objective: str, plan: Plan) -> float:
    """Return the longest time that can make a difference, seconds."""
    if objective in (MEDIAN, CENTRE):
        return np.inf
    return max(plan.cutoff_s, worth_up_to_s(plan)) if objective == ACCESS else plan.cutoff_s


def _snapped(points: pd.DataFrame, supply: Supply) -> Snaps:
    on_road = bool(len(points)) and bool(points["on_road"].iloc[0])
    return supply.network.snap(points["lon"].to_numpy(), points["lat"].to_numpy(), on_road=on_road)
