"""Owners shared out among threads: kernels let go of Python's lock, and each thread has its own desk."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from geo.interrupts import interrupts_held
from geo.kernels.pairs import Pairs

FEW = 16  # owners, for which it is not worth while to start threads
PARTS = 8  # for each thread, so that none waits long for the last one


def pairs_in_threads(search: Callable[[int, int], Pairs], owners: int) -> Pairs:
    """Return the pairs of all owners, in order, whoever searched for them.

    Parameters
    ----------
    search
        Returns the pairs of the owners from the first to before the second; called from several threads at once.
    owners
        How many there are.
    """
    if owners <= FEW:
        with interrupts_held():
            return search(0, owners)
    threads = os.cpu_count() or 1
    cuts = np.unique(np.linspace(0, owners, threads * PARTS + 1).astype(np.int64)).tolist()
    pool = ThreadPoolExecutor(threads)
    try:
        parts = list(pool.map(search, cuts[:-1], cuts[1:]))
    finally:
        pool.shutdown(cancel_futures=True)
    return Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
