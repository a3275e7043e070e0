"""Where work in pieces is done: here one piece after the other, in threads, in processes, or on many machines.

Whatever the executor, a piece's result follows from its task and the piece alone, so that all give the same bytes.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from concurrent.futures import Executor as Pool
from itertools import islice
from typing import Protocol, TypeVar

from geo.interrupts import interrupts_held

P = TypeVar("P", bound=Hashable)
T = TypeVar("T")


class Executor(Protocol):
    """Does work in pieces.

    Attributes
    ----------
    is_elsewhere
        Whether a task is handed to other processes: it must then be a small description that can be pickled, which
        finds by path and hash what it needs, and never the arrays themselves.
    """

    is_elsewhere: bool

    def spread(self, task: Callable[[P], T], pieces: Sequence[P]) -> Iterator[tuple[P, T]]:
        """Yield each piece with what the task makes of it, in any order; what the task raises is raised here."""


class InTurn:
    """Does one piece after the other, here."""

    is_elsewhere = False

    def spread(self, task: Callable[[P], T], pieces: Sequence[P]) -> Iterator[tuple[P, T]]:
        """Yield each piece with what the task makes of it."""
        for piece in pieces:
            yield piece, task(piece)


class Threads:
    """Does pieces in threads of this process, which share what is in memory.

    Parameters
    ----------
    at_once
        How many at the same time.
    """

    is_elsewhere = False

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once

    def spread(self, task: Callable[[P], T], pieces: Sequence[P]) -> Iterator[tuple[P, T]]:
        """Yield each piece with what the task makes of it."""
        pool = ThreadPoolExecutor(self._at_once)
        try:
            yield from in_flight(pool, self._at_once, task, pieces)
        finally:
            # Ctrl-C while a thread is still in a kernel would end the process with it.
            with interrupts_held():
                pool.shutdown(cancel_futures=True)


def in_flight(pool: Pool, at_once: int, task: Callable[[P], T], pieces: Sequence[P]) -> Iterator[tuple[P, T]]:
    """Yield what a pool makes of each piece.

    No more are handed over than can be begun. After Ctrl-C no other is begun, and those that were are still yielded
    before it goes on its way.
    """
    waiting, interrupted = iter(pieces), False
    running: dict[Future[T], P] = {pool.submit(task, piece): piece for piece in islice(waiting, at_once)}
    while running:
        try:
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
        except KeyboardInterrupt:
            if interrupted:
                raise
            interrupted, waiting = True, iter(())
            continue
        found = [(running.pop(each), each) for each in ended]
        running |= {pool.submit(task, piece): piece for piece in islice(waiting, len(ended))}
        for piece, each in found:
            yield piece, each.result()
    if interrupted:
        raise KeyboardInterrupt
