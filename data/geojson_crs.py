"""The ``crs`` member of GeoJSON before RFC 7946: named, then brought to longitude and latitude."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError

WGS84_EPSG = 4326
_LAST_LON, _LAST_LAT = 180, 90
_EPSG_CODE = re.compile(r"EPSG:(?:[0-9.]*:)?([0-9]{4,6})", re.IGNORECASE)
_TODO = "Export it as EPSG:4326 (WGS 84, degrees)."


def named_epsg(path: Path, member: object) -> int:
    """Return the EPSG code a ``crs`` member names; 4326 where there is none.

    Parameters
    ----------
    path
        The file, for messages.
    member
        The JSON value. Only an EPSG code is taken from it: any other text could make the projection library open files.

    Raises
    ------
    InputError
        The member names no EPSG code.
    """
    if member is None:
        return WGS84_EPSG
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name") if isinstance(properties, dict) else member)
    if name.upper().endswith("CRS84"):
        return WGS84_EPSG
    code = _EPSG_CODE.search(name)
    if code is None:
        raise InputError(path.name, f"names a CRS that is no EPSG code: {name[:60]}", _TODO)
    return int(code.group(1))


def looks_like_degrees(shapes: Sequence[BaseGeometry | None], crs: CRS) -> npt.NDArray[np.bool_]:
    """Tell of each shape whether it can only be in degrees, though its CRS is in metres or feet.

    Parameters
    ----------
    shapes
        As they were read. Those that are empty or None are not told.
    crs
        The CRS they are said to be in. In metres, all of what looks like degrees lies within 180 m of where the CRS
        begins, which is no place anybody lists.
    """
    west, south, east, north = shapely.bounds(np.array(shapes, dtype=object)).T
    if not crs.is_projected or crs.axis_info[0].unit_conversion_factor > 1:
        return np.zeros(len(shapes), dtype=np.bool_)
    inside = (west >= -_LAST_LON) & (east <= _LAST_LON) & (south >= -_LAST_LAT) & (north <= _LAST_LAT)
    return np.asarray(inside, dtype=np.bool_)


def refuse_degrees(path: Path, crs: CRS) -> NoReturn:
    """Refuse a file all of whose coordinates are degrees, though its CRS is in metres.

    Raises
    ------
    InputError
        Always.
    """
    what = f"its coordinates are degrees, though its CRS ({crs.name[:60]}) is in metres"
    raise InputError(path.name, what, "If they are longitude and latitude, say that its CRS is EPSG:4326.")


@lru_cache(maxsize=8)
def crs_of_epsg(path: Path, epsg: int) -> CRS:
    """Return a CRS by its EPSG code.

    Raises
    ------
    InputError
        Nobody knows the code.
    """
    try:
        return CRS.from_epsg(epsg)
    except ProjError:
        raise InputError(path.name, f"names the unknown CRS EPSG:{epsg}", _TODO) from None


def to_degrees(path: Path, geometry: BaseGeometry, epsg: int) -> BaseGeometry:
    """Return `geometry` as longitude and latitude; a point outside the projection's reach becomes infinite.

    Parameters
    ----------
    path
        The file, for messages.
    geometry
        In the CRS `epsg`, x first.
    epsg
        EPSG code.

    Raises
    ------
    InputError
        Nobody knows the code.
    """
    if epsg == WGS84_EPSG:
        return geometry
    transformer = _transformer(path, epsg)

    def project(coordinates: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))

    return shapely.transform(geometry, project)


@lru_cache(maxsize=8)
def _transformer(path: Path, epsg: int) -> Transformer:
    try:
        return Transformer.from_crs(crs_of_epsg(path, epsg), WGS84_EPSG, always_xy=True)
    except ProjError:
        raise InputError(path.name, f"names the unknown CRS EPSG:{epsg}", _TODO) from None
