"""How far the reading of a file is, told to whoever waits for it, who can call it off there.

What reads and what waits stand many functions apart, none of which has anything to do with it: so the one who waits is
known to the thread, not handed through them all.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Watch = Callable[[int, int], None]
_EVERY = 200  # rows


def _nobody(_done: int, _of: int) -> None:
    return None


_WATCH: ContextVar[Watch] = ContextVar("watch", default=_nobody)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Have what is read within the block told, in this thread.

    Parameters
    ----------
    watch
        Called now and then, from other threads too, with how many rows were judged and of how many; 0 of 0 while that
        is not known. What it raises ends the reading and comes out of it.
    """
    before = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(before)


def watch_here() -> Watch:
    """Return what this thread's reading is told to; it does nothing where nobody waits."""
    return _WATCH.get()


def told(rows: Iterable[T], of: int) -> Iterator[T]:
    """Yield rows and tell how many there were.

    Parameters
    ----------
    rows
        The rows.
    of
        How many there will be.
    """
    watch = watch_here()
    for done, row in enumerate(rows):
        if done % _EVERY == 0:
            watch(done, of)
        yield row
