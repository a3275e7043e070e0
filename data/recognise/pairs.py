"""Coordinates that stand together in one cell: latitude first, unless the header or the cell says otherwise."""

from data.coordinates import read_pair
from data.raw import RawTable
from data.recognise.column_map import CONSTANT
from data.recognise.plain import last_part, plain, without_hashtag

_WORDS = (
    "coordenadas|coordenada|coordenadas gps|coordinates|coordonnees|coordonnees gps",
    "gps coordinates|location coordinates|coordenadas utm|utm|utm coordinates|coordonnees utm",
    "geolocation|geolocalizacion|geolocalisation|geolocalizacao|geopoint|gps|punto gps|point gps|ponto gps",
    "ubicacion gps|ubicacion geografica|localizacao gps|localisation gps|geom|geometry text|the geom|wkt",
    "lat long|lat lon|lat lng|latlong|latlon|latlng|long lat|lon lat|lng lat",
    "latitud longitud|longitud latitud|latitude longitude|longitude latitude|latitud y longitud|latitude e longitude",
)
_NAMES = frozenset(name for line in _WORDS for name in line.split("|"))
# A longer cell is no pair, and not worth the search.
_LONGEST = 200


def pair_column(raw: RawTable) -> str:
    """Return the first column whose name says that it holds both coordinates, and that is not empty; else ``""``."""
    may_be = (each for each in raw.columns if not each.startswith(CONSTANT))
    named = (each for each in may_be if {plain(without_hashtag(each)), plain(last_part(each))} & _NAMES)
    return next((theirs for theirs in named if any(row.cells.get(theirs) for row in raw.rows)), "")


def split_pair(text: str, header: str) -> tuple[str, str] | None:
    """Return longitude and latitude of a cell with both, in degrees; None where it is no pair or leaves the order open.

    Parameters
    ----------
    text
        The cell, as `read_pair` understands it.
    header
        Its column: one that begins with either coordinate says which stands first.

    Examples
    --------
    >>> split_pair("32.5, -117.0", "Coordenadas"), split_pair("-90.5 14.5", "lon, lat"), split_pair("14.5, 90.5", "GPS")
    (('-117.0', '32.5'), ('-90.5', '14.5'), ('90.5', '14.5'))
    """
    pair = read_pair(text) if len(text) <= _LONGEST else None
    if pair is None:
        return None
    said = _lat_first(plain(last_part(header)))
    if None not in (said, pair.lat_first) and said != pair.lat_first:
        return None
    lat_first = pair.lat_first if said is None else said
    if lat_first is None:
        return None
    lat, lon = (pair.first, pair.second) if lat_first else (pair.second, pair.first)
    return repr(lon.degrees), repr(lat.degrees)


def _lat_first(header: str) -> bool | None:
    if header.startswith(("lon", "lng", "x")):
        return False
    return True if header.startswith("lat") else None
