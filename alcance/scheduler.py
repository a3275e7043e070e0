"""Pieces of work on a scheduler of ``dask.distributed``, whose workers may stand on other machines."""

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import Any

from alcance.executor import P, T
from geo.errors import QuestionError

PATIENCE_S = 10.0
MOST_ALONE = 6  # times in a row that patience ended and no worker was there: one that was killed may come again
OPTION = "--scheduler"
# What the scheduler and a worker say of a task they cannot read.
UNREADABLE = ("deserialization", "Can't get attribute")
_GO_ON = "The same command goes on from what is finished."


class Scheduler:
    """Does pieces on the workers of a scheduler, which gives what a killed worker had begun to another.

    Parameters
    ----------
    client
        Connected to it (``distributed.Client``).
    where
        What was asked for, for messages.
    """

    is_elsewhere = True

    def __init__(self, client: Any, where: str) -> None:
        self._client = client
        self._where = where

    def spread(self, task: Callable[[P], T], pieces: Sequence[P]) -> Iterator[tuple[P, T]]:
        """Yield each piece with what the task makes of it.

        Raises
        ------
        QuestionError
            The scheduler is gone, its workers are, or a worker does not know the task.
        """
        done: SimpleQueue[Any] = SimpleQueue()
        # Not pure: under one name the scheduler would take the pieces of two commands for the same.
        futures = self._client.map(task, pieces, key="alcance", pure=False)
        piece_of = dict(zip(futures, pieces, strict=True))
        try:
            for future in futures:
                future.add_done_callback(done.put)
            while piece_of:
                future = self._patiently(lambda seconds: done.get(timeout=seconds))
                yield piece_of.pop(future), self._result(future)
                future.release()
        finally:
            self._client.cancel(list(piece_of))

    def _patiently(self, ask: Callable[[float], Any]) -> Any:
        """Return what is asked for within some seconds, again and again while there are workers to wait for."""
        alone = 0
        while alone < MOST_ALONE:
            try:
                return ask(PATIENCE_S)
            except (Empty, TimeoutError):
                alone = 0 if self._client.scheduler_info()["workers"] else alone + 1
        raise QuestionError(self._where, "has lost all its workers", f"Start some with `dask worker`. {_GO_ON}")

    def _result(self, future: Any) -> Any:
        distributed = _distributed()
        try:
            # What a killed worker had finished, and nobody had fetched, is worked out again.
            return self._patiently(lambda seconds: future.result(timeout=seconds))
        except (distributed.CancelledError, distributed.comm.CommClosedError):
            what = "went away, or somebody cancelled the work there"
            raise QuestionError(self._where, what, f"Start it again. {_GO_ON}") from None
        except distributed.scheduler.KilledWorker:
            what = "workers were killed at the same piece again and again"
            todo = f"Most often memory ran out: start fewer threads on each. {_GO_ON}"
            raise QuestionError(self._where, what, todo) from None
        except (AttributeError, ImportError, RuntimeError) as error:
            if not isinstance(error, ImportError) and not any(words in str(error) for words in UNREADABLE):
                raise
            what = "the scheduler or a worker has another Alcance than this one, or none"
            raise QuestionError(self._where, what, "Install the same version for all of them.") from None


@contextmanager
def scheduler_at(address: str) -> Iterator[Scheduler]:
    """Give the scheduler at an address such as ``tcp://10.0.0.5:8786``; at the end no work of ours stays there.

    Raises
    ------
    QuestionError
        ``distributed`` is not installed, nothing answers at the address, or the scheduler has no workers.
    """
    where = f"{OPTION} {address}"
    client = _connected(address, where)
    try:
        _check_workers(client, where)
        yield Scheduler(client, where)
    finally:
        client.close(timeout=PATIENCE_S)


def _connected(address: str, where: str) -> Any:
    distributed = _distributed()
    try:
        asyncio.run(asyncio.wait_for(_greet(distributed, address), PATIENCE_S))
        with warnings.catch_warnings():
            # Which versions must be the same is checked by the work itself, on each worker.
            warnings.simplefilter("ignore")
            return distributed.Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (MemoryError, OSError, RuntimeError, TypeError, ValueError):
        what = f"no scheduler answers there within {PATIENCE_S:g} seconds"
        raise QuestionError(where, what, "Start one with `dask scheduler`, or mend the address.") from None


async def _greet(distributed: ModuleType, address: str) -> None:
    """Shake hands and go: a client waits for ever for what is no scheduler, or takes memory for all it says."""
    comm = await distributed.comm.connect(address, timeout=PATIENCE_S)
    await comm.close()


def _check_workers(client: Any, where: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE_S)
    except TimeoutError:
        address = where.removeprefix(OPTION).strip()
        raise QuestionError(where, "has no workers", f"Start some with `dask worker {address}`.") from None


def _distributed() -> ModuleType:
    """Return the package, which not everybody needs, and keeps no log of its own on our error stream."""
    try:
        import distributed  # noqa: PLC0415
    except ImportError:
        todo = "Install it: pip install 'distributed>=2025.1'"
        raise QuestionError(OPTION, "needs the package distributed, which is not installed", todo) from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed
