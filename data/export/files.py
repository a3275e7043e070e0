"""The files of an export, by format."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from data.encode import encode_csv, encode_geojson, encode_json
from data.export.geopackage_columns import renamed_columns
from data.export.hxl import hashtag
from data.export.told import Told
from data.export.xlsx import encode_xlsx
from data.hsds_out import hsds_from
from data.sources_sheet import SOURCES
from data.write import Content, geopackage, write_together
from geo.errors import QuestionError

_SUFFIXES = {"hsds": ".json"}
CSV, GPKG = "csv", "gpkg"


def write_export(out: Path, each: Told, file_format: str, *, hxl: bool = False) -> tuple[Path, ...]:
    """Write a table and return the files: the one asked for, and for CSV its sources beside it.

    Parameters
    ----------
    out
        The file, in an existing folder; what it held is replaced.
    each
        The table.
    file_format
        One of ``FORMATS``.
    hxl
        Whether a CSV has a second row of HXL hashtags.

    Raises
    ------
    QuestionError
        The format is unknown, is another than the file's suffix says, cannot hold the table or knows no hashtags, or
        the file cannot be written.
    """
    if file_format not in FORMATS:
        raise QuestionError(f"--format {file_format}", "is not written here", f"Choose one of {', '.join(FORMATS)}.")
    suffix = _SUFFIXES.get(file_format, f".{file_format}")
    if out.suffix.lower() != suffix:
        raise QuestionError(str(out), f"does not end in {suffix}", f"Name the file {out.stem}{suffix}.")
    if hxl and file_format != CSV:
        raise QuestionError("--hxl", "is a row of CSV files", "Leave it out, or choose --format csv.")
    if hxl:
        return write_together(out.parent, _csv(out, each, hxl=True))
    return write_together(out.parent, FORMATS[file_format](out, each))


def _csv(out: Path, each: Told, *, hxl: bool = False) -> dict[str, Content]:
    frame = _with_shapes(each.frame)
    hashtags = [hashtag(str(name)) for name in frame.columns] if hxl else None
    return {
        out.name: encode_csv(frame, hashtags=hashtags),
        f"{out.stem}.{SOURCES}.csv": encode_csv(each.sources),
    }


def _xlsx(out: Path, each: Told) -> dict[str, Content]:
    return {out.name: encode_xlsx({each.noun: _with_shapes(each.frame), SOURCES: each.sources})}


def _gpkg(out: Path, each: Told) -> dict[str, Content]:
    return {
        out.name: geopackage({each.noun: each.frame.rename(columns=renamed_columns(each.frame)), SOURCES: each.sources})
    }


def _geojson(out: Path, each: Told) -> dict[str, Content]:
    if not isinstance(each.frame, gpd.GeoDataFrame):
        raise QuestionError(f"table {each.noun}", "has no places to draw", "Export it as csv, xlsx or gpkg.")
    members: dict[str, object] = {"name": each.noun, SOURCES: _sources(each), "stamps": list(each.stamps)}
    return {out.name: encode_geojson(each.frame, members)}


def _hsds(out: Path, each: Told) -> dict[str, Content]:
    if each.noun != "facilities":
        raise QuestionError("--format hsds", "holds facilities alone", "Choose --table facilities or another format.")
    return {out.name: encode_json(hsds_from(each.frame, _sources(each), each.stamps))}


def _sources(each: Told) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in each.sources.to_dict("records")]


def _with_shapes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table without geometry: points stand in lon and lat, lines and areas as text in wkt."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    plain = pd.DataFrame(frame.drop(columns="geometry"))
    return plain if "lon" in plain else plain.assign(wkt=frame.geometry.to_wkt())


FORMATS: Mapping[str, Callable[[Path, Told], dict[str, Content]]] = {
    CSV: _csv,
    "xlsx": _xlsx,
    GPKG: _gpkg,
    "geojson": _geojson,
    "hsds": _hsds,
}
