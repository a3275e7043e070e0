"""Pieces of work in processes of this machine."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from alcance.executor import P, T, in_flight
from geo.errors import QuestionError
from geo.interrupts import interrupts_held
from geo.warm_up import warm_up_kernels

MOST_DEATHS = 3  # in a row, with nothing finished in between


class Processes:
    """Does pieces in processes; one that is killed is replaced, and what it had begun is begun again.

    Parameters
    ----------
    at_once
        How many at the same time.
    """

    is_elsewhere = True

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._pool = self._started()

    def spread(self, task: Callable[[P], T], pieces: Sequence[P]) -> Iterator[tuple[P, T]]:
        """Yield each piece with what the task makes of it.

        Raises
        ------
        QuestionError
            The processes are killed again and again.
        """
        left, deaths = dict.fromkeys(pieces), 0
        while left:
            try:
                for piece, result in in_flight(self._pool, self._at_once, task, tuple(left)):
                    del left[piece]
                    deaths = 0
                    yield piece, result
            except BrokenProcessPool:
                deaths += 1
                if deaths > MOST_DEATHS:
                    what = f"its processes were killed {deaths} times without finishing anything"
                    todo = "Most often memory ran out: give fewer. The same command goes on from what is finished."
                    raise QuestionError(f"--workers {self._at_once}", what, todo) from None
                self.close()
                self._pool = self._started()

    def close(self) -> None:
        """End the processes; what they have begun they finish."""
        with interrupts_held():
            self._pool.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        """Return processes that load the program at once."""
        pool = ProcessPoolExecutor(self._at_once, multiprocessing.get_context("spawn"))
        with _deaf_to_interrupts():
            for _ in range(self._at_once):
                pool.submit(warm_up_kernels)
        return pool


@contextmanager
def processes(at_once: int) -> Iterator[Processes]:
    """Give processes that load the program at once; however it ends, what was begun is finished."""
    started = Processes(at_once)
    try:
        yield started
    finally:
        started.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes started here ignore Ctrl-C for good, which a terminal sends to each: it is for their parent."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
