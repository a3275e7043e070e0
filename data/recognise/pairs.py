"""Coordinates that stand together in one cell: latitude first, unless the header or the cell says otherwise."""

import re

from data.raw import RawTable
from data.recognise.plain import last_part, plain, without_hashtag

_WORDS = (
    "coordenadas|coordenada|coordenadas gps|coordinates|coordonnees|coordonnees gps",
    "gps coordinates|location coordinates",
    "geolocation|geolocalizacion|geolocalisation|geolocalizacao|geopoint|gps|punto gps|point gps|ponto gps",
    "ubicacion gps|ubicacion geografica|localizacao gps|localisation gps|geom|geometry text|the geom|wkt",
    "lat long|lat lon|lat lng|latlong|latlon|latlng|long lat|lon lat|lng lat",
    "latitud longitud|longitud latitud|latitude longitude|longitude latitude|latitud y longitud|latitude e longitude",
)
_NAMES = frozenset(name for line in _WORDS for name in line.split("|"))
# A longer cell is no pair, and not worth the search.
_LONGEST = 200
_DECIMAL = r"[+-]?\d+(?:\.\d+)?"
_TWO = re.compile(rf"\[?\s*({_DECIMAL})\s*(?:[,;]\s*|\s)({_DECIMAL})(?:[\s,;]+{_DECIMAL})*\s*\]?")
_WKT = re.compile(rf"POINT\s*Z?\s*\(\s*({_DECIMAL})\s+({_DECIMAL})(?:\s+{_DECIMAL})?\s*\)", re.IGNORECASE)


def pair_column(raw: RawTable) -> str:
    """Return the first column whose name says that it holds both coordinates, and that is not empty; else ``""``."""
    named = (each for each in raw.columns if {plain(without_hashtag(each)), plain(last_part(each))} & _NAMES)
    return next((theirs for theirs in named if any(row.cells.get(theirs) for row in raw.rows)), "")


def split_pair(text: str, header: str) -> tuple[str, str] | None:
    """Return longitude and latitude of a cell with both; None where it is no pair of plain decimals.

    Parameters
    ----------
    text
        The cell: ``lat, lon``, ``lat lon altitude accuracy``, or ``POINT(lon lat)``.
    header
        Its column; one that names the longitude first is believed.

    Examples
    --------
    >>> split_pair("32.5, -117.0", "Coordenadas"), split_pair("-117.0 32.5", "lon, lat")
    (('-117.0', '32.5'), ('-117.0', '32.5'))
    """
    short = text.strip() if len(text) <= _LONGEST else ""
    drawn = _WKT.fullmatch(short)
    if drawn:
        return drawn[1], drawn[2]
    found = _TWO.fullmatch(short)
    if not found:
        return None
    return (found[1], found[2]) if plain(last_part(header)).startswith(("lon", "lng", "x")) else (found[2], found[1])
