"""A drive and the sun: how long it is in the dark and under a high sun, and when to leave to arrive by daylight."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import numpy as np

from analysis.risk.sun import sun_elevation_deg
from geo.errors import QuestionError
from geo.roads import FloatArray

DARK_DEG = -6.0  # below: civil dusk is over and dawn not yet there [P]
HEAT_DEG = 60.0  # above: a stand-in for heat, as nobody gave temperatures [P]
_STEP_S = 180.0
_MINUTE_S, _DAY_S = 60.0, 86_400.0


class Drive(Protocol):
    """A way as it is driven, such as a route: where it enters the roads, its nodes, and where it leaves them."""

    @property
    def lon(self) -> FloatArray:
        """Return the longitude of each place, degrees, EPSG:4326; one at least."""

    @property
    def lat(self) -> FloatArray:
        """Return the latitude of each place."""

    @property
    def reach_s(self) -> FloatArray:
        """Return the seconds since the start at each place; never falling."""


@dataclass(frozen=True, slots=True)
class Daylight:
    """What the sun makes of a drive.

    Attributes
    ----------
    dark_s
        Seconds driven with the sun more than 6 degrees below the horizon, where the vehicle then is.
    heat_s
        Seconds driven with the sun more than 60 degrees above it: a stand-in for heat, no temperature.
    arrives_before_dark
        Whether it is light on arrival and was not dark of an evening on the way; a drive that left before dawn may.
    latest_departure
        The last whole minute of the departure's day from which all of the drive is by daylight, on the departure's
        clock; None where there is none: the drive is longer than the day is light.
    """

    dark_s: float
    heat_s: float
    arrives_before_dark: bool
    latest_departure: datetime | None


def daylight(drive: Drive, departure: datetime) -> Daylight:
    """Return what the sun makes of a drive.

    Parameters
    ----------
    drive
        The way and its times; the vehicle moves evenly between its places.
    departure
        With the zone of the place it leaves from: the day is that of this clock.

    Raises
    ------
    QuestionError
        The departure has no zone.

    Notes
    -----
    The sun is looked at every three minutes or more often, and moves evenly in between: right to a few seconds, or to
    three minutes where it just grazes 60 degrees.
    """
    if departure.tzinfo is None:
        raise QuestionError("departure", "has no time zone", "Say the clock it is meant by.")
    after_s = _looks_s(drive)
    sun_deg = _sun_deg(drive, after_s, departure.timestamp())
    step_s = float(after_s[1] - after_s[0])
    return Daylight(
        dark_s=step_s * float(_share_below(sun_deg, DARK_DEG).sum()),
        heat_s=step_s * float(_share_below(-sun_deg, -HEAT_DEG).sum()),
        arrives_before_dark=_stays_light(sun_deg >= DARK_DEG, leaves_by_night=bool(sun_deg[1] < sun_deg[0])),
        latest_departure=_latest(drive, after_s, departure),
    )


def _looks_s(drive: Drive) -> FloatArray:
    """Return the seconds since the start at which the sun is looked at: the ends of equal steps, two at least."""
    start_s, end_s = float(drive.reach_s[0]), float(drive.reach_s[-1])
    return np.linspace(start_s, end_s, max(int(np.ceil((end_s - start_s) / _STEP_S)), 1) + 1)


def _sun_deg(drive: Drive, after_s: FloatArray, start_s: FloatArray | float) -> FloatArray:
    lon, lat = (np.interp(after_s, drive.reach_s, axis) for axis in (drive.lon, drive.lat))
    return sun_elevation_deg(lon, lat, start_s + after_s)


def _share_below(values: FloatArray, limit: float) -> FloatArray:
    """Return which share of each step lies below a limit, if values change evenly from its start to its end."""
    low, high = np.minimum(values[:-1], values[1:]), np.maximum(values[:-1], values[1:])
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.clip((limit - low) / (high - low), 0.0, 1.0)
    return np.where(high > low, share, low < limit)


def _stays_light(light: np.ndarray, *, leaves_by_night: bool) -> bool:
    """Say whether it never grew dark; who leaves in the dark under a sinking sun leaves of an evening."""
    if leaves_by_night and not light[0]:
        return False
    return bool(light[-1] and not (light[:-1] & ~light[1:]).any())


def _latest(drive: Drive, after_s: FloatArray, departure: datetime) -> datetime | None:
    if after_s[-1] - after_s[0] >= _DAY_S:
        return None
    midnight = departure.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    begin_s, end_s = midnight.timestamp(), (midnight + timedelta(days=1)).timestamp()
    starts_s = np.arange(begin_s, end_s, _MINUTE_S)
    light = (_sun_deg(drive, after_s, starts_s[:, None]) >= DARK_DEG).all(axis=1)
    if not light.any():
        return None
    return datetime.fromtimestamp(float(starts_s[light][-1]), UTC).astimezone(departure.tzinfo)
