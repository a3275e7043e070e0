"""The part a facility has in an answer: it counts for certain, it may count, or it does not."""

import geopandas as gpd

MANY = 60  # more places than this would hide the answer


def part_of(counts: object, possible: object) -> str:
    """Return `certain`, `possible` or `none`."""
    return "certain" if counts else "possible" if possible else "none"


def parts_of(facilities: gpd.GeoDataFrame) -> list[str]:
    """Return the part of each facility, in the order of the rows."""
    return [part_of(*pair) for pair in zip(facilities["counts"], facilities["possible"], strict=True)]


def asked_about(facilities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the facilities a page shows: all, or without those that do not count where these are too many."""
    others = [part == "none" for part in parts_of(facilities)]
    if sum(others) <= MANY:
        return facilities
    return facilities[[not other for other in others]].reset_index(drop=True)


def crowded(facilities: gpd.GeoDataFrame) -> bool:
    """Return whether a page shows so many facilities that from afar their signs would hide the answer."""
    return len(asked_about(facilities)) > MANY
