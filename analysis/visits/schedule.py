"""The hours of one team on one day, told from the order of its stops."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.visits.problem import Problem, Spans


class Visit(NamedTuple):
    """One stop of a day.

    Attributes
    ----------
    stop
        Which, by its number.
    drive_s
        Seconds driven from the stop before, or from the base.
    arrive_s, start_s, depart_s
        When the team is there, begins its work and leaves, seconds after midnight.
    """

    stop: int
    drive_s: int
    arrive_s: int
    start_s: int
    depart_s: int


@dataclass(frozen=True, slots=True)
class TeamDay:
    """What a team does on a day.

    Attributes
    ----------
    team, day
        Which, by their numbers.
    visits
        Its stops, in order.
    back_s
        Seconds driven from the last stop to the base.
    """

    team: int
    day: int
    visits: tuple[Visit, ...]
    back_s: int

    @property
    def order(self) -> tuple[int, ...]:
        """Return the stops, in order."""
        return tuple(visit.stop for visit in self.visits)

    @property
    def driven_s(self) -> int:
        """Return the seconds driven in all."""
        return sum(visit.drive_s for visit in self.visits) + self.back_s


def team_day(problem: Problem, team: int, day: int, order: Sequence[int]) -> TeamDay | None:
    """Return the hours of a day, each stop as early as can be; None where the day cannot be done.

    Parameters
    ----------
    problem
        Whose teams and stops.
    team, day, order
        Which team, on which day, at which stops, by their numbers; one stop or more.

    Notes
    -----
    The team leaves its base as late as it can without coming later to the first stop: it waits nowhere else for less.
    """
    visits: list[Visit] = []
    here, ready_s = team, float(problem.shift.start_s)
    for stop in order:
        drive_s = float(problem.drive_s[here, problem.place(stop)])
        service_s = problem.stops.service_s[stop]
        start_s = earliest_start(problem.stops.hours[stop][day], ready_s + drive_s, service_s)
        if start_s is None:
            return None
        arrive_s = int(ready_s + drive_s) if visits else start_s
        visits.append(Visit(stop, int(drive_s), arrive_s, start_s, start_s + service_s))
        here, ready_s = problem.place(stop), float(start_s + service_s)
    back_s = float(problem.drive_s[here, team])
    if ready_s + back_s > problem.shift.end_s:
        return None
    return TeamDay(team, day, tuple(visits), int(back_s))


def earliest_start(spans: Spans, from_s: float, service_s: int) -> int | None:
    """Return when work of some seconds can begin, from a moment on, within one span; None where it cannot."""
    for opens, closes in spans:
        start_s = max(float(opens), from_s)
        if start_s + service_s <= closes:
            return int(start_s)
    return None
