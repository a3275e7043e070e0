"""An error and a formula without its value are told, and hide a place where they stand for who may know it."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from data.from_outside import NO_CHOICE, Choice, take_outside
from data.intake import Intake
from data.mends import FAULT
from data.read_xlsx import read_xlsx
from data.xlsx_faults import FORMULA
from geo.errors import InputError

OURS = ["id", "nombre", "tipo", "servicios", "lat", "lon"]
HIDES = "has no value where it says who may know the place: hidden"


def workbook(path: Path, *columns: tuple[str, str], merged: str = "") -> Path:
    """Write two canteens with columns more; what begins with # is an error, with = a formula without its value."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Otra").write_formula(0, 0, "=1+1", None, "")
        sheet = book.add_worksheet("Lugares & más")
        sheet.write_row(0, 0, [*OURS, *(name for name, _ in columns)])
        for at in (1, 2):
            sheet.write_row(at, 0, [str(at), f"Casa {at}", "comedor", "alimentos", 13.9 + at / 100, -87.2])
            for column, (_, value) in enumerate(columns, start=len(OURS)):
                if at == 1 and value.startswith(("#", "=")):
                    sheet.write_formula(at, column, "=A2", None, value if value.startswith("#") else "")
                elif not (merged and value.startswith("#")):
                    sheet.write(at, column, value if at == 1 else "no")
        if merged:
            sheet.merge_range(merged, "")
            sheet.write_formula(merged.split(":", maxsplit=1)[0], "=A2", None, "#N/A")
    return path


def first(path: Path, chosen: Choice = NO_CHOICE) -> tuple[str, str, Intake]:
    """Return who may know the first place, and whether it is open."""
    intake = take_outside("facilities", path, chosen).intake
    row = intake.frame[intake.frame["facility_id"] == "1"].iloc[0]
    return row["visibility"], row["status"], intake


@pytest.mark.parametrize(("value", "told"), [("#N/A", "#N/A"), ("#REF!", "#REF!"), ('=IF(1,"no","si")', FORMULA)])
@pytest.mark.parametrize("column", ["visibilidad", "confidencial", "solo mujeres", "Se puede publicar", "on_map"])
def test_it_hides_the_place_under_a_name_that_asks_for_it(tmp_path: Path, column: str, value: str, told: str) -> None:
    more = [("visibility", "público")] if column == "visibilidad" else [("visibilidad", "público")]
    seen, _, intake = first(workbook(tmp_path / "a.xlsx", *more, (column, value)))
    assert seen == "hidden"
    mends = intake.repaired[intake.repaired["id"] == "1"]
    assert [told] == list(mends[mends["mend"] == FAULT]["value"])
    assert HIDES in list(mends["mend"])


def test_it_leaves_open_whether_the_place_is_and_is_told_in_any_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("visibilidad", "público"), ("estatus", "#REF!"), ("nota", "=A2"))
    seen, status, intake = first(path)
    assert (seen, status) == ("public", "unknown")
    lines = intake.repaired[intake.repaired["mend"] == FAULT]
    assert sorted(zip(lines["column"], lines["value"], strict=True)) == [("nota", FORMULA), ("status", "#REF!")]


def test_a_column_somebody_chose_counts_by_its_place(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Columna siete", "#N/A"))
    assert first(path)[0] == "restricted"
    assert first(path, {"visibility": "Columna siete"})[0] == "hidden"


def test_an_error_in_a_merged_cell_stands_in_each_of_its_lines(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("visibilidad", "público"), ("confidencial", "#N/A"), merged="H2:H3")
    frame = take_outside("facilities", path).intake.frame
    assert list(frame["visibility"]) == ["hidden", "hidden"]


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """Put other bytes into the second sheet of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts["xl/worksheets/sheet2.xml"]
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_formula_with_its_value_is_read_and_empty_text_is_a_value(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("visibilidad", "público"), ("confidencial", "=A2"))
    given = rewritten(path, b'<c r="H2"><f>A2</f><v></v></c>', b'<c r="H2" t="str"><f>A2</f><v>no</v></c>')
    assert first(given)[0] == "public"
    empty = rewritten(given, b"<v>no</v></c>", b"<v></v></c>")
    assert first(empty)[0] == "public"


def test_cells_without_a_place_are_counted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("visibilidad", "público"), ("confidencial", "#N/A"))
    bare = rewritten(path, b' r="H2"', b"")
    assert {row.number: dict(row.faults) for row in read_xlsx(bare).rows if row.faults} == {2: {7: "#N/A"}}


def test_a_sheet_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("confidencial", "#N/A"))
    with pytest.raises(InputError, match="is a broken workbook"):
        read_xlsx(rewritten(path, b"</worksheet>", b""))
