"""Which sheets of a workbook are read: not one that was hidden, but all that go on with the list."""

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from alcance.draft_summary import describe_file
from data.read_xlsx import read, read_xlsx

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


HEADER = ["Nombre", "Tipo", "Latitud", "Longitud", ""]
NORTH = [HEADER, ["Uno", "clinica", "14", "-87", ""], ["Dos", "clinica", "15", "-87", ""]]
SOUTH = [["Municipio Sur"], [], ["NOMBRE", "tipo", "Latitud", "Longitud"], ["Tres", "clinica", "14.5", "-87"]]


def test_sheets_under_one_header_are_one_list_whose_lines_are_counted_on(tmp_path: Path) -> None:
    sheets = {"Norte": NORTH, "Sur": SOUTH, "Notas": [["Fuente", "x"], ["y", "z"]], "vieja": NORTH}
    table = read(workbook(tmp_path / "a.xlsx", sheets, hidden="vieja"))
    assert [(row.number, row.cells["Nombre"]) for row in table.rows] == [(2, "Uno"), (3, "Dos"), (7, "Tres")]
    assert table.notes == (
        "sheet Norte",
        "sheet Notas, 2 filled rows, not read",
        "hidden sheet vieja, 3 filled rows, not read",
        "sheet Sur, 1 rows, read too: its line 1 counts as row 4",
    )
    assert table.about == ("Norte", "Sur", "Municipio Sur")


def test_a_sheet_under_another_header_is_not_joined(tmp_path: Path) -> None:
    other = [["Nombre", "Tipo", "Longitud", "Latitud"], ["Tres", "clinica", "-87", "14.5"]]
    table = read(workbook(tmp_path / "a.xlsx", {"Norte": NORTH, "Sur": other}, hidden=""))
    assert len(table.rows) == 2
    assert table.notes == ("sheet Norte", "sheet Sur, 2 filled rows, not read")


def test_what_was_not_read_is_told_before_all_else_of_a_file() -> None:
    notes = ["sheet Norte", "sheet Sur, 2 filled rows, not read"]
    file = {"file": "a.xlsx", "rows": 2, "kept": 2, "repaired": 0, "set_aside": 0, "columns": {}, "derived": {}}
    lines = describe_file("facilities", file | {"tied": {}, "left": ["x"], "notes": notes})
    assert lines[1] == "  NOT READ: sheet Sur, 2 filled rows"
    assert lines[-1] == "  sheet Norte"
