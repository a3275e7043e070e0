"""Writes files whole or not at all: made in a hidden folder beside their place, then renamed."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from data.encode import encode_csv, encode_geojson, encode_json
from data.staging import appear, settle, staging
from data.whole_geopackage import check_whole
from geo.errors import QuestionError

Content = bytes | Callable[[Path], None]
# What a full disk becomes on its way through GDAL.
_REFUSALS = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError)
# GeoPackage notes when it was written; the same content must give the same bytes.
_GEOPACKAGE_DATE = "2000-01-01T00:00:00.000Z"


def check_out_folder(path: Path) -> Path:
    """Return the folder, made if it was missing; what a killed run left in it is settled (``data.staging``).

    Parameters
    ----------
    path
        Where results are to go.

    Raises
    ------
    QuestionError
        It cannot be made, is a file, or cannot be written.
    """
    missing = [each for each in (path, *path.parents) if not os.path.lexists(each)]
    with _said(path):
        try:
            path.mkdir(parents=True, exist_ok=True)
            settle(path)
            tempfile.TemporaryFile(dir=path).close()
        except BaseException:
            # Ctrl-C too: no folder stays that nothing was written to.
            with suppress(OSError):
                for each in missing:
                    each.rmdir()
            raise
    return path


def write_together(folder: Path, contents: Mapping[str, Content]) -> tuple[Path, ...]:
    """Write several files of one folder: all of them appear, or none; see ``data.staging`` for what a kill leaves.

    Parameters
    ----------
    folder
        An existing folder.
    contents
        Bytes, or a function that writes the path it is given, by file name.

    Returns
    -------
    tuple of paths
        The files, in the order of `contents`.

    Raises
    ------
    QuestionError
        The folder or a file cannot be written; the files that were there are as they were.
    """
    with _said(folder), staging(folder) as stage:
        _fill_all(stage, contents)
        appear(stage)
    return tuple(folder / name for name in contents)


def fill_folder(folder: Path, contents: Mapping[str, Content]) -> None:
    """Write files straight into a folder that is not yet in its place.

    Parameters
    ----------
    folder
        A folder of `data.staging`; whole or not at all is what happens to it.
    contents
        As for `write_together`.

    Raises
    ------
    QuestionError
        A file cannot be written.
    """
    with _said(folder):
        _fill_all(folder, contents)


def write_bytes(path: Path, content: Content) -> Path:
    """Write one file and return its path.

    Parameters
    ----------
    path
        The file; what it held is replaced whole.
    content
        Bytes, or a function that writes the path it is given.

    Raises
    ------
    QuestionError
        It cannot be written.
    """
    return write_together(path.parent, {path.name: content})[0]


def write_text(path: Path, text: str) -> Path:
    """Write text as UTF-8 and return the path; see `write_bytes`."""
    return write_bytes(path, text.encode())


def write_csv(path: Path, frame: pd.DataFrame, *, decimals: Mapping[str, int] | None = None) -> Path:
    """Write a table as CSV and return the path; see `encode_csv` and `write_bytes`."""
    return write_bytes(path, encode_csv(frame, decimals))


def write_json(path: Path, value: object) -> Path:
    """Write a value as JSON and return the path; see `encode_json` and `write_bytes`."""
    return write_bytes(path, encode_json(value))


def write_geojson(path: Path, frame: gpd.GeoDataFrame) -> Path:
    """Write a table as GeoJSON and return the path; see `encode_geojson` and `write_bytes`."""
    return write_bytes(path, encode_geojson(frame))


def write_geopackage(path: Path, layers: Mapping[str, pd.DataFrame]) -> Path:
    """Write tables as the layers of one GeoPackage and return the path; the same tables give the same bytes.

    Parameters
    ----------
    path
        The file, replaced whole.
    layers
        Tables by layer name, in their order; one without geometry becomes an attribute table. Missing and infinite
        numbers become NULL.

    Raises
    ------
    QuestionError
        It cannot be written.
    """
    return write_bytes(path, geopackage(layers))


def geopackage(layers: Mapping[str, pd.DataFrame]) -> Callable[[Path], None]:
    """Return a function that writes `layers` to the path it is given, for `write_together`."""

    def fill(path: Path) -> None:
        with _fixed_date():
            for name, frame in layers.items():
                _write_layer(path, name, frame)
        check_whole(path, layers)

    return fill


def _write_layer(path: Path, name: str, frame: pd.DataFrame) -> None:
    finite = frame.replace([np.inf, -np.inf], np.nan)
    pyogrio.write_dataframe(finite, path, layer=name, driver="GPKG", append=path.exists())


@contextmanager
def _fixed_date() -> Iterator[None]:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _GEOPACKAGE_DATE})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _fill_all(folder: Path, contents: Mapping[str, Content]) -> None:
    for name, content in contents.items():
        _fill(folder / name, content)


def _fill(path: Path, content: Content) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say in one line what the system refused."""
    try:
        yield
    except pyogrio.errors.FieldError:
        what = "cannot be written (the format cannot hold a column of the table)"
        raise QuestionError(str(path), what, "Rename the column, or choose another format.") from None
    except (OSError, *_REFUSALS) as error:
        # What GDAL says may hold a row of the table.
        what = f"cannot be written ({getattr(error, 'strerror', None) or 'the disk may be full'})"
        raise QuestionError(str(path), what, "Choose another folder or free the disk.") from None
