from pathlib import Path

import pytest

from data.raw import RawTable
from data.read_csv import read_csv
from geo.errors import InputError


def read(tmp_path: Path, content: bytes) -> RawTable:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return read_csv(path)


def test_rows_carry_the_line_they_start_on(tmp_path: Path) -> None:
    table = read(tmp_path, b'a,b\n1,"two\nlines"\n\n3,4\n')
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, {"a": "1", "b": "two lines"}),
        (5, {"a": "3", "b": "4"}),
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_byte_order_mark_and_line_ends_change_nothing(tmp_path: Path, mark: bytes, end: bytes) -> None:
    table = read(tmp_path, mark + end.join([b"id,name", "ñ,Clínica".encode(), b""]))
    assert table.columns == ("id", "name")
    assert [(row.number, row.cells) for row in table.rows] == [(2, {"id": "ñ", "name": "Clínica"})]


def test_every_cell_is_text_and_keeps_its_zeros_and_its_formulas(tmp_path: Path) -> None:
    cells = read(tmp_path, b"pcode,sum,none\n007,=1+1, nan \n").rows[0].cells
    assert cells == {"pcode": "007", "sum": "=1+1", "none": "nan"}


def test_a_row_cut_short_or_too_long_is_in_trouble_and_not_filled_up(tmp_path: Path) -> None:
    rows = read(tmp_path, b"a,b,c\n1,2\n1,2,3,4\n1,2,3\n").rows
    assert [row.trouble for row in rows] == [
        "has 2 cells where the header has 3",
        "has 4 cells where the header has 3",
        "",
    ]


def test_characters_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\nx\x00y,\x1b[31m\n").rows[0].cells == {"a": "x\ufffdy", "b": "\ufffd[31m"}


def test_a_nameless_column_is_numbered_and_geometry_is_only_text(tmp_path: Path) -> None:
    assert read(tmp_path, b"id,,geometry\n1,2,3\n").columns == ("id", "column_2", "geometry_text")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n\n", "list.csv: the file is empty. Give it a header row and rows."),
        (b"a,b\n1,\xf1\n", "list.csv, line 2: is not UTF-8 text. Save the file as CSV UTF-8."),
        (b"a;b;c\n1;2;3\n", "list.csv: its columns are not split by commas. Save it as CSV with commas."),
        (b"a,b,a\n1,2,3\n", "list.csv: has two columns named a. Rename or remove one of them."),
        (
            b'a,b\n1,2\n3,"4\n',
            (
                "list.csv, line 3: cannot be split into cells (unexpected end of data). "
                "Mend the quotes or export it again."
            ),
        ),
    ],
)
def test_a_file_that_is_no_table_gets_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert str(caught.value) == said
