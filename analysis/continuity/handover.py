"""Where one health service hands a patient over to another: the last site before a border and the first after it."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from analysis.border_distance import BORDER_AREA_M
from analysis.breaks import crossings
from analysis.continuity.by_day import ByDay
from analysis.continuity.itinerary import Itinerary
from data.countries import countries_of
from geo.line import MeasuredLine
from geo.roads import FloatArray

_DRAWN_M = 3_000.0
# A border is drawn to a few kilometres: whose land lies on a side is looked for this far off.
_ASIDE_M = (5_000.0, 10_000.0, 20_000.0)


class Crossing(NamedTuple):
    """A border crossed.

    Attributes
    ----------
    border_id
        Which.
    first_m, last_m
        How far she has come where the road first and last meets it; mostly the same.
    country_from, country_to
        ISO 3166-1 codes; empty where it is not sure.
    """

    border_id: str
    first_m: float
    last_m: float
    country_from: str
    country_to: str


class Handover(NamedTuple):
    """The sites on both sides of a border.

    Attributes
    ----------
    crossing
        The border.
    before, after
        Day (position) and site (position) of the last before it and the first after it; None: there is none.
    """

    crossing: Crossing
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def crossings_of(line: MeasuredLine, days: Itinerary, borders: gpd.GeoDataFrame | None) -> list[Crossing]:
    """Return the borders a journey crosses, in its order.

    Where a road meets one border several times within 25 km it is crossed once if they are an odd number, and not at
    all if even: it runs along it. One met within 3 km of where she sets out or arrives is not crossed either: borders
    are drawn no finer.

    Parameters
    ----------
    line
        The corridor.
    days
        The journey.
    borders
        Lines ``border_id, country_a, country_b``, EPSG:4326, or None: no border is known.
    """
    found: list[Crossing] = []
    if borders is None:
        return found
    low, high = sorted((float(days.wake_m[0]), float(days.sleep_m[-1])))
    shape = shapely.LineString(np.column_stack([line.lon, line.lat]))
    rows = borders[["border_id", "country_a", "country_b"]].astype(str).to_dict("records")
    for row, border in zip(rows, borders.geometry, strict=True):
        at_m = np.unique(np.round(crossings(line, shape, border)))
        travelled = np.sort(days.sign * (at_m[(at_m >= low + _DRAWN_M) & (at_m <= high - _DRAWN_M)] - days.wake_m[0]))
        apart = np.flatnonzero(np.diff(travelled) > BORDER_AREA_M) + 1
        for met in np.split(travelled, apart):
            if len(met) % 2:
                sides = _sides(line, days, (met[0], met[-1]), (row["country_a"], row["country_b"]))
                found.append(Crossing(row["border_id"], float(met[0]), float(met[-1]), *sides))
    return sorted(found, key=lambda each: (each.first_m, each.border_id))


def hand_over(crossing: Crossing, sites: ByDay, site_m: FloatArray) -> Handover:
    """Return the last site in reach before a border and the first after it.

    Parameters
    ----------
    crossing
        The border.
    sites
        The certain sites on each day.
    site_m
        How far she has come where the way to each site is quickest. It is before the border if that is, and she is
        there before it; of those of one day the nearest to the border along the road counts, then the smallest id.
    """
    at_m = site_m[sites.site]
    is_before = (sites.travelled_m <= crossing.first_m) & (at_m <= crossing.first_m)
    is_after = (sites.travelled_m >= crossing.last_m) & (at_m >= crossing.last_m)
    before, after = sites.taken(is_before), sites.taken(is_after)
    last = np.lexsort((before.site, -at_m[is_before], -before.day))
    first = np.lexsort((after.site, at_m[is_after], after.day))
    return Handover(crossing, _at(before, last), _at(after, first))


def _at(sites: ByDay, order: np.ndarray) -> tuple[int, int] | None:
    return (int(sites.day[order[0]]), int(sites.site[order[0]])) if len(order) else None


def _sides(
    line: MeasuredLine, days: Itinerary, met: tuple[float, float], countries: tuple[str, str]
) -> tuple[str, str]:
    """Return the country left and the one entered, as far as one of both sides is sure."""
    left = _side(line, days, [met[0] - aside for aside in _ASIDE_M], countries)
    entered = _side(line, days, [met[1] + aside for aside in _ASIDE_M], countries)
    if left == entered:  # the border is drawn elsewhere than the countries we know
        return "", ""
    other = dict(zip(countries, reversed(countries), strict=True))
    return left or other.get(entered, ""), entered or other.get(left, "")


def _side(line: MeasuredLine, days: Itinerary, travelled: list[float], countries: tuple[str, str]) -> str:
    at_m = days.wake_m[0] + days.sign * np.array(travelled)
    return next((each for each in countries_of(*line.at(at_m)) if each in countries), "")
