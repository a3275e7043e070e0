"""The unit of the exposure index: what a hundred kilometres of road with one reported incident a year add."""

from geo.roads import FloatArray

POINT_M = 100_000.0


def points_of(length_m: FloatArray) -> FloatArray:
    """Return the points of metres driven under a hazard: one for each 100 km."""
    return length_m / POINT_M
