"""A newer timetable given to a study: it takes the place of the older one of its teams, on the days it is about."""

from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from data.against_study import cells_of, line_of, lines_of
from data.intake import Intake, list_set_aside
from data.schemas import VISITS
from data.taken_file import TakenFile
from data.visits import Stays, note_stay, why_elsewhere


@dataclass(frozen=True, slots=True, eq=False)
class Revised:
    """What a newer timetable leaves of the visits of a study.

    Attributes
    ----------
    old
        The study's visits that stay.
    file
        The newer ones; those at a time at which a visit that stays holds the team elsewhere are set aside.
    replaced
        (team, first day, last day, visits replaced, visits later than that, which stay) of each team that has any.
    """

    old: gpd.GeoDataFrame
    file: TakenFile
    replaced: tuple[tuple[str, str, str, int, int], ...]


def revise_visits(old: gpd.GeoDataFrame, file: TakenFile) -> Revised:
    """Return what a newer timetable leaves of a study's visits.

    Parameters
    ----------
    old
        The study's visits.
    file
        The newer ones. Those of a team take the place of the older of that team from the first day of theirs to the
        last; a visit that is in both stays. Rows set aside once and mended are added to what there is instead.
    """
    new = file.intake.frame
    gives_way = np.zeros(len(old), dtype=np.bool_)
    replaced = []
    for team, days in new.groupby("team", sort=True)["day"] if not file.mended else ():
        first, last = str(days.min()), str(days.max())
        is_of_team = (old["team"] == team).to_numpy()
        within = is_of_team & old["day"].between(first, last).to_numpy()
        within &= ~_is_in(old, new)
        later = int((is_of_team & (old["day"] > last).to_numpy()).sum())
        gives_way |= within
        if within.any():
            replaced.append((str(team), first, last, int(within.sum()), later))
    left = gpd.GeoDataFrame(old[~gives_way].reset_index(drop=True), crs=old.crs)
    return Revised(left, _apart(left, file), tuple(replaced))


def _is_in(old: pd.DataFrame, new: pd.DataFrame) -> Any:  # a mask
    """Return which of the study's visits are among the newer ones, word for word."""
    said = {tuple(cells[name] for name in VISITS.names) for cells in cells_of(new)}
    return np.array([tuple(cells[name] for name in VISITS.names) in said for cells in cells_of(old)], dtype=np.bool_)


def _apart(old: pd.DataFrame, file: TakenFile) -> TakenFile:
    """Return the newer visits with those set aside whose team is elsewhere by the study's own."""
    stays: Stays = {}
    for visit in old.to_dict("records"):
        note_stay({str(name): value for name, value in visit.items()}, stays)
    intake = file.intake
    visits = [{str(name): value for name, value in each.items()} for each in intake.frame.to_dict("records")]
    reasons = [why_elsewhere(visit, stays) for visit in visits]
    clash = np.array([reason != "" for reason in reasons], dtype=np.bool_)
    if not clash.any():
        return file
    aside = [
        line_of(VISITS, file, cells)._replace(column="arrive", value=cells["arrive"], reason=reason)
        for cells, reason in zip(cells_of(intake.frame), reasons, strict=True)
        if reason
    ]
    both = list_set_aside([*lines_of(intake.set_aside), *aside])
    numbers = {line.row for line in aside}
    repaired = intake.repaired[~intake.repaired["row"].isin(numbers)]
    return replace(file, intake=Intake(intake.frame[~clash], both, repaired))
