"""Rows a stray quote swallows are told."""

from pathlib import Path

import pytest

from data.read_csv import read_grid_csv

HEADER = "id,name,kind,lon,lat\na,x,clinic,-87.1,13.9\n"
SAID = "a cell holds whole lines of the file in 1 rows (first lines 3): is a quote missing?"


def notes(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "l.csv"
    path.write_bytes((HEADER + text).encode())
    return read_grid_csv(path).notes


@pytest.mark.parametrize(
    "text",
    [
        'b,"y,clinic,-87.3,13.95\nd,w",clinic,-87.2,13.9\n',
        'b,"y,clinic,-87.3,13.95\nc,z,clinic,-87.4,13.9\nd,w",clinic,-87.2,13.9\ne,v,clinic,-87.5,13.9\n',
        'b,y,"clinic,-87.3,13.95\nd,w,clinic",-87.2,13.9\n',
    ],
)
def test_a_cell_that_holds_lines_of_the_file_is_told(tmp_path: Path, text: str) -> None:
    assert notes(tmp_path, text) == (SAID,)


@pytest.mark.parametrize(
    "text", ['b,"Calle 5,\nTegucigalpa",clinic,-87,14\n', 'b,y,clinic,-87,"14\n\n"\n', "b,y,clinic,-87,14\n"]
)
def test_a_cell_of_several_lines_is_none(tmp_path: Path, text: str) -> None:
    assert notes(tmp_path, text) == ()


def test_one_zero_byte_makes_no_other_encoding_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes(HEADER.encode() + b"b,y\x00z,clinic,-87,14\n")
    grid = read_grid_csv(path)
    assert (grid.notes, grid.rows[2].cells[:2]) == ((), ("b", "y\x00z"))
