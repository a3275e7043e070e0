"""The part a facility has in an answer: it counts for certain, it may count, or it does not."""

import geopandas as gpd
import numpy as np

MANY = 60  # more places than this would hide the answer
BLOCKED = "blocked"


def part_of(counts: object, possible: object) -> str:
    """Return `certain`, `possible` or `none`."""
    return "certain" if counts else "possible" if possible else "none"


def parts_of(facilities: gpd.GeoDataFrame) -> list[str]:
    """Return the part of each facility, in the order of the rows."""
    return [part_of(*pair) for pair in zip(facilities["counts"], facilities["possible"], strict=True)]


def asked_about(facilities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the facilities a page shows: all, or without those that do not count where these are too many.

    Those that give the service and let nobody of this profile in are the last to go: they are what *why not?* asks for.
    """
    others = np.array([part == "none" for part in parts_of(facilities)], dtype=np.bool_)
    if others.sum() <= MANY:
        return facilities
    blocked = others & (facilities["verdict"] == BLOCKED).to_numpy() if "verdict" in facilities else others & False
    gone = others & ~blocked if blocked.sum() <= MANY else others
    return facilities[~gone].reset_index(drop=True)


def crowded(facilities: gpd.GeoDataFrame) -> bool:
    """Return whether a page shows so many facilities that from afar their signs would hide the answer."""
    return len(asked_about(facilities)) > MANY
