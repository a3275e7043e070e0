"""How long a model may look for something better than what it has."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

SECONDS = 50.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a model may look for something better.

    Attributes
    ----------
    until_s
        Seconds of the clock of `time.monotonic` at which it ends.
    is_called_off
        Asked now and then; True ends it.
    """

    until_s: float
    is_called_off: Callable[[], bool]

    @property
    def left_s(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self.until_s - monotonic())

    @property
    def is_over(self) -> bool:
        """Whether it has to end now."""
        return self.left_s <= 0 or self.is_called_off()

    def part(self, share: float) -> "Patience":
        """Return a patience that ends when this share of what is left has passed."""
        return Patience(monotonic() + share * self.left_s, self.is_called_off)


def never() -> bool:
    """Return False: nobody calls it off."""
    return False


def patience(seconds: float = SECONDS, is_called_off: Callable[[], bool] = never) -> Patience:
    """Return a patience that begins now.

    Parameters
    ----------
    seconds
        How long it lasts, seconds, 0 or more; at 0 the first answer found is taken.
    is_called_off
        As in `Patience`.
    """
    return Patience(monotonic() + seconds, is_called_off)
