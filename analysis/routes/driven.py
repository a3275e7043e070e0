"""What is asked of a route by those who tell of it."""

from typing import Protocol

from analysis.risk.night import Drive
from geo.roads import FloatArray, IntArray


class Driven(Drive, Protocol):
    """A route as it is driven."""

    @property
    def time_s(self) -> float:
        """Seconds from start to end, the walks to and from the road included."""

    @property
    def length_m(self) -> float:
        """Metres from start to end, the walks included."""

    @property
    def edge(self) -> IntArray:
        """The edges in the order driven, positions in the edge arrays of the roads."""

    @property
    def reach_m(self) -> FloatArray:
        """Metres since the start at each of its places."""
