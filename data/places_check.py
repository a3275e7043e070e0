"""Looks at a table as a whole for what no row shows by itself: old checks, places nothing could be said of."""

from collections import Counter

import geopandas as gpd
import pandas as pd

from data.countries import can_check, is_far_from_land
from data.country_codes import country_code
from data.raw import RawTable
from data.schemas import DEMAND, FACILITIES

_LONG_YEARS = 2
_ON_LAND = (FACILITIES.noun, DEMAND.noun)


def two_years_before(day: str) -> str:
    """Return the day two years before another; as ISO dates compare as text, 29 February needs no calendar."""
    return f"{int(day[:4]) - _LONG_YEARS:04d}{day[4:]}"


def long_unchecked(facilities: gpd.GeoDataFrame, latest: str) -> pd.DataFrame:
    """Return the facilities last checked more than two years ago.

    Parameters
    ----------
    facilities
        As taken in. Rows without ``checked_on`` are left out: how much is unknown is told elsewhere.
    latest
        The day it is (ISO date).

    Returns
    -------
    DataFrame
        ``facility_id, checked_on`` (ISO date), oldest first, then by id; empty if there is none.
    """
    checked = facilities.loc[facilities["checked_on"] != "", ["facility_id", "checked_on"]]
    long_ago = checked[checked["checked_on"] < two_years_before(latest)]
    return pd.DataFrame(long_ago).sort_values(["checked_on", "facility_id"], ignore_index=True)


def place_notes(noun: str, raw: RawTable, taken: pd.DataFrame) -> tuple[str, ...]:
    """Return what a reader of a file has to be told of its places as a whole.

    Parameters
    ----------
    noun
        The table it was taken in as. Only places where people are served or live have to lie on land.
    raw
        Its rows, with our names of columns.
    taken
        Those that were taken in.
    """
    if "lon" not in taken:
        return ()
    notes = []
    named = Counter(row.cells.get("country", "") for row in raw.rows)
    unknown = sum(times for text, times in named.items() if text and not can_check(country_code(text)))
    if unknown:
        notes.append(f"{unknown:,} rows name a country we don't know the place of: not checked whether they lie in it")
    if noun in _ON_LAND:
        placed = taken[taken["lon"].notna()]
        far = int(is_far_from_land(placed["lon"].to_numpy(), placed["lat"].to_numpy()).sum())
        if far:
            notes.append(
                f"{far:,} rows lie over 25 km out at sea, or in Antarctica: see whether lon and lat are swapped"
            )
    return tuple(notes)
