"""Makes a table of records: our columns first, then the file's own."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from data.table import CRS, Table


def frame_of(table: Table, kept: Mapping[tuple[Any, ...], Mapping[str, Any]], extra: tuple[str, ...]) -> pd.DataFrame:
    """Return records as a frame sorted by key; a GeoDataFrame in EPSG:4326 if the table has places.

    Parameters
    ----------
    table
        The table they are rows of.
    kept
        Records by key; what a record lacks is empty.
    extra
        Columns beside those of the table, as text.
    """
    records = [kept[key] for key in sorted(kept)]
    columns: dict[str, Any] = {}
    for column in table.columns:
        empty, dtype = (np.nan, np.float64) if column.dtype == "number" else ("", object)
        columns[column.name] = np.array([record.get(column.name, empty) for record in records], dtype=dtype)
    for name in extra:
        columns[name] = np.array([record.get(name, "") for record in records], dtype=object)
    frame = pd.DataFrame({name: _text_or_number(values) for name, values in columns.items()})
    if not table.geometry:
        return frame
    return gpd.GeoDataFrame(frame, geometry=[record["geometry"] for record in records], crs=CRS)


def _text_or_number(values: Any) -> pd.Series:
    return pd.Series(values, dtype="str") if values.dtype == object else pd.Series(values)
