"""Takes shapes drawn as lists of points out of a TOML table, and what roads they are about."""

import shapely

from data.scenario import Course
from data.toml_keys import TomlKeys

_PAIR, _CORNERS = 2, 3
_LAST_LON, _LAST_LAT, _HALF_ROUND = 180, 90, 180
_FORM = "a list of points like [[-92.3, 14.9], [-92.1, 14.9]], longitude first"


def take_polygon(keys: TomlKeys) -> Course:
    """Return the corners of the area a table draws, the first not repeated; empty where it draws none.

    Raises
    ------
    AlcanceError
        It is no list of points, spans more than half the globe, or encloses nothing, or crosses itself.
    """
    if not keys.has("polygon"):
        return ()
    corners = _take_points(keys, "polygon")
    corners = corners[:-1] if corners and corners[0] == corners[-1] else corners
    if len(set(corners)) < _CORNERS:
        raise keys.wrong("polygon", "is none: it has fewer than three corners", "Draw its corners in turn.")
    drawn = shapely.Polygon(corners)
    if not drawn.is_valid or drawn.area == 0:
        raise keys.wrong("polygon", "is none: its outline crosses or touches itself", "Draw its corners in turn.")
    return corners


def take_line(keys: TomlKeys) -> Course:
    """Return the points of the line a table draws; empty where it draws none.

    Raises
    ------
    AlcanceError
        It is no list of points, spans more than half the globe, or has fewer than two different ones.
    """
    if not keys.has("line"):
        return ()
    points = _take_points(keys, "line")
    if len(set(points)) < _PAIR:
        raise keys.wrong("line", "is none: it has fewer than two different points", "Draw its points in turn.")
    return points


def take_ids(keys: TomlKeys, key: str) -> tuple[int, ...]:
    """Return a list of OpenStreetMap ids; empty where there is none."""
    return tuple(keys.take(key, [], _are_ids, "a list of OpenStreetMap ids like [4471, 4472]"))


def take_pairs(keys: TomlKeys, key: str) -> tuple[tuple[int, int], ...]:
    """Return a list of pairs of OpenStreetMap ids; empty where there is none."""
    pairs = keys.take(key, [], _are_pairs, "a list of pairs of OpenStreetMap nodes like [[11, 12], [12, 13]]")
    return tuple((first, second) for first, second in pairs)


def _take_points(keys: TomlKeys, key: str) -> Course:
    points = tuple((float(lon), float(lat)) for lon, lat in keys.take(key, [], _are_points, _FORM))
    lons = [lon for lon, _ in points]
    if lons and max(lons) - min(lons) > _HALF_ROUND:
        todo = "Draw it in two, one on each side of the 180th meridian."
        raise keys.wrong(key, "spans more than 180 degrees of longitude", todo)
    return points


def _are_points(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, list) and _is_on_the_globe(each) for each in value)


def _is_on_the_globe(pair: list[object]) -> bool:
    numbers = [each for each in pair if isinstance(each, int | float) and not isinstance(each, bool)]
    if len(pair) != _PAIR or len(numbers) != _PAIR:
        return False
    return abs(numbers[0]) <= _LAST_LON and abs(numbers[1]) <= _LAST_LAT  # NaN fails every comparison


def _are_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, int) and not isinstance(each, bool) for each in value)


def _are_pairs(value: object) -> bool:
    return isinstance(value, list) and all(_are_ids(each) and len(each) == _PAIR for each in value)
