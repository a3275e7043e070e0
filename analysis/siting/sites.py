"""Where new sites of a study should stand, what each is for, and what else would do nearly as well."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.plan import Plan
from analysis.siting.account import Account, account
from analysis.siting.alternatives import alternatives
from analysis.siting.asked import SitesAsked
from analysis.siting.gains import gains
from analysis.siting.model_asked import model_asked
from analysis.siting.models import Choice
from analysis.siting.patience import never, patience
from analysis.siting.rules_asked import rules_asked
from analysis.siting.scene import Progress, Scene, build_scene, untold
from analysis.supply import Supply
from geo.errors import QuestionError


@dataclass(frozen=True, slots=True, eq=False)
class SitesResult:
    """The sites chosen and what they are for.

    Attributes
    ----------
    plan, asked
        The question.
    scene
        Who was to be reached, and the candidates.
    choice
        The sites, positions among `scene.sites`, with the objective and its bound.
    account
        What each brings.
    gains
        Whom they bring within the cutoff; see `analysis.siting.gains`.
    others
        The next best choices.
    covered_before, covered_after
        People with a place within the cutoff, without and with the new sites.
    unknown_people
        Of how many points nobody knows how many people there are; they count as nobody.
    """

    plan: Plan
    asked: SitesAsked
    scene: Scene
    choice: Choice
    account: Account
    gains: pd.DataFrame
    others: list[Choice]
    covered_before: float
    covered_after: float
    unknown_people: int

    @property
    def people_with_a_way(self) -> float:
        """People with any way, however long, to a candidate or an existing place."""
        scene = self.scene
        has_way = np.isfinite(scene.time_s).any(axis=1) | np.isfinite(scene.existing_s)
        return float(scene.people[has_way].sum())


def sites(
    points: pd.DataFrame,
    candidates: pd.DataFrame,
    supply: Supply,
    asked: SitesAsked,
    *,
    areas: gpd.GeoDataFrame | None = None,
    progress: Progress = untold,
    is_called_off: Callable[[], bool] = never,
) -> SitesResult:
    """Return where new sites should stand.

    Parameters
    ----------
    points
        Who is to be reached, as `analysis.siting.whom` tells.
    candidates
        Where a site could stand: ``site_id, name, lon, lat``.
    supply
        Who offers the service already, for certain: those sites stay.
    asked
        How many, good at what.
    areas
        The study's areas, for a floor.
    progress
        As `analysis.siting.scene.build_scene` tells it.
    is_called_off
        Asked now and then; True ends the search with the best so far.

    Raises
    ------
    QuestionError
        There is nobody to reach, no candidate in reach, or no choice keeps to all that is asked.
    """
    cutoff_s = supply.plan.cutoff_s
    scene = build_scene(points, candidates, supply, asked.objective, progress=progress)
    rules = rules_asked(scene, asked, cutoff_s, areas)
    solve = model_asked(scene, supply, asked)
    choice = solve(rules, patience(asked.seconds, is_called_off))
    if not choice.chosen.size and np.isnan(choice.objective):
        raise _no_choice(asked, choice)
    found = account(scene.covers(cutoff_s), scene.people, scene.has(cutoff_s), choice.chosen)
    in_turn = partial(patience, asked.seconds / max(1, asked.alternatives), is_called_off)
    before = float(scene.people[scene.has(cutoff_s)].sum())
    return SitesResult(
        plan=supply.plan,
        asked=asked,
        scene=scene,
        choice=choice,
        account=found,
        gains=gains(scene, choice.chosen, supply),
        others=alternatives(solve, rules, choice, count=asked.alternatives, ends=in_turn),
        covered_before=before,
        covered_after=before + float(found.marginal_people.sum()),
        unknown_people=int(points["people"].isna().sum()),
    )


def _no_choice(asked: SitesAsked, choice: Choice) -> QuestionError:
    if choice.status != "infeasible":
        todo = "Give more --seconds, or ask for less."
        return QuestionError("--seconds", f"no choice that keeps to all was found in {asked.seconds:g} s", todo)
    told = [
        name
        for name, is_asked in (
            ("the number of sites", True),
            ("--lock", asked.locked),
            ("--forbid", asked.forbidden),
            ("--spacing-km", asked.spacing_m),
            ("--floor", asked.floor),
        )
        if is_asked
    ]
    return QuestionError("sites", f"no choice keeps to all of {', '.join(told)}", "Ask for less of one of them.")
