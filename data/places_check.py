"""Looks at facilities as a whole for what no row shows by itself: what was last checked long before the rest."""

import geopandas as gpd
import pandas as pd

_LONG_YEARS = 2


def long_unchecked(facilities: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the facilities last checked more than two years before the newest check in the table.

    Parameters
    ----------
    facilities
        As taken in. Rows without ``checked_on`` are left out: how much is unknown is told elsewhere.

    Returns
    -------
    DataFrame
        ``facility_id, checked_on`` (ISO date), oldest first, then by id; empty if there is none.
    """
    checked = facilities.loc[facilities["checked_on"] != "", ["facility_id", "checked_on"]]
    if checked.empty:
        return pd.DataFrame(checked)
    newest = str(checked["checked_on"].max())
    # ISO dates compare as text; 29 February needs no calendar for this.
    limit = f"{int(newest[:4]) - _LONG_YEARS:04d}{newest[4:]}"
    long_ago = checked[checked["checked_on"] < limit]
    return pd.DataFrame(long_ago).sort_values(["checked_on", "facility_id"], ignore_index=True)
