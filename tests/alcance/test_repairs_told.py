"""The printed repairs say what was read as what: different words are never counted as one."""

import pandas as pd

from alcance.report import rows_repaired


def told(*cells: tuple[str, str, str]) -> list[str]:
    lines = [("a.csv", at, f"{at}", *cell) for at, cell in enumerate(cells)]
    return rows_repaired(pd.DataFrame(lines, columns=["file", "row", "id", "column", "value", "mend"]))


def test_two_words_read_as_two_things_are_two_lines() -> None:
    lines = told(
        ("status", "cerró en marzo", "read as closed"),
        ("status", "Abierta", "read as open"),
        ("status", "Abierta", "read as open"),
        ("status", "Cerrado", "read as closed"),
    )
    assert lines == [
        "Cells repaired: 4 (repaired.csv in the study lists them)",
        "  a.csv, status: 'Abierta' read as open (2 cells so)",
        "  a.csv, status: 'cerró en marzo' read as closed (1 cells so)",
        "  a.csv, status: 'Cerrado' read as closed (1 cells so)",
    ]


def test_numbers_written_alike_are_one_line_that_says_so() -> None:
    assert told(("lat", "12,5", "read as 12.5"), ("lat", "13,75", "read as 13.75"))[1:] == [
        "  a.csv, lat: '12,5' read as 12.5 (2 cells like it)"
    ]


def test_many_words_of_one_column_leave_room_for_others() -> None:
    names = [("name", f"MÃ©xico {'x' * at}", f"wrong encoding, read as México {'x' * at}") for at in range(40)]
    assert told(*names, ("status", "Abierta", "read as open"))[-2:] == [
        "  a.csv, name: … and 37 more cells, 37 ways to write them",
        "  a.csv, status: 'Abierta' read as open (1 cells so)",
    ]
