"""What was worked out once is kept for whoever asks the same of the same inputs.

Keys are made from the content of a study, never from its name or place: two people share what is kept only when their
inputs are the same to the byte.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Keeps the things asked for last; each is made once, however many ask at the same time.

    Parameters
    ----------
    most
        How many things it holds.
    """

    def __init__(self, most: int) -> None:
        self._most = most
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

    def keep(self, key: str, make: Callable[[], T]) -> T:
        """Return what is kept under a key; made now if there is nothing, and not kept if the making fails."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            kept = self.get(key)
            if kept is not None:
                return kept
            made = make()
            with self._lock:
                self._things[key] = made
                self._making.pop(key, None)
                while len(self._things) > self._most:
                    self._things.popitem(last=False)
            return made
