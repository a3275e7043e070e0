"""One round of a timetable: the visits due in a stretch of days, put on the teams' days."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from analysis.visits.problem import DAY_S, Problem, Search
from analysis.visits.routing import Call, Routing, Vehicle, find_routes
from analysis.visits.schedule import TeamDay, team_day

# A visit that must be made now is worth more than several that may wait; one of a locked stop more than all others.
_MUST, _LOCKED = 10, 1000


class Due(NamedTuple):
    """A visit to make.

    Attributes
    ----------
    stop
        Where, by its number.
    days
        The days on which it would do, rising.
    must
        Whether it cannot wait for a later round.
    """

    stop: int
    days: tuple[int, ...]
    must: bool


def route_round(
    problem: Problem, due: Sequence[Due], search: Search, *, teams: Sequence[int] | None = None
) -> list[TeamDay]:
    """Return the days of the teams on which as many visits as can be are made, driving as little as can be found.

    Parameters
    ----------
    problem
        Whose teams and stops.
    due
        The visits; a stop may be due twice, on days that differ.
    search
        How long to look.
    teams
        Who goes, by number; None: any.
    """
    going = range(len(problem.teams)) if teams is None else teams
    days = sorted(set(chain.from_iterable(each.days for each in due)))
    slots = [(team, day) for day in days for team in going]
    calls = [call for task, each in enumerate(due) for call in _calls(problem, task, each)]
    far_s = problem.drive_s[np.isfinite(problem.drive_s)].max(initial=0.0)
    worth = 2 * int(far_s) + 1
    shift = problem.shift
    # A second for each day and team before it: of two equally good the earlier goes, and the first team.
    vehicles = [
        Vehicle(team, day * DAY_S + shift.start_s, day * DAY_S + shift.end_s, rank)
        for rank, (team, day) in enumerate(slots)
    ]
    locked = problem.stops.locked
    prizes = [worth * (_MUST if each.must else 1) * (_LOCKED if each.stop in locked else 1) for each in due]
    routes = find_routes(Routing(vehicles, calls, prizes, problem.drive_s, problem.drive_s), search)
    found = [
        team_day(problem, *slot, [due[calls[at].task].stop for at in route])
        for slot, route in zip(slots, routes, strict=True)
        if route
    ]
    return with_left_over(problem, due, [each for each in found if each is not None], going)


def with_left_over(problem: Problem, due: Sequence[Due], found: list[TeamDay], teams: Sequence[int]) -> list[TeamDay]:
    """Return days with every visit that still fits between others, or on a day of its own, put in where it costs least.

    So that none is said to have no time while a team has it.
    """
    made = {(each.day, stop) for each in found for stop in each.order}
    left = [each for each in due if not any((day, each.stop) in made for day in each.days)]
    locked = problem.stops.locked
    for each in sorted(left, key=lambda each: (each.stop not in locked, not each.must, each.stop, each.days)):
        best = min(_insertions(problem, each, found, teams), key=lambda tried: tried[0], default=None)
        if best is not None:
            _, old, new = best
            found = sorted([*(day for day in found if day is not old), new], key=lambda day: (day.day, day.team))
    return found


def _insertions(
    problem: Problem, due: Due, found: list[TeamDay], teams: Sequence[int]
) -> Iterable[tuple[int, TeamDay | None, TeamDay]]:
    """Yield what each place in each day would cost, the day as it was, and as it would be."""
    known = {(each.team, each.day): each for each in found}
    for day in due.days:
        for team in teams:
            old = known.get((team, day))
            order = old.order if old else ()
            for at in range(len(order) + 1):
                new = team_day(problem, team, day, (*order[:at], due.stop, *order[at:]))
                if new is not None:
                    yield new.driven_s - (old.driven_s if old else 0), old, new


def _calls(problem: Problem, task: int, due: Due) -> list[Call]:
    """Return the stretches of time in which a visit could begin; those that only a night parts are one."""
    shift, service = problem.shift, problem.stops.service_s[due.stop]
    working = [day for day, works in enumerate(shift.works) if works]
    calls: list[Call] = []
    goes_on_to = -1
    for day in due.days:
        for opens, closes in problem.stops.hours[due.stop][day]:
            early, late = max(opens, shift.start_s), min(closes, shift.end_s) - service
            if late < early:
                continue
            if goes_on_to == day and early == shift.start_s:
                calls[-1] = calls[-1]._replace(late=day * DAY_S + late)
            else:
                calls.append(Call(task, problem.place(due.stop), day * DAY_S + early, day * DAY_S + late, service))
            following = [each for each in working if each > day][:1]
            goes_on_to = following[0] if following and closes >= shift.end_s else -1
    return calls
