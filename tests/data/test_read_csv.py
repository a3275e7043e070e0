from pathlib import Path

import pytest
from messy import written_csv

from data.grid import raw_from_grid
from data.raw import RawTable
from data.read_csv import read_csv, read_grid_csv
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


def read_grid(tmp_path: Path, content: bytes) -> RawTable:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return raw_from_grid(read_grid_csv(path))


LIST = [["Clave", "Nombre", "Latitud", "Longitud"], ["1", "Clínica; la 2, del Río | Norte", "32.5", "-117.0"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_file_from_outside_is_the_same_table_in_any_split_and_encoding(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    table = raw_from_grid(read_grid_csv(written_csv(LIST, tmp_path / "l.csv", delimiter=delimiter, encoding=encoding)))
    assert table.columns == tuple(LIST[0])
    assert [(row.number, list(row.cells.values())) for row in table.rows] == [(2, LIST[1])]


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ()),
        ("utf-16", ()),
        ("utf-16-le", ("has no mark of its encoding, read as UTF-16",)),
        ("cp1252", ("is not UTF-8 text, read as Windows-1252",)),
    ],
)
def test_an_encoding_that_was_guessed_is_noted(tmp_path: Path, encoding: str, notes: tuple[str, ...]) -> None:
    assert read_grid_csv(written_csv(LIST, tmp_path / "l.csv", encoding=encoding)).notes == notes


def test_a_byte_windows_has_no_letter_for_is_read_as_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"id,name\n1,Cl\xednica\x81\n")
    grid = read_grid_csv(path)
    assert grid.notes == ("is not UTF-8 text, read as Latin-1",)
    assert grid.rows[1].cells == ("1", "Clínica\x81")


def test_decimal_commas_do_not_split_a_file_of_semicolons(tmp_path: Path) -> None:
    table = read_grid(tmp_path, b"id;name;lat;lon\n1;A;32,5;-117,0\n2;B;31,5;-116,5\n")
    assert table.columns == ("id", "name", "lat", "lon")
    assert table.rows[1].cells["lon"] == "-116,5"


def test_a_line_that_names_the_split_is_believed_and_counted(tmp_path: Path) -> None:
    table = read_grid(tmp_path, b"sep=|\r\nid|a,b,c\r\n1|x,y,z\r\n")
    assert table.columns == ("id", "a,b,c")
    assert [(row.number, row.cells) for row in table.rows] == [(3, {"id": "1", "a,b,c": "x,y,z"})]


def test_titles_above_a_csv_table_are_no_rows(tmp_path: Path) -> None:
    table = read_grid(tmp_path, b"Directorio\n\nid,name,lat,lon\n1,A,32.5,-117.0\n")
    assert table.columns == ("id", "name", "lat", "lon")
    assert [row.number for row in table.rows] == [4]


def test_broken_quotes_get_one_line_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^list\.csv, line 3: cannot be split into cells"):
        read_grid(tmp_path, b'id;name\n1;A\n2;"B\n')
