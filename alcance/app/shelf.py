"""What was worked out once is kept for whoever asks the same of the same inputs.

Keys are made from the content of a study, never from its name or place: two people share what is kept only when their
inputs are the same to the byte.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")
_LOOK_EVERY_S = 0.2


@contextmanager
def in_turn(turn: threading.Lock, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait for a turn and hold it until the block ends.

    Parameters
    ----------
    turn
        What only one at a time holds.
    waiting
        Called now and then while another holds it; what it raises ends the wait.
    """
    while not turn.acquire(timeout=_LOOK_EVERY_S):
        waiting()
    try:
        yield
    finally:
        turn.release()


def _each_is_one(_thing: object) -> int:
    return 1


def _patiently() -> None:
    return None


class Shelf(Generic[T]):
    """Keeps the things asked for last; each is made once, however many ask at the same time.

    Parameters
    ----------
    most
        How much it holds; the last thing made is held whatever it weighs.
    weigh
        Tells how much of that a thing takes; by default each counts one.
    """

    def __init__(self, most: int, weigh: Callable[[T], int] = _each_is_one) -> None:
        self._most, self._weigh, self._held = most, weigh, 0
        self._things: OrderedDict[str, T] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> T | None:
        """Return what is kept under a key, None where there is nothing."""
        with self._lock:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key]

    def keep(self, key: str, make: Callable[[], T], waiting: Callable[[], None] = _patiently) -> T:
        """Return what is kept under a key; made now if there is nothing, and not kept if the making fails.

        Parameters
        ----------
        key
            Its name.
        make
            Makes it.
        waiting
            Called now and then while somebody else makes it; what it raises ends the wait.
        """
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with in_turn(making, waiting):
            kept = self.get(key)
            if kept is not None:
                return kept
            made = make()
            with self._lock:
                self._making.pop(key, None)
                self._put(key, made)
            return made

    def _put(self, key: str, made: T) -> None:
        self._things[key] = made
        self._held += self._weigh(made)
        while self._held > self._most and len(self._things) > 1:
            self._held -= self._weigh(self._things.popitem(last=False)[1])
