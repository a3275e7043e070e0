"""A timetable changed by hand: another stop in the place of one, or a stop left out, and what that loses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.visits.schedule import TeamDay, team_day
from analysis.visits.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Loss:
    """What a change of a timetable loses.

    Attributes
    ----------
    visits
        How many visits fewer there are; negative: more.
    unvisited
        Stops that were visited and are not any more.
    late
        Stops that now wait longer from one visit to the next than they may, and did not.
    driven_s
        Seconds driven more; negative: fewer.
    """

    visits: int
    unvisited: tuple[int, ...]
    late: tuple[int, ...]
    driven_s: int


def with_instead(table: Timetable, day: TeamDay, stop: int, other: int) -> Timetable | None:
    """Return the timetable with another stop in the place of one, where on that day it fits best; None: nowhere."""
    rest = [each for each in day.order if each != stop]
    tried = [team_day(table.problem, day.team, day.day, [*rest[:at], other, *rest[at:]]) for at in range(len(rest) + 1)]
    fitting = [each for each in tried if each is not None]
    if other in day.order or not fitting:
        return None
    return _with(table, day, min(fitting, key=lambda each: each.driven_s))


def without_visit(table: Timetable, day: TeamDay, stop: int) -> Timetable:
    """Return the timetable without one visit; the others of that day stay in their order."""
    rest = [each for each in day.order if each != stop]
    return _with(table, day, team_day(table.problem, day.team, day.day, rest) if rest else None)


def without_stop(table: Timetable, stop: int) -> Timetable:
    """Return the timetable without all visits of a stop."""
    for day in table.days:
        if stop in day.order:
            table = without_visit(table, day, stop)
    return table


def loss(before: Timetable, after: Timetable) -> Loss:
    """Return what is lost between two timetables of one problem."""
    stops = range(len(before.problem.stops.ids))
    gone = tuple(each for each in stops if before.visited_on(each) and not after.visited_on(each))
    late = tuple(each for each in stops if each not in gone and _is_late(after, each) and not _is_late(before, each))
    return Loss(_visits(before.days) - _visits(after.days), gone, late, _driven_s(after) - _driven_s(before))


def _is_late(table: Timetable, stop: int) -> bool:
    """Return whether a stop waits longer than it may: for its first visit, from one to the next, or for one more."""
    days, most = table.visited_on(stop), table.problem.stops.revisit_days[stop]
    if not days:
        return False
    waits = [days[0] + 1, *(later - day for day, later in pairwise(days))]
    return max(*waits, table.problem.shift.days - days[-1]) > most


def _with(table: Timetable, old: TeamDay, new: TeamDay | None) -> Timetable:
    days = [new if each is old else each for each in table.days]
    return replace(table, days=tuple(each for each in days if each is not None))


def _visits(days: Iterable[TeamDay]) -> int:
    return sum(len(each.visits) for each in days)


def _driven_s(table: Timetable) -> int:
    return sum(each.driven_s for each in table.days)
