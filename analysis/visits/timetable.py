"""A timetable in which no stop waits longer for its next visit than it may."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from analysis.visits.alone import CLOSED, LATE, NO_TIME, VISITED
from analysis.visits.problem import Problem, Search
from analysis.visits.roll import WEEK, Roll, begin
from analysis.visits.rounds import Due, route_round, with_left_over
from analysis.visits.schedule import TeamDay

Progress = Callable[[int, int], None]


class Wait(NamedTuple):
    """A stretch of days in which a stop that is visited waits longer than it may.

    Attributes
    ----------
    after, until
        The days of the visit before and of the next; None: the start, or the end, of the timetable.
    why
        ``closed``: no team could visit it on any day in time; ``no_time``: none has time on those it could.
    """

    after: int | None
    until: int | None
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """Who is where on which day.

    Attributes
    ----------
    problem
        What was asked.
    days
        The days of the teams that go out, by day and team.
    status
        For each stop ``visited``, ``late``, or why it is not: see ``analysis.visits.alone.STATUSES``.
    waits
        For each stop when it waits longer than it may; only where it is ``late``.
    """

    problem: Problem
    days: tuple[TeamDay, ...]
    status: tuple[str, ...]
    waits: tuple[tuple[Wait, ...], ...] = ()

    def visited_on(self, stop: int) -> list[int]:
        """Return the days on which a stop is visited, rising."""
        return sorted(each.day for each in self.days if stop in each.order)

    def longest_interval(self, stop: int) -> int | None:
        """Return the most days from one visit of a stop to the next; None where there is no next."""
        days = self.visited_on(stop)
        return max((later - day for day, later in pairwise(days)), default=None)


def was_made(due: Due, days: Sequence[TeamDay]) -> bool:
    """Tell whether a visit is among those of some days."""
    return any(each.day in due.days and due.stop in each.order for each in days)


def finished(roll: Roll) -> Timetable:
    """Return the timetable that was made, and what became of each stop."""
    stops = range(len(roll.problem.stops.ids))
    waits = tuple(_waits(roll, stop) for stop in stops)
    return Timetable(roll.problem, tuple(roll.days), tuple(_status(roll, stop, waits[stop]) for stop in stops), waits)


def _waits(roll: Roll, stop: int) -> tuple[Wait, ...]:
    if roll.last(stop) is None:
        return ()
    return tuple(
        Wait(after, until, NO_TIME if roll.in_time(stop, after) else CLOSED) for after, until in roll.waits(stop)
    )


def _status(roll: Roll, stop: int, waits: Sequence[Wait]) -> str:
    if not roll.alone.days[stop]:
        return roll.alone.why_never(stop)
    if roll.last(stop) is None:
        return NO_TIME
    return LATE if waits else VISITED


def plan_timetable(problem: Problem, search: Search, *, progress: Progress | None = None) -> Timetable:
    """Return a timetable in which no stop waits longer than its interval, as long as a team has time for it.

    Parameters
    ----------
    problem
        Teams, days, stops and the way between them.
    search
        How long to look for better routes; the time is shared among the rounds.
    progress
        Told how many rounds are done, and of how many.

    Raises
    ------
    QuestionError
        The problem cannot be asked.

    Notes
    -----
    Round by round, each as long as the shortest interval. Every round asks for the visits that cannot wait for the
    next; first visits are made as soon as there is room. Teams and weekdays stay where they serve all that is due.
    A visit that is missing after a round is put in between others: on the last day that is in time, else on the first
    after it. A stop that waited too long is visited again as soon as there is room, and is late.
    """
    roll = begin(problem, search, problem.stops.revisit_days)
    rounds = roll.rounds()
    each_search = replace(search, limit_s=search.limit_s / len(rounds))
    for number, span in enumerate(rounds, start=1):
        due = [*roll.first_visits(span), *roll.next_visits(span)]
        roll.add(_best(roll, due, each_search))
        roll.mend(span.stop)
        if progress:
            progress(number, len(rounds))
    roll.mend_all()
    return finished(roll)


def _best(roll: Roll, due: Sequence[Due], search: Search) -> list[TeamDay]:
    """Return a round that keeps what it can: team and weekday, else the weekday, else only what is due.

    A stop that moves to an earlier weekday is due earlier in every later round, until they crowd at its start.
    """
    steady = [_same_weekday(roll, each) for each in due]
    tries: tuple[Callable[[], list[TeamDay]], ...] = (
        lambda: _same_teams(roll, steady, due, search),
        lambda: route_round(roll.problem, steady, search),
        lambda: route_round(roll.problem, due, search),
    )
    best, fewest = list[TeamDay](), (len(due) + 1, 0)
    for each in tries if steady != list(due) else tries[-1:]:
        made = each()
        missed = [visit for visit in due if not was_made(visit, made)]
        if (sum(visit.must for visit in missed), len(missed)) < fewest:
            best, fewest = made, (sum(visit.must for visit in missed), len(missed))
        if not missed:
            break
    return best


def _same_weekday(roll: Roll, due: Due) -> Due:
    """Return a visit on the latest day with the weekday of the last one, one that is late as soon as can be."""
    last = roll.last(due.stop)
    latest = roll.latest(due.stop, None if last is None else last.day)
    if latest is not None and due.days[0] > latest:
        return due._replace(days=due.days[:1])
    days = [day for day in due.days if last and (day - last.day) % WEEK == 0]
    return due._replace(days=(days[-1],)) if days else due


def _same_teams(roll: Roll, steady: Sequence[Due], due: Sequence[Due], search: Search) -> list[TeamDay]:
    """Return a round in which each stop keeps its team and weekday; what has none yet goes where there is room."""
    grouped: dict[tuple[int, int], list[Due]] = {}
    for each in steady:
        last = roll.last(each.stop)
        if last is not None and len(each.days) == 1:
            grouped.setdefault((each.days[0], last.team), []).append(each)
    made: list[TeamDay] = []
    for (_, team), stops in sorted(grouped.items()):
        made += route_round(roll.problem, stops, search, teams=[team])
    return with_left_over(roll.problem, due, made, range(len(roll.problem.teams)))
