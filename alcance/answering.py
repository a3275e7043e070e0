"""From a question to the place where its answer goes, with its pieces kept there and worked out as asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from alcance.executor import Executor
from alcance.executors import Over, executor_of
from alcance.kept_batches import KeptBatches, told_if_kept
from alcance.kept_forms import ARRAY, CATCHMENTS
from alcance.opened import Asked, Opened, open_question
from alcance.pieces_elsewhere import pieces_elsewhere
from alcance.results import results_folder
from alcance.where import Where
from alcance.works import FACILITIES
from analysis.batches import Spread
from analysis.catchments import Batch
from geo.roads import FloatArray


class Answering(NamedTuple):
    """A study opened for a question, the folder of the results, and where its pieces are kept and worked out.

    Attributes
    ----------
    opened, folder
        The study and the folder.
    runs, facilities
        Where random runs are, and batches of facilities whose catchments are drawn.
    """

    opened: Opened
    folder: Path
    runs: Where[FloatArray]
    facilities: Where[Batch]


@contextmanager
def answering(answer: str, study: Path, asked: Asked, out: Path | None, over: Over) -> Iterator[Answering]:
    """Open a study for a question, and the folder of its results; broken off, what is finished stays there.

    Raises
    ------
    AlcanceError
        The study, the question, the folder or the executor cannot be used.
    """
    with executor_of(over, has_pieces=bool(asked.runs) or answer == "catchments") as executor:
        opened = open_question(study, asked)
        with results_folder(out or study / "results" / answer) as folder, told_if_kept(folder):
            spread_of = partial(_spread_over, executor, study, asked)
            runs = Where(partial(KeptBatches[FloatArray], folder, ARRAY), partial(spread_of, answer))
            facilities = Where(partial(KeptBatches[Batch], folder, CATCHMENTS), partial(spread_of, FACILITIES))
            yield Answering(opened, folder, runs, facilities)


def _spread_over(executor: Executor, study: Path, asked: Asked, work: str, name: str) -> Spread[Any]:
    if not executor.is_elsewhere:
        return executor.spread
    task = pieces_elsewhere(name, study, asked, work)
    return lambda _task, pieces: executor.spread(task, pieces)
