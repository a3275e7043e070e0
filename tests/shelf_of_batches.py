"""A place where finished batches are kept in memory."""

from typing import Generic, TypeVar

T = TypeVar("T")


class ShelfOfBatches(Generic[T]):
    """Keeps batches, and remembers which were worked out."""

    def __init__(self) -> None:
        self.batches: dict[int, T] = {}
        self.made: list[int] = []

    def get(self, batch: int) -> T | None:
        return self.batches.get(batch)

    def keep(self, batch: int, told: T) -> None:
        self.batches[batch] = told
        self.made.append(batch)
