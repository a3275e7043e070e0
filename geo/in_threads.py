"""Work on a range of things shared out among threads: kernels let go of Python's lock."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from geo.interrupts import interrupts_held

Result = TypeVar("Result")

FEW = 16  # things, for which it is not worth while to start threads
PARTS = 8  # for each thread, so that none waits long for the last one


def in_threads(task: Callable[[int, int], Result], low: int, high: int) -> Iterator[Result]:
    """Yield what a task makes of a range, part after part, in order.

    Parameters
    ----------
    task
        Is given the first thing of a part and the one after its last; called from several threads at once.
    low, high
        The first thing, and the one after the last.
    """
    if high - low <= FEW:
        with interrupts_held():
            result = task(low, high)
        yield result
        return
    threads = os.cpu_count() or 1
    cuts = np.unique(np.linspace(low, high, threads * PARTS + 1).astype(np.int64)).tolist()
    pool = ThreadPoolExecutor(threads)
    try:
        yield from pool.map(task, cuts[:-1], cuts[1:])
    finally:
        pool.shutdown(cancel_futures=True)
