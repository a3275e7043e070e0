"""Turns tables and values into the bytes of files: the same content always gives the same bytes."""

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import mapping

from data.formulas import guarded


def encode_csv(
    frame: pd.DataFrame, decimals: Mapping[str, int] | None = None, *, hashtags: Sequence[str] | None = None
) -> bytes:
    """Return a CSV file: UTF-8, comma, decimal point, header row, a line feed at line ends.

    Parameters
    ----------
    frame
        Rows in their order; a geometry column is left out. Missing and infinite numbers become empty cells. Text that
        a spreadsheet would take for a formula is guarded (``data.formulas``); a number stays a number.
    decimals
        Digits behind the point by column; a number of another column is written so that reading it gives it again.
    hashtags
        A second row below the header: HXL hashtags, one a column; None: no such row.
    """
    columns = [name for name in frame.columns if name != _geometry_name(frame)]
    digits = decimals or {}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([guarded(str(name)) for name in columns])
    if hashtags is not None:
        writer.writerow(hashtags)
    cells = [_column(frame[name], digits.get(name)) for name in columns]
    writer.writerows(zip(*cells, strict=True))
    return buffer.getvalue().encode()


def encode_json(value: object) -> bytes:
    """Return a JSON file with sorted keys.

    Parameters
    ----------
    value
        What JSON can say.

    Raises
    ------
    ValueError
        It holds NaN or infinity, which JSON cannot say.
    """
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True) + "\n").encode()


def encode_geojson(frame: gpd.GeoDataFrame, members: Mapping[str, object] | None = None) -> bytes:
    """Return a GeoJSON file (RFC 7946), one feature a line; missing and infinite numbers become null.

    Parameters
    ----------
    frame
        In EPSG:4326; coordinates are written so that reading them gives them again.
    members
        What the collection says besides its features, such as where they come from.
    """
    names = [name for name in frame.columns if name != _geometry_name(frame)]
    records = frame[names].itertuples(index=False, name=None)
    features = [
        json.dumps(_feature(dict(zip(names, record, strict=True)), shape), ensure_ascii=False, allow_nan=False)
        for record, shape in zip(records, frame.geometry, strict=True)
    ]
    told = "".join(
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}, "
        for name, value in (members or {}).items()
    )
    return (f'{{"type": "FeatureCollection", {told}"features": [\n' + ",\n".join(features) + "\n]}\n").encode()


def _feature(properties: dict[str, Any], shape: Any) -> dict[str, Any]:
    plain = {name: None if _is_missing(value) else value for name, value in properties.items()}
    return {"type": "Feature", "properties": plain, "geometry": None if shape is None else mapping(shape)}


def _geometry_name(frame: pd.DataFrame) -> str | None:
    return str(frame.geometry.name) if isinstance(frame, gpd.GeoDataFrame) else None


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value))


class _Texts(dict[str, str]):
    """The cell of each text, made once: a column says the same again and again."""

    def __missing__(self, text: str) -> str:
        # A lone carriage return would end the row for many readers, and csv does not quote it.
        cell = self[text] = guarded(text.replace("\r\n", "\n").replace("\r", "\n"))
        return cell


def _column(column: "pd.Series[Any]", digits: int | None) -> list[str]:
    """Return the cells of one column."""
    # One by one, pandas hands out the texts of such a column very slowly.
    values = column.to_numpy(dtype=object) if isinstance(column.dtype, pd.StringDtype) else column
    texts = _Texts()
    return [texts[value] if type(value) is str else _cell(value, digits, texts) for value in values]


def _cell(value: Any, digits: int | None, texts: Mapping[str, str]) -> str:
    if _is_missing(value):
        return ""
    return number_text(value, digits) if isinstance(value, float) else texts[str(value)]


def number_text(value: float, digits: int | None = None) -> str:
    """Return a finite number as text that reads back as the same number, or with so many digits behind the point."""
    if digits is not None:
        text = f"{value:.{digits}f}"
        return text[1:] if text.startswith("-") and float(text) == 0 else text
    text = repr(float(value) + 0.0)
    return text.removesuffix(".0")
