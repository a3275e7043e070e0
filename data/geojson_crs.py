"""The ``crs`` member of GeoJSON before RFC 7946: named, then brought to longitude and latitude."""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError

WGS84_EPSG = 4326
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
        return Transformer.from_crs(epsg, WGS84_EPSG, always_xy=True)
    except ProjError:
        raise InputError(path.name, f"names the unknown CRS EPSG:{epsg}", _TODO) from None
