"""A place as it is typed for an option."""

from geo.errors import QuestionError

_LAST_LON, _LAST_LAT = 180, 90


def read_place(option: str, text: str) -> tuple[float, float]:
    """Return longitude and latitude, degrees.

    Raises
    ------
    QuestionError
        It is no place on the globe.
    """
    parts = text.split(",")
    try:
        lon, lat = (float(part) for part in parts)
    except ValueError:
        raise QuestionError(option, f"'{text[:80]}' is no place", "Write it as LON,LAT in degrees.") from None
    if not (abs(lon) <= _LAST_LON and abs(lat) <= _LAST_LAT):
        raise QuestionError(option, f"'{text[:80]}' is off the globe", "Write it as LON,LAT in degrees.")
    return lon, lat
