"""A timetable in which no stop waits longer for its next visit than it may."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.visits.alone import CLOSED, NO_TIME, VISITED, Alone
from analysis.visits.problem import Problem, Search, check_problem
from analysis.visits.rounds import Due, route_round, with_left_over
from analysis.visits.schedule import TeamDay

Progress = Callable[[int, int], None]
WEEK = 7


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
        For each stop ``visited``, or why it is not, or not to the end: see ``analysis.visits.alone.STATUSES``.
    """

    problem: Problem
    days: tuple[TeamDay, ...]
    status: tuple[str, ...]

    def visited_on(self, stop: int) -> list[int]:
        """Return the days on which a stop is visited, rising."""
        return sorted(each.day for each in self.days if stop in each.order)

    def longest_interval(self, stop: int) -> int | None:
        """Return the most days from one visit of a stop to the next; None where there is no next."""
        days = self.visited_on(stop)
        return max((later - day for day, later in pairwise(days)), default=None)


@dataclass(slots=True)
class Roll:
    """A timetable on its way, round after round.

    Attributes
    ----------
    problem, search, alone
        What is asked, how long to look, and what each stop allows.
    days
        What is made so far, by day and team.
    given_up
        Why there is no further visit, by stop.
    first_due
        For each stop within how many days from the start it is to be visited.
    """

    problem: Problem
    search: Search
    alone: Alone
    days: list[TeamDay]
    given_up: dict[int, str]
    first_due: tuple[int, ...]

    @property
    def step(self) -> int:
        """Return how many days a round has: the shortest interval of a stop that can be visited."""
        intervals = zip(self.problem.stops.revisit_days, self.alone.days, strict=True)
        return min((days for days, possible in intervals if possible), default=self.problem.shift.days)

    def rounds(self) -> list[range]:
        """Return the days of each round."""
        total = self.problem.shift.days
        return [range(first, min(first + self.step, total)) for first in range(0, total, self.step)]

    def last(self, stop: int) -> TeamDay | None:
        """Return the last day on which a stop was visited."""
        return next((each for each in reversed(self.days) if stop in each.order), None)

    def first_visits(self, span: range) -> list[Due]:
        """Return the first visits that may be made in a round; one must be where no later round would do."""
        due = []
        for stop, possible in enumerate(self.alone.days):
            if stop in self.given_up or self.last(stop) is not None:
                continue
            latest = min(self.first_due[stop], self.problem.shift.days) - 1
            days = tuple(day for day in possible if day in span and day <= latest)
            if days:
                due.append(Due(stop, days, must=not any(span.stop <= day <= latest for day in possible)))
        return due

    def add(self, days: Sequence[TeamDay], due: Sequence[Due]) -> None:
        """Take the days of a round; a visit that had to be made and was not ends the stop's."""
        self.days.extend(sorted(days, key=lambda each: (each.day, each.team)))
        missed = [each for each in due if each.must and not was_made(each, days)]
        self.given_up |= {each.stop: NO_TIME if each.days else CLOSED for each in missed}

    def finished(self) -> Timetable:
        """Return the timetable."""
        status = tuple(self._status(stop) for stop in range(len(self.problem.stops.ids)))
        return Timetable(self.problem, tuple(self.days), status)

    def _status(self, stop: int) -> str:
        if not self.alone.days[stop]:
            return self.alone.why_never(stop)
        if stop in self.given_up:
            return self.given_up[stop]
        # A stop that was never due has no day before its first visit had to be.
        return VISITED if self.last(stop) is not None else CLOSED


def begin(problem: Problem, search: Search, first_due: Sequence[int]) -> Roll:
    """Return a timetable with no visit yet.

    Raises
    ------
    QuestionError
        The problem cannot be asked, see `check_problem`.
    """
    return Roll(check_problem(problem), search, Alone(problem), [], {}, tuple(first_due))


def was_made(due: Due, days: Sequence[TeamDay]) -> bool:
    """Tell whether a visit is among those of some days."""
    return any(each.day in due.days and due.stop in each.order for each in days)


def plan_timetable(problem: Problem, search: Search, *, progress: Progress | None = None) -> Timetable:
    """Return a timetable in which no stop waits longer for its next visit than its interval.

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
    """
    roll = begin(problem, search, problem.stops.revisit_days)
    rounds = roll.rounds()
    each_search = replace(search, limit_s=search.limit_s / len(rounds))
    for number, span in enumerate(rounds, start=1):
        due = [*roll.first_visits(span), *_again(roll, span)]
        roll.add(_best(roll, due, each_search), due)
        if progress:
            progress(number, len(rounds))
    return roll.finished()


def _again(roll: Roll, span: range) -> list[Due]:
    """Return the next visits that cannot wait for a later round."""
    due = []
    for stop, possible in enumerate(roll.alone.days):
        last = roll.last(stop)
        if stop in roll.given_up or last is None:
            continue
        latest = last.day + roll.problem.stops.revisit_days[stop]
        if latest < roll.problem.shift.days and not _can_wait(possible, last.day, latest, span):
            due.append(Due(stop, tuple(d for d in possible if d in span and last.day < d <= latest), must=True))
    return due


def _can_wait(possible: Sequence[int], last: int, latest: int, span: range) -> bool:
    """Return whether a later round has a day for the next visit, not past the weekday of the last."""
    same_weekday = latest - (latest - last) % WEEK
    return any(span.stop <= day <= same_weekday for day in possible)


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
    """Return a visit on the latest day with the weekday of the last one; as it is where there is none."""
    last = roll.last(due.stop)
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
