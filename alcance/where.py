"""Where work in batches is kept and worked out."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from analysis.batches import Kept, Spread, in_turn

T = TypeVar("T")


def _here(_name: str) -> Spread[T]:
    return in_turn


class Where(NamedTuple, Generic[T]):
    """Where batches are kept and worked out; each says it by the name of the work, which tells all it follows from."""

    kept: Callable[[str], Kept[T]]
    spread: Callable[[str], Spread[T]] = _here
