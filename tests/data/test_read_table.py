import os
from pathlib import Path

import pytest

from data.read_table import MAX_BYTES, read_table
from geo.errors import InputError


def said(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_table(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["a.csv", "A.CSV"])
def test_the_suffix_tells_the_format(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id\n1\n")
    assert read_table(tmp_path / name).columns == ("id",)


@pytest.mark.parametrize("name", ["a.gpkg", "a.xlsx", "a.shp", "a"])
def test_other_formats_are_to_be_exported(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id\n1\n")
    assert said(tmp_path / name).endswith("Export it as CSV or GeoJSON.")


def test_a_driver_file_in_disguise_is_only_text_that_is_no_geojson(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("id,lon,lat\n1,2,3\n")
    path = tmp_path / "upload.geojson"
    path.write_text(
        f"<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>"
    )
    assert "is not GeoJSON" in said(path)


def test_a_missing_file_names_its_path(tmp_path: Path) -> None:
    missing = tmp_path / "none.csv"
    assert said(missing) == f"{missing}: cannot be read (No such file or directory). Look at the path and the rights."


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert said(tmp_path / "a.csv") == "a.csv: the file is empty. Export it again."


def test_a_folder_or_a_pipe_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is a folder or a device" in said(tmp_path / "folder.csv")
    assert "is a folder or a device" in said(tmp_path / "pipe.csv")


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    os.truncate(path, MAX_BYTES + 1)
    assert said(path) == "a.csv: has 200 MB, more than 200. Cut it to the study's place."
