"""Places a scenario adds: rows of facilities, written in TOML, held to all that rows of a file are held to."""

from datetime import date

import geopandas as gpd
import pandas as pd

from data.facilities import take_facilities
from data.intake import Intake
from data.raw import RawRow, RawTable
from data.schemas import FACILITIES
from data.toml_keys import TomlKeys, is_texts
from geo.errors import InputError

Cells = tuple[tuple[str, str], ...]
_MOBILE = "mobile_clinic"
_VISITS = "Give the kind of a place that stays, or add its visits to the study."
_NEEDED = ("name", "kind", "services", "lon", "lat")


def take_new_place(keys: TomlKeys, facility_id: str) -> Cells:
    """Return the cells of a new place, as text, by column.

    Parameters
    ----------
    keys
        Its table; its keys are columns of facilities.
    facility_id
        Its id, already taken.

    Raises
    ------
    AlcanceError
        A key is none or is missing, or holds what a file's row could not hold as it stands.
    """
    for name in _NEEDED:
        keys.need(name)
    cells = {name: _text(keys, name) for name in FACILITIES.names if keys.has(name)}
    keys.end()
    if cells["kind"] == _MOBILE:
        raise keys.wrong("kind", "is a mobile clinic, which counts where it is visited alone", _VISITS)
    place = tuple(({"facility_id": facility_id} | cells).items())
    _check(keys, place)
    return place


def new_places_frame(places: tuple[Cells, ...]) -> gpd.GeoDataFrame:
    """Return new places as a table of facilities, EPSG:4326.

    Parameters
    ----------
    places
        As `take_new_place` gave them, at least one.
    """
    return gpd.GeoDataFrame(pd.concat([_taken(each).frame for each in places], ignore_index=True), crs="EPSG:4326")


def _check(keys: TomlKeys, place: Cells) -> None:
    """Refuse a place whose row would be set aside or mended: nobody would look for that behind a scenario."""
    try:
        mended = _taken(place).repaired
    except InputError as failure:
        raise keys.wrong("", failure.what) from None
    if len(mended):
        column, value, mend = mended.iloc[0][["column", "value", "mend"]]
        raise keys.wrong(str(column), f"{str(value)[:80]!r}: {mend}")


def _taken(place: Cells) -> Intake:
    cells = dict(place)
    numbers = frozenset(column.name for column in FACILITIES.columns if column.dtype == "number")
    return take_facilities(RawTable("facilities", tuple(cells), (RawRow(1, cells),), numbers=numbers))


def _text(keys: TomlKeys, key: str) -> str:
    value = keys.take(key, "", _is_cell, "a text, a number, true or false, or a list of texts")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ";".join(value) if isinstance(value, list) else str(value)


def _is_cell(value: object) -> bool:
    return isinstance(value, str | int | float | date) or is_texts(value)
