"""A timetable on its way: what is made so far, which visits a round of days is asked for, and which are missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.visits.alone import Alone
from analysis.visits.problem import Problem, Search, check_problem
from analysis.visits.rounds import Due, with_left_over
from analysis.visits.schedule import TeamDay

WEEK = 7


@dataclass(slots=True)
class Roll:
    """A timetable on its way, round after round.

    Attributes
    ----------
    problem, search, alone
        What is asked, how long to look, and what each stop allows.
    days
        What is made so far, by day and team.
    most_days
        For each stop within how many days from the start it is to be visited, and again after each visit.
    """

    problem: Problem
    search: Search
    alone: Alone
    days: list[TeamDay]
    most_days: tuple[int, ...]

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

    def latest(self, stop: int, after: int | None) -> int | None:
        """Return the last day on which a stop may be visited after a day (None: at all); None where no visit is due."""
        total, most = self.problem.shift.days, self.most_days[stop]
        if after is None:
            return min(most, total) - 1
        return after + most if after + most < total else None

    def first_visits(self, span: range) -> list[Due]:
        """Return the first visits that may be made in a round; one must be where no later round would do."""
        stops = (stop for stop in range(len(self.alone.days)) if self.last(stop) is None)
        return [due for stop in stops if (due := self._due(stop, span, None)) is not None]

    def next_visits(self, span: range) -> list[Due]:
        """Return the next visits that cannot well wait for a later round; one must be where none would do."""
        lasts = ((stop, self.last(stop)) for stop in range(len(self.alone.days)))
        found = (self._due(stop, span, last.day) for stop, last in lasts if last is not None)
        return [due for due in found if due is not None]

    def _due(self, stop: int, span: range, after: int | None) -> Due | None:
        """Return a visit due in a round; where it is late already, on whatever day is left."""
        latest, possible = self.latest(stop, after), self.alone.days[stop]
        if latest is None:
            return None
        days = tuple(day for day in possible if day in span and (after is None or day > after))
        in_time = tuple(day for day in days if day <= latest)
        later = [day for day in possible if span.stop <= day <= latest]
        if in_time:
            waits = after is not None and any(day <= _same_weekday(after, latest) for day in later)
            return None if waits else Due(stop, in_time, must=not later)
        return None if later or not days else Due(stop, days, must=False)

    def add(self, days: Sequence[TeamDay]) -> None:
        """Take the days of a round."""
        self.days = sorted([*self.days, *days], key=lambda each: (each.day, each.team))

    def mend(self, until: int) -> None:
        """Put in, where they fit between others, the visits that are due and can be made on no day from one on.

        On the last day that does; where none does in time, on the first after it.
        """
        for stop in self._locked_first():
            while any(self._put_in(stop, days) for days in self._missing(stop, until)):
                pass

    def mend_all(self) -> None:
        """Put in every visit that is missing and still fits in time, until none does."""
        mended = True
        while mended:
            mended = False
            for stop in self._locked_first():
                mended |= self._mend_waits(stop)

    def _mend_waits(self, stop: int) -> bool:
        waits = self.waits(stop)
        tried = [self._put_in(stop, sorted(self.in_time(stop, after), reverse=True)) for after, _ in waits]
        return any(tried)

    def waits(self, stop: int) -> list[tuple[int | None, int | None]]:
        """Return between which visits a stop waits longer than it may; None: the start, the end."""
        on = sorted(each.day for each in self.days if stop in each.order)
        found = []
        for after, until in zip([None, *on], [*on, None], strict=True):
            latest = self.latest(stop, after)
            if latest is not None and (until is None or until > latest):
                found.append((after, until))
        return found

    def in_time(self, stop: int, after: int | None) -> list[int]:
        """Return the days on which a team could visit a stop in time after a visit, or after the start."""
        latest = self.latest(stop, after)
        days = self.alone.days[stop]
        return [] if latest is None else [day for day in days if (-1 if after is None else after) < day <= latest]

    def _missing(self, stop: int, until: int) -> Iterator[list[int]]:
        """Yield the days before one for the next visit of a stop, best first, where none from it on is in time."""
        last = self.last(stop)
        after = None if last is None else last.day
        latest = self.latest(stop, after)
        days = self.in_time(stop, after)
        if latest is None or any(day >= until for day in days):
            return
        yield [*reversed(days), *(day for day in self.alone.days[stop] if latest < day < until)]

    def _put_in(self, stop: int, days: Sequence[int]) -> bool:
        teams = range(len(self.problem.teams))
        for day in days:
            made = [each for each in self.days if each.day == day]
            after = with_left_over(self.problem, [Due(stop, (day,), must=True)], list(made), teams)
            if after != made:
                self.days = sorted(
                    [*(each for each in self.days if each.day != day), *after], key=lambda each: (each.day, each.team)
                )
                return True
        return False

    def _locked_first(self) -> list[int]:
        locked = self.problem.stops.locked
        return sorted(range(len(self.alone.days)), key=lambda stop: (stop not in locked, stop))


def begin(problem: Problem, search: Search, most_days: Sequence[int]) -> Roll:
    """Return a timetable with no visit yet.

    Raises
    ------
    QuestionError
        The problem cannot be asked, see `check_problem`.
    """
    return Roll(check_problem(problem), search, Alone(problem), [], tuple(most_days))


def _same_weekday(after: int, latest: int) -> int:
    """Return the last day that is not past the weekday of the visit before; with less than a week there is none."""
    return latest - (latest - after) % WEEK if latest - after >= WEEK else latest
