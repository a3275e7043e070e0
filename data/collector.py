"""Pauses Python's search for unreachable cycles while a table's rows are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search; what is no longer used and in no cycle is still given back at once.

    A table is millions of small objects that all stay and are in no cycle. Python would look through every one of them
    again and again as they grow, which takes as long as reading them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
