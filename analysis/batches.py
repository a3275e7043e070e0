"""Work in batches that anybody may do, in any order: finished ones are kept, so that what was broken off goes on."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
Progress = Callable[[int, int], None]
# Takes a task and its pieces; yields each piece with what the task makes of it, in any order.
Spread = Callable[[Callable[[int], T], Sequence[int]], Iterator[tuple[int, T]]]


class Kept(Protocol[T]):
    """Where finished batches are kept."""

    def get(self, batch: int) -> T | None:
        """Return what a batch told, None where it is not finished."""

    def keep(self, batch: int, told: T) -> None:
        """Keep what a finished batch told."""


class NothingKept:
    """Keeps no batch."""

    def get(self, batch: int) -> None:
        """Return nothing."""

    def keep(self, batch: int, told: object) -> None:
        """Forget the batch."""


def in_turn(task: Callable[[int], T], pieces: Sequence[int]) -> Iterator[tuple[int, T]]:
    """Yield each piece with what the task makes of it, one after the other."""
    for piece in pieces:
        yield piece, task(piece)
