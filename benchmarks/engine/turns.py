"""Two at the same work, in turn. The first answers are compared; if they differ, nothing is timed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter
from typing import TypeVar

RUNS, FEWER = 5, 3
SLOW_S, VERY_SLOW_S = 20.0, 60.0
_Ours = TypeVar("_Ours")
_Theirs = TypeVar("_Theirs")


class DifferError(Exception):
    """Two answers to one question are not the same: nothing may be said of their speed."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of both, and of how many runs each is the median."""

    ours_s: float
    theirs_s: float
    our_runs: int
    their_runs: int

    def scaled(self, ours: float, theirs: float) -> "Timed":
        """Return the times of work so many times as much, where a part of it was done."""
        return replace(self, ours_s=self.ours_s * ours, theirs_s=self.theirs_s * theirs)

    def told(self) -> str:
        """Return a word on those that were run less often than five times."""
        few = [(who, runs) for who, runs in (("ours", self.our_runs), ("peer", self.their_runs)) if runs < RUNS]
        return ", ".join(f"{who}: {runs} run{'s' * (runs > 1)}" for who, runs in few)


def in_turn(ours: Callable[[], _Ours], theirs: Callable[[], _Theirs], check: Callable[[_Ours, _Theirs], None]) -> Timed:
    """Return the medians of five runs of each, in turn, after a first one whose answers are checked.

    Of who needs 20 s three runs are taken, of who needs a minute the first one alone.

    Raises
    ------
    DifferError
        The answers are not the same.
    """
    first_ours, our_s = timed(ours)
    first_theirs, their_s = timed(theirs)
    check(first_ours, first_theirs)
    del first_ours, first_theirs
    our_runs, their_runs = _runs(our_s), _runs(their_s)
    our_times, their_times = [our_s], [their_s]
    for run in range(RUNS):
        for task, runs, times in ((ours, our_runs, our_times), (theirs, their_runs, their_times)):
            if runs > 1 and run < runs:
                times.append(timed(task)[1])
    return Timed(_median(our_times), _median(their_times), our_runs, their_runs)


def timed(task: Callable[[], _Ours]) -> tuple[_Ours, float]:
    """Return what a task returns and the seconds it took."""
    start = perf_counter()
    answer = task()
    return answer, perf_counter() - start


def share_that_fits(task: Callable[[int], object], units: int, *, probe: int = 2, warmed: bool = False) -> int:
    """Return how many of so many units to do: all if that takes a minute at most, else as many as half of one takes.

    A task that is not warmed is done once before, so that what it prepares on its first run is not counted.
    """
    if not warmed:
        task(1)
    _, seconds = timed(lambda: task(probe))
    return units if seconds / probe * units < VERY_SLOW_S else max(probe, int(VERY_SLOW_S / 2 / seconds * probe))


def _runs(first_s: float) -> int:
    if first_s < SLOW_S:
        return RUNS
    return FEWER if first_s < VERY_SLOW_S else 1


def _median(times: list[float]) -> float:
    return median(times[1:] or times)
