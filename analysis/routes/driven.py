"""What is asked of a route by those who tell of it."""

from typing import Protocol

from geo.roads import FloatArray, IntArray


class Driven(Protocol):
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
    def lon(self) -> FloatArray:
        """Longitudes of where it enters the roads, of its nodes, and of where it leaves them, degrees."""

    @property
    def lat(self) -> FloatArray:
        """Their latitudes."""

    @property
    def reach_s(self) -> FloatArray:
        """Seconds since the start at each of these places."""

    @property
    def reach_m(self) -> FloatArray:
        """Metres since the start at each of these places."""
