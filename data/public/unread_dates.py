"""Places checked on a day nobody can read: it may lie after the last one that is taken in."""

import re
from datetime import date

import pandas as pd

from data.cells import is_iso_date

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def may_be_later(facilities: pd.DataFrame, repaired: pd.DataFrame, as_of: date) -> pd.Series:
    """Return of which facilities a day of checking was written that may lie after the last one.

    Parameters
    ----------
    facilities
        Of a study.
    repaired
        Its mended cells: a day that could not be read was emptied, and stands there.
    as_of
        The last day that is taken in. What names years and none but earlier ones was written before.

    Returns
    -------
    Series
        In the order of `facilities`, with its index, of booleans; False for a row given another day since.
    """
    of_days = repaired[(repaired["column"] == "checked_on") & repaired["mend"].str.endswith("emptied")]
    later = {row.id for row in of_days.itertuples() if _may_be_later(str(row.value), as_of)}
    told = facilities["checked_on"]
    unread = facilities["facility_id"].isin(later) & (told == "")
    return unread | (told != "") & ~told.map(is_iso_date).astype(bool)


def _may_be_later(text: str, as_of: date) -> bool:
    if is_iso_date(text):
        return text > as_of.isoformat()
    years = [int(year) for year in _YEAR.findall(text)]
    return not years or max(years) >= as_of.year
