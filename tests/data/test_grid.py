import pytest
from messy import (
    grid_of,
    in_dms,
    swapped,
    with_blank_columns,
    with_decimal_commas,
    with_groups,
    with_line_below_header,
    with_titles,
    with_total,
)

from data.grid import raw_from_grid
from data.raw import RawTable
from geo.errors import InputError

PLAIN = [
    ["Clave", "Nombre", "Tipo", "Latitud", "Longitud"],
    ["1", "Clínica Norte", "Clínica", "32.5", "-117.0"],
    ["2", "Albergue Sur", "Albergue", "31.5", "-116.5"],
]
NAMES = tuple(PLAIN[0])
CELLS = [dict(zip(NAMES, cells, strict=True)) for cells in PLAIN[1:]]


def cells_of(table: RawTable) -> list[dict[str, str]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    "sheet",
    [
        PLAIN,
        with_titles(PLAIN, "Directorio de unidades", "Actualizado a 2025"),
        with_blank_columns(PLAIN),
        with_titles(with_blank_columns(PLAIN), "Directorio", "Fuente: nombre de la institución"),
        with_groups(PLAIN, ["Identificación", "", "", "Ubicación", ""]),
        with_titles(with_groups(PLAIN, ["Identificación", "", "", "Ubicación", ""]), "Directorio"),
        with_groups(PLAIN, ["Directorio"] * 5),
        with_titles(PLAIN, *(f"Nota {number}" for number in range(20))),
    ],
)
def test_titles_groups_and_blank_columns_change_nothing_of_the_table(sheet: list[list[str]]) -> None:
    table = raw_from_grid(grid_of(sheet))
    assert table.columns == NAMES
    assert cells_of(table) == CELLS


def test_rows_carry_the_line_they_stand_on_and_titles_are_noted() -> None:
    table = raw_from_grid(grid_of(with_titles(PLAIN, "Directorio de unidades")))
    assert [row.number for row in table.rows] == [4, 5]
    assert table.notes == ("line 1 above the header: Directorio de unidades",)


def test_a_header_nobody_knows_is_the_first_wide_line_without_values() -> None:
    sheet = [["Liste 7", "", ""], ["alfa", "beta", "gamma"], ["1", "x", "2"], ["2", "y", "3"]]
    assert raw_from_grid(grid_of(sheet)).columns == ("alfa", "beta", "gamma")


def test_names_that_repeat_take_their_group_before_them() -> None:
    sheet = [
        ["", "Nombre", "Origen", "", "Destino", ""],
        ["Id", "", "Latitud", "Longitud", "Latitud", "Longitud"],
        ["1", "A", "32", "-117", "31", "-116"],
    ]
    table = raw_from_grid(grid_of(sheet))
    names = ("Id", "Nombre", "Origen Latitud", "Origen Longitud", "Destino Latitud", "Destino Longitud")
    assert table.columns == names
    assert len(table.rows) == 1


def test_the_lower_half_of_a_header_under_merged_cells_is_no_row() -> None:
    sheet = [
        ["Clave", "Nombre", "Coordenadas", ""],
        ["", "", "Latitud", "Longitud"],
        ["1", "A", "32", "-117"],
    ]
    table = raw_from_grid(grid_of(sheet))
    assert table.columns == ("Clave", "Nombre", "Latitud", "Longitud")
    assert [row.number for row in table.rows] == [3]


def test_names_that_still_repeat_are_numbered() -> None:
    sheet = [["Nombre", "Latitud", "Nombre", "Nombre_2", "Nombre"], ["a", "1", "b", "c", "d"]]
    table = raw_from_grid(grid_of(sheet))
    assert table.columns == ("Nombre", "Latitud", "Nombre_2", "Nombre_2_2", "Nombre_3")
    assert list(table.rows[0].cells.values()) == ["a", "1", "b", "c", "d"]


def test_hashtags_stand_behind_the_names_of_their_columns_and_are_no_row() -> None:
    tags = ["#loc+id", "#loc+name", "", "#geo+lat", "#geo +lon"]
    table = raw_from_grid(grid_of(with_line_below_header(PLAIN, tags)))
    assert table.columns == ("Clave #loc+id", "Nombre #loc+name", "Tipo", "Latitud #geo+lat", "Longitud #geo +lon")
    assert [row.number for row in table.rows] == [3, 4]


def test_a_line_of_units_is_a_row_in_trouble_and_not_lost() -> None:
    units = ["texto", "texto", "(tipo de unidad)", "grados decimales", "°"]
    table = raw_from_grid(grid_of(with_line_below_header(PLAIN, units)))
    assert [(row.number, row.trouble) for row in table.rows] == [(2, "holds units, no values"), (3, ""), (4, "")]
    assert list(table.rows[0].cells.values()) == units


def test_a_line_of_totals_stays_a_row() -> None:
    table = raw_from_grid(grid_of(with_total(PLAIN)))
    assert table.rows[-1].cells == {"Clave": "TOTAL", "Nombre": "2", "Tipo": "", "Latitud": "", "Longitud": ""}
    assert table.rows[-1].trouble == ""


def test_a_short_and_a_long_line_are_in_trouble_and_keep_every_cell() -> None:
    rows = raw_from_grid(grid_of([*PLAIN, ["3", "C"], ["4", "D", "clinic", "1", "2", "", "more"], []])).rows
    assert [row.trouble for row in rows[2:]] == [
        "has 2 cells where the header has 5",
        "has 7 cells where the header has 5",
    ]
    assert rows[2].cells == {"Clave": "3", "Nombre": "C"}
    assert rows[3].cells["column_7"] == "more"


def test_cells_under_no_name_are_kept_in_a_numbered_column() -> None:
    sheet = [["Clave", "", "Nombre", ""], ["1", "x", "A", ""], ["2", "", "B", ""]]
    table = raw_from_grid(grid_of(sheet))
    assert table.columns == ("Clave", "column_2", "Nombre")
    assert cells_of(table)[0] == {"Clave": "1", "column_2": "x", "Nombre": "A"}


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ([], "list.xlsx: the file is empty. Give it a header row and rows."),
        ([["", " "], []], "list.xlsx: the file is empty. Give it a header row and rows."),
        ([["Clave", "Nombre"]], "list.xlsx: holds a header and no row. Export it again with its rows."),
        (
            [["Directorio", ""], ["Clave", "Nombre"]],
            "list.xlsx: holds a header and no row. Export it again with its rows.",
        ),
        ([["null"]], "list.xlsx: holds 'null' and no table. Export it again with its rows."),
        ([["x" * 500]], f"list.xlsx: holds '{'x' * 60}' and no table. Export it again with its rows."),
        ([["\0" * 9]], "list.xlsx: holds no text, only bytes that stand for none. Export it again."),
        ([["\0", "\1"], ["\0 \0", ""]], "list.xlsx: holds no text, only bytes that stand for none. Export it again."),
    ],
)
def test_a_sheet_without_a_table_gets_one_line(sheet: list[list[str]], said: str) -> None:
    with pytest.raises(InputError) as caught:
        raw_from_grid(grid_of(sheet))
    assert str(caught.value) == said


def test_the_ways_of_making_a_mess_do_what_they_say() -> None:
    assert with_decimal_commas(PLAIN, "Latitud")[1][3:] == ["32,5", "-117.0"]
    assert swapped(PLAIN, "Latitud", "Longitud")[1][3:] == ["-117.0", "32.5"]
    assert in_dms(PLAIN, "Latitud", "Longitud")[1][3:] == ["32°30'00.000\" N", "117°00'00.000\" W"]


def test_cells_put_on_one_line_are_counted_once_for_each_column() -> None:
    rows = [["1", " Clínica\nNorte ", "Clínica "], ["2", "Sur  2", "Albergue"], ["3", "\t", "x"]]
    table = raw_from_grid(grid_of([["Clave", "Nombre", "Tipo"], *rows]))
    assert [row.cells["Nombre"] for row in table.rows] == ["Clínica Norte", "Sur 2", ""]
    told = "cells put on one line, without outer and double spaces and signs that are no text"
    assert table.notes == (f"{told}: 2 in Nombre, 1 in Tipo",)


def test_a_note_on_tidied_cells_stays_short_however_many_columns_there_are() -> None:
    names = [f"columna {'x' * 300} {at}" for at in range(100)]
    (note,) = raw_from_grid(grid_of([names, [" a"] * 100])).notes
    assert len(note) <= 400
    assert note.endswith(" …")
