"""Whether a team could visit a stop at all, and what is in the way where none could."""

from functools import cached_property

import numpy as np

from analysis.visits.problem import Problem
from analysis.visits.schedule import earliest_start, team_day

STATUSES = ("visited", "late", "unreachable", "closed", "too_far", "no_time")
VISITED, LATE, UNREACHABLE, CLOSED, TOO_FAR, NO_TIME = STATUSES


class Alone:
    """The days on which each stop could be the only one of a team.

    Parameters
    ----------
    problem
        Whose teams and stops.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    @cached_property
    def days(self) -> tuple[tuple[int, ...], ...]:
        """Return for each stop the days on which some team could visit it, rising; none where no team ever could."""
        return tuple(tuple(day for day in self._working if self._can(stop, day)) for stop in self._stops)

    def why_never(self, stop: int) -> str:
        """Return what keeps teams from a stop none could ever visit: ``unreachable``, ``too_far`` or ``closed``."""
        place, bases = self._problem.place(stop), slice(len(self._problem.teams))
        drive_s = self._problem.drive_s
        if not np.isfinite(drive_s[bases, place] + drive_s[place, bases]).any():
            return UNREACHABLE
        return TOO_FAR if any(self._is_open(stop, day) for day in self._working) else CLOSED

    @property
    def _stops(self) -> range:
        return range(len(self._problem.stops.ids))

    @property
    def _working(self) -> list[int]:
        return [day for day, works in enumerate(self._problem.shift.works) if works]

    def _can(self, stop: int, day: int) -> bool:
        return any(team_day(self._problem, team, day, [stop]) for team in range(len(self._problem.teams)))

    def _is_open(self, stop: int, day: int) -> bool:
        """Return whether a stop is open long enough within the hours of a working day, the way there aside.

        Work that is longer than the day itself is too much wherever the stop is: it is enough that it is open all day.
        """
        shift = self._problem.shift
        service_s = min(self._problem.stops.service_s[stop], shift.length_s)
        within = [(max(a, shift.start_s), min(b, shift.end_s)) for a, b in self._problem.stops.hours[stop][day]]
        return earliest_start(tuple(within), shift.start_s, service_s) is not None
