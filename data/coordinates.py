"""Reads coordinates as people write them: decimal commas, degrees and minutes, letters, two in one cell, UTM."""

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pyproj import Transformer

from data.numerals import PLAIN

Axis = Literal["lon", "lat", ""]
_AXES: dict[str, Axis] = {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}
_LAST = {"lon": 180.0, "lat": 90.0, "": 180.0}
# Primes, quotes and accents people type for minutes and seconds, and the minus sign of typographers.
_SIGNS = str.maketrans(
    dict.fromkeys("\u2032\u2019\u2018\u00b4\u0060", "'") | dict.fromkeys("\u2033\u201d\u201c", '"') | {"\u2212": "-"}
)
_WORDS = (
    (re.compile(r"[º˚]|\bGRADOS?\b|\bDEGREES?\b|\bDEGRES?\b|\bGRAUS?\b|\bDEG\b"), "°"),
    (re.compile(r"\bMINUTOS?\b|\bMINUTES?\b|\bMIN\b"), "'"),
    (re.compile(r"''|\bSEGUNDOS?\b|\bSECONDES?\b|\bSECONDS?\b|\bSEG\b|\bSEC\b"), '"'),
    (re.compile(r"\b(?:NORTE|NORTH|NORD)\b"), "N"),
    (re.compile(r"\b(?:SUR|SOUTH|SUD|SUL)\b"), "S"),
    (re.compile(r"\b(?:OESTE|WEST|OUEST)\b|O(?![A-Z])"), "W"),
    (re.compile(r"\b(?:ESTE|EAST|EST|LESTE)\b"), "E"),
)
_ANGLE = re.compile(
    r"""(?P<before>[NSEW]?)\s*(?P<sign>[+-]?)\s*
    (?P<degrees>\d{1,3}(?:[.,]\d*)?)\s*°?
    (?:(?:(?<=°)|\s|:)\s*(?P<minutes>\d{1,2}(?:[.,]\d*)?)\s*'?
      (?:(?:(?<=')|\s|:)\s*(?P<seconds>\d{1,2}(?:[.,]\d*)?)\s*"?)?
    )?\s*(?P<after>[NSEW]?)""",
    re.VERBOSE | re.ASCII,
)
_WELL_KNOWN = re.compile(r"POINT\s*\(([^()]*)\)")
_SPLITS = (r"\s*[;|/]\s*", r",\s+", r"(?<=[NSEW])\s*,?\s*(?=[\d+-])", r"\s+(?=[NSEW])", r"\s*,\s*", r"\s+")
_HANDHELD = re.compile(r"([+-]?\d+\.\d+) ([+-]?\d+\.\d+)(?: [+-]?\d+(?:\.\d+)?){1,2}", re.ASCII)
_METRES = re.compile(r"\d{5,8}(?:[.,]\d*)?|\d{1,2}(?:,\d{3}){1,2}(?:\.\d+)?|\d{3},\d{3}(?:\.\d+)?", re.ASCII)
# Grouped by points: told from a decimal point only by a second point or a comma after it.
_POINTED_METRES = re.compile(r"\d{1,3}\.\d{3},\d+|\d{1,2}(?:\.\d{3}){2}(?:,\d+)?", re.ASCII)
_ZONE = re.compile(r"(?:UTM|ZONA|ZONE|HUSO|FUSO)*\s*(\d{1,2})\s*([C-HJ-NP-X]?)", re.ASCII)
_UTM = re.compile(r"(?:UTM\s*)?(\d{1,2}\s*[C-HJ-NP-X])[\s,;]+([\d.]+)\s*M?E?[\s,;]+([\d.]+)\s*M?N?", re.ASCII)
_BANDS, _LOWEST_BAND, _BAND_DEG, _HIGHEST_LAT = "CDEFGHJKLMNPQRSTUVWX", -80.0, 8.0, 84.0
_ZONES = 60
_EASTING_M, _NORTHING_M = (100_000.0, 900_000.0), (0.0, 10_000_000.0)


@dataclass(frozen=True, slots=True)
class Angle:
    """One coordinate.

    Attributes
    ----------
    degrees
        East or north, EPSG:4326.
    axis
        Which one it says to be, by a letter (N, S, E, W); "" if it does not say.
    plain
        Whether it stands there as a number with a decimal point, as in our own files.
    """

    degrees: float
    axis: Axis = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coordinates from one cell, in the order they stand there.

    Attributes
    ----------
    first, second
        The coordinates.
    lat_first
        Whether the latitude stands first; None if the cell leaves it open.
    """

    first: Angle
    second: Angle
    lat_first: bool | None


def read_angle(text: str) -> Angle | None:
    """Return the coordinate a text says, None where it says none or contradicts itself.

    Parameters
    ----------
    text
        A number with a point or a comma; degrees, minutes and seconds with their marks, colons or spaces; a letter or
        a word for the side of the world in four languages (O is west, as in Spanish, French and Portuguese).
    """
    if PLAIN.fullmatch(text):
        value = float(text) + 0.0
        return Angle(value, plain=True) if abs(value) <= _LAST["lon"] else None
    found = _ANGLE.fullmatch(_unified(text))
    if found is None or (found["before"] and found["after"]):
        return None
    letter = found["before"] or found["after"]
    # Two bare numbers are no degrees and minutes: they may be two coordinates.
    if found["minutes"] and not found["seconds"] and not (letter or "°" in found[0] or "'" in found[0]):
        return None
    size = _size(found["degrees"], found["minutes"], found["seconds"])
    axis = _AXES.get(letter, "")
    if size is None or size > _LAST[axis] or (found["sign"] and letter in ("N", "E")):
        return None
    return Angle((-size if found["sign"] == "-" or (letter in ("S", "W") and letter) else size) + 0.0, axis)


def _unified(text: str) -> str:
    text = text.translate(_SIGNS).upper().strip()
    for pattern, sign in _WORDS:
        text = pattern.sub(sign, text)
    return text


def _size(*parts: str | None) -> float | None:
    """Return degrees, minutes and seconds as degrees; only the last of them may have a fraction."""
    numbers = [part.replace(",", ".") for part in parts if part]
    values = [float(number) for number in numbers]
    if any("." in number for number in numbers[:-1]) or any(value >= 60 for value in values[1:]):  # noqa: PLR2004
        return None
    return math.fsum(value / 60**place for place, value in enumerate(values))


def read_pair(text: str) -> Pair | None:
    """Return the two coordinates of a cell, None where it does not hold two.

    Parameters
    ----------
    text
        `14.5, -90.5`, `14,5; -90,5`, `14°30'N 90°30'W`, `POINT (-90.5 14.5)`, or what a handset writes:
        latitude, longitude, height and precision.
    """
    text = _unified(text)
    drawn = _WELL_KNOWN.fullmatch(text)
    if drawn:
        pair = _split_pair(drawn[1].strip())
        return Pair(pair.first, pair.second, lat_first=False) if pair else None
    handheld = _HANDHELD.fullmatch(text)
    if handheld:
        return Pair(Angle(float(handheld[1])), Angle(float(handheld[2])), lat_first=True)
    return _split_pair(text.strip("()[]{} "))


def _split_pair(text: str) -> Pair | None:
    for split in _SPLITS:
        parts = re.split(split, text)
        angles = [read_angle(part) for part in parts] if len(parts) == 2 else []  # noqa: PLR2004
        if not angles or angles[0] is None or angles[1] is None:
            continue
        # `14,90` is one number with a comma as likely as two.
        if split == r"\s*,\s*" and not all("." in part or "°" in part for part in parts):
            continue
        order = _order(angles[0], angles[1])
        return None if order == "neither" else Pair(angles[0], angles[1], order)
    return None


def _order(first: Angle, second: Angle) -> bool | Literal["neither"] | None:
    if first.axis and first.axis == second.axis:
        return "neither"
    if first.axis or second.axis:
        return first.axis == "lat" or second.axis == "lon"
    wide = abs(first.degrees) > _LAST["lat"], abs(second.degrees) > _LAST["lat"]
    return "neither" if all(wide) else None if not any(wide) else wide[1]


def read_metres(text: str) -> float | None:
    """Return a length of five to eight digits in metres, as grids have it, None where the text is none."""
    if _POINTED_METRES.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if not _METRES.fullmatch(text):
        return None
    return float(text.replace(",", "." if re.fullmatch(r"\d{5,},\d*", text) else ""))


def read_zone(text: str) -> tuple[int, str] | None:
    """Return the number and the letter (may be "") of a UTM zone, None where the text is none."""
    found = _ZONE.fullmatch(text.strip().upper())
    return (int(found[1]), found[2]) if found and 1 <= int(found[1]) <= _ZONES else None


def read_utm(text: str) -> tuple[tuple[int, str], float, float] | None:
    """Return zone, easting and northing (metres) of a cell such as `11S 494000 3592000`, None where it holds none."""
    found = _UTM.fullmatch(text.strip().upper())
    zone = read_zone(found[1]) if found else None
    if not found or not zone or any(each.count(".") > 1 or each == "." for each in found.groups()):
        return None
    return zone, float(found[2]), float(found[3])


def utm_degrees(zone: tuple[int, str], easting_m: float, northing_m: float) -> list[tuple[float, float]]:
    """Return where a point of a UTM grid can be, in degrees (WGS 84): nowhere, at one place or at two.

    Parameters
    ----------
    zone
        Number and letter. A letter is the band of 8 degrees the point must lie in; N and S are also north and south
        of the equator; without a letter it may be either.
    easting_m, northing_m
        Metres; outside of what a zone has there is no place.
    """
    number, letter = zone
    within = _EASTING_M[0] <= easting_m <= _EASTING_M[1] and _NORTHING_M[0] <= northing_m <= _NORTHING_M[1]
    found = []
    for south in (False, True) if within else ():
        lon, lat = _from_utm(number, south=south).transform(easting_m, northing_m)
        if (lat < 0) == south and (letter in ("", "S" if south else "N") or _in_band(letter, lat)):
            found.append((float(lon), float(lat)))
    return found


def _in_band(letter: str, lat: float) -> bool:
    south = _LOWEST_BAND + _BAND_DEG * _BANDS.index(letter)
    return south <= lat <= (_HIGHEST_LAT if letter == _BANDS[-1] else south + _BAND_DEG)


@cache
def _from_utm(number: int, *, south: bool) -> Transformer:
    return Transformer.from_crs(f"EPSG:{(32700 if south else 32600) + number}", "EPSG:4326", always_xy=True)
