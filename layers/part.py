"""The part a facility has in an answer: it counts for certain, it may count, or it does not."""

import geopandas as gpd

MANY = 60  # more places than this that do not count would hide the answer


def part_of(counts: object, possible: object) -> str:
    """Return `certain`, `possible` or `none`."""
    return "certain" if counts else "possible" if possible else "none"


def parts_of(facilities: gpd.GeoDataFrame) -> list[str]:
    """Return the part of each facility, in the order of the rows."""
    return [part_of(*pair) for pair in zip(facilities["counts"], facilities["possible"], strict=True)]


def too_many(facilities: gpd.GeoDataFrame) -> bool:
    """Return whether the places that do not count are so many that they are switched off at first."""
    return parts_of(facilities).count("none") > MANY
