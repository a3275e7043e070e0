"""Random runs of the app: finished ones are kept in memory, so that work called off goes on where it was."""

from functools import cache

from alcance.app.shelf import Shelf
from alcance.app.work import Step
from alcance.bands import Sureness, sureness_of
from alcance.catchments import catchments_over_runs
from alcance.opened import Opened
from alcance.where import Where
from analysis.catchments import CatchmentsResult, People
from data.words import mark
from geo.roads import FloatArray

RUNS = mark("Random runs")
_MOST_BYTES = 100_000_000


class RunsInMemory:
    """The finished batches of one question.

    Parameters
    ----------
    key
        Of the question and its points.
    """

    def __init__(self, key: str) -> None:
        self._key = key

    def get(self, batch: int) -> FloatArray | None:
        """Return the times of a batch, None where it is not finished or had to make room."""
        return _batches().get(f"{self._key}-{batch}")

    def keep(self, batch: int, times_s: FloatArray) -> None:
        """Keep the times of a finished batch."""
        _batches().keep(f"{self._key}-{batch}", lambda: times_s)


def sureness_for(opened: Opened, step: Step) -> Sureness | None:
    """Return what tells how sure an answer is, None where no runs are asked for."""
    return sureness_of(opened, Where(RunsInMemory), lambda done, of: step(RUNS, done, of))


def catchments_with_runs_for(
    result: CatchmentsResult, opened: Opened, people: People | None, step: Step
) -> CatchmentsResult:
    """Return catchments with how sure their people are where the plan asks for runs."""
    return catchments_over_runs(result, opened, people, Where(RunsInMemory), lambda done, of: step(RUNS, done, of))


@cache
def _batches() -> Shelf[FloatArray]:
    """Return the batches of the questions asked last."""
    return Shelf(_MOST_BYTES, lambda times_s: times_s.nbytes)
