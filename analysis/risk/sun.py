"""How high the sun stands: the Astronomical Almanac's low-precision formulas for the sun."""

import numpy as np
import numpy.typing as npt

from geo.roads import FloatArray

_DAY_S = 86_400.0
_J2000_DAYS = 10_957.5  # from the beginning of 1970 to noon of 1 January 2000, UTC


def sun_elevation_deg(lon: npt.ArrayLike, lat: npt.ArrayLike, at_s: npt.ArrayLike) -> FloatArray:
    """Return the elevation of the sun's centre above the horizon, degrees, below 0 under it.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326.
    at_s
        Seconds since the beginning of 1970, UTC (``datetime.timestamp()``). The three broadcast.

    Notes
    -----
    U.S. Naval Observatory, *Computing Approximate Solar Coordinates*, and its approximate sidereal time, after The
    Astronomical Almanac, section C: right to about a minute of arc within two centuries of 2000. Refraction is left
    out, as in the definition of civil twilight (6 degrees below the horizon).
    """
    days = np.asarray(at_s, dtype=np.float64) / _DAY_S - _J2000_DAYS
    anomaly = np.radians(357.529 + 0.98560028 * days)
    longitude = 280.459 + 0.98564736 * days + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly)
    ecliptic, tilt = np.radians(longitude), np.radians(23.439 - 0.00000036 * days)
    ascension = np.arctan2(np.cos(tilt) * np.sin(ecliptic), np.cos(ecliptic))
    declination = np.arcsin(np.sin(tilt) * np.sin(ecliptic))
    sidereal_h = 18.697375 + 24.065709824279 * days
    hour_angle = np.radians(sidereal_h * 15 + np.asarray(lon)) - ascension
    latitude = np.radians(np.asarray(lat, dtype=np.float64))
    sine = np.sin(latitude) * np.sin(declination) + np.cos(latitude) * np.cos(declination) * np.cos(hour_angle)
    return np.asarray(np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0))), dtype=np.float64)
