"""What a timetable is asked of: teams, the days they work, stops with their hours, and the way between them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from geo.errors import QuestionError
from geo.roads import FloatArray

DAY_S = 86_400
Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """When teams work; the same hours each working day.

    Attributes
    ----------
    start_s
        When a day begins, seconds after midnight: a team leaves its base no sooner.
    length_s
        Seconds until it must be back.
    works
        Whether teams work, for each day of the timetable.
    """

    start_s: int
    length_s: int
    works: tuple[bool, ...]

    @property
    def end_s(self) -> int:
        """Return when a team must be back, seconds after midnight."""
        return self.start_s + self.length_s

    @property
    def days(self) -> int:
        """Return how many days the timetable has, those nobody works on too."""
        return len(self.works)


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """Where teams are to stop.

    Attributes
    ----------
    ids
        Their ids, rising: the order of everything else here.
    service_s
        Seconds a team works at each.
    revisit_days
        Most days from one visit to the next; the first is due within as many from the start.
    hours
        For each stop and day the spans in which a team may stand there, seconds after midnight; none: not that day.
    locked
        Stops that go before all others where there is no time for all.
    """

    ids: tuple[str, ...]
    service_s: tuple[int, ...]
    revisit_days: tuple[int, ...]
    hours: tuple[tuple[Spans, ...], ...]
    locked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A timetable to make.

    Attributes
    ----------
    teams
        Their names, as they are to be called; the base of the n-th is the n-th place.
    shift, stops
        When they work and where they are to stop.
    drive_s
        Whole seconds from place to place, (teams + stops)²: the bases, then the stops; ``inf`` without a way.
    """

    teams: tuple[str, ...]
    shift: Shift
    stops: Stops
    drive_s: FloatArray

    def place(self, stop: int) -> int:
        """Return the row of a stop in ``drive_s``."""
        return len(self.teams) + stop


@dataclass(frozen=True, slots=True)
class Search:
    """How long to look for better routes.

    Attributes
    ----------
    seed
        The same seed and limits find the same routes, unless the time runs out first.
    patience
        Rounds without a better one after which a search ends.
    limit_s
        Seconds after which it ends whatever it has found.
    cancelled
        Asked again and again; True ends it with the best so far.
    cut_short
        Called when the time ran out, or it was called off: another run may then find other routes.
    """

    seed: int = 1
    patience: int = 1500
    limit_s: float = 60.0
    cancelled: Callable[[], bool] = lambda: False
    cut_short: Callable[[], None] = lambda: None


def check_problem(problem: Problem) -> Problem:
    """Return a problem that can be asked, or raise.

    Raises
    ------
    QuestionError
        A day has no hours or more than are left of it, nobody works, there is no stop, two teams have one name, or a
        stop's interval is below a day.
    """
    shift, stops = problem.shift, problem.stops
    if not 0 < shift.length_s <= DAY_S - shift.start_s:
        hours = shift.length_s / 3600
        raise QuestionError("the day", f"of {hours:g} hours does not fit between its start and midnight", "Mend it.")
    if not any(shift.works):
        raise QuestionError("the days", "have none on which a team works", "Take more days, or close fewer.")
    if not stops.ids:
        raise QuestionError("the stops", "are none", "Give at least one.")
    if len(set(problem.teams)) < len(problem.teams):
        raise QuestionError("the teams", "have one name twice", "Give each a name of its own.")
    short = [each for each, days in zip(stops.ids, stops.revisit_days, strict=True) if days < 1]
    if short:
        raise QuestionError(f"stop {short[0]}", "is to be visited again before a day is over", "Give 1 day or more.")
    return problem


def whole_seconds(drive_s: FloatArray) -> FloatArray:
    """Return travel times in whole seconds, rounded up so that no day is planned too short; ``inf`` stays."""
    return np.ceil(drive_s)
