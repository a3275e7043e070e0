"""From a question to the place where its answer goes, with its random runs kept there and worked out as asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from alcance.bands import Where
from alcance.executor import Executor
from alcance.executors import Over, executor_of
from alcance.kept_runs import KeptRuns, told_if_kept
from alcance.opened import Asked, Opened, open_question
from alcance.results import results_folder
from alcance.runs_elsewhere import runs_elsewhere
from analysis.bands.runs import Spread


class Answering(NamedTuple):
    """A study opened for a question, the folder of the results, and where runs are kept and worked out."""

    opened: Opened
    folder: Path
    where: Where


@contextmanager
def answering(answer: str, study: Path, asked: Asked, out: Path | None, over: Over) -> Iterator[Answering]:
    """Open a study for a question, and the folder of its results; broken off, what runs are finished stays there.

    Raises
    ------
    AlcanceError
        The study, the question, the folder or the executor cannot be used.
    """
    with executor_of(over, asked.runs) as executor:
        opened = open_question(study, asked)
        with results_folder(out or study / "results" / answer) as folder, told_if_kept(folder):
            spread_of = partial(_spread_over, executor, study, asked, answer)
            yield Answering(opened, folder, Where(partial(KeptRuns, folder), spread_of))


def _spread_over(executor: Executor, study: Path, asked: Asked, answer: str, name: str) -> Spread:
    if not executor.is_elsewhere:
        return executor.spread
    task = runs_elsewhere(name, study, asked, answer)
    return lambda _row, runs: executor.spread(task, runs)
