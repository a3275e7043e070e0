"""Small timetables to ask for, and their rows as the checker reads them."""

from collections.abc import Sequence

import numpy as np
from timetable_checker import Row, World

from analysis.visits.problem import Problem, Search, Shift, Spans, Stops
from analysis.visits.timetable import Timetable

HOUR = 3600
ALL_DAY: Spans = ((0, 24 * HOUR),)
QUICK = Search(patience=60, limit_s=1e9)


def asked(
    drive_min: Sequence[Sequence[float]],
    *,
    teams: int = 1,
    works: Sequence[bool] = (True,),
    start_h: float = 8,
    length_h: float = 8,
    service_min: Sequence[float] | float = 60,
    revisit_days: Sequence[int] | int | None = None,
    hours: Sequence[Sequence[Spans]] | None = None,
) -> Problem:
    """Return a problem; the first rows of the matrix are the teams' bases. Minutes and hours go in, seconds out."""
    count = len(drive_min) - teams
    service = [service_min] * count if isinstance(service_min, int | float) else service_min
    most = len(works) if revisit_days is None else revisit_days
    stops = Stops(
        ids=tuple(f"s{number}" for number in range(count)),
        service_s=tuple(int(each * 60) for each in service),
        revisit_days=(most,) * count if isinstance(most, int) else tuple(most),
        hours=tuple(map(tuple, hours)) if hours else ((ALL_DAY,) * len(works),) * count,
    )
    shift = Shift(int(start_h * HOUR), int(length_h * HOUR), tuple(works))
    names = tuple(f"team {number + 1}" for number in range(teams))
    return Problem(names, shift, stops, np.array(drive_min, dtype=float) * 60.0)


def world_of(problem: Problem) -> World:
    """Return what the checker compares with."""
    shift, stops = problem.shift, problem.stops
    return World(
        shift.works,
        shift.start_s,
        shift.length_s,
        len(problem.teams),
        stops.service_s,
        stops.revisit_days,
        stops.hours,
        problem.drive_s,
    )


def rows_of_timetable(timetable: Timetable) -> list[Row]:
    """Return the visits of a timetable as plain rows."""
    return [
        Row(day.day, day.team, order, *visit, day.back_s if order == len(day.visits) else None)
        for day in timetable.days
        for order, visit in enumerate(day.visits, start=1)
    ]
