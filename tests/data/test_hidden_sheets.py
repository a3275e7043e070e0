"""A sheet somebody hid is not read for the one they show."""

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from data.read_xlsx import read_xlsx

SHOWN = [["id", "name"], ["1", "Norte"]]
HIDDEN = [["id", "name"], ["1", "A"], ["2", "B"], ["3", "C"]]


def workbook(path: Path, sheets: Mapping[str, list[list[str]]], hidden: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            if name == hidden:
                sheet.hide()
    return path


def test_a_longer_sheet_that_is_hidden_gives_way_and_is_named(tmp_path: Path) -> None:
    grid = read_xlsx(workbook(tmp_path / "a.xlsx", {"Lista": SHOWN, "vieja": HIDDEN}, hidden="vieja"))
    assert [row.cells for row in grid.rows] == [tuple(row) for row in SHOWN]
    assert grid.notes == ("sheet Lista", "hidden sheet vieja, 4 filled rows, not read")


def test_a_hidden_sheet_is_read_where_no_other_holds_anything_and_that_is_said(tmp_path: Path) -> None:
    grid = read_xlsx(workbook(tmp_path / "a.xlsx", {"Portada": [], "datos": HIDDEN}, hidden="datos"))
    assert [row.cells for row in grid.rows] == [tuple(row) for row in HIDDEN]
    assert grid.notes == ("sheet datos, hidden in the workbook: no other holds anything",)
