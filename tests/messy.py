"""Makes the spreadsheets people send of a clean table: titles, groups, hashtags, totals, other splits and encodings.

A sheet is a list of lines, a line a list of cells; every step returns a new one, so that steps can be put in a row.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from data.grid import Grid, GridRow

Sheet = list[list[str]]


def grid_of(sheet: Sequence[Sequence[str]], file: str = "list.xlsx") -> Grid:
    """Return a sheet as its reader would; lines are numbered from 1."""
    return Grid(file, tuple(GridRow(number, tuple(cells)) for number, cells in enumerate(sheet, start=1)))


def with_titles(sheet: Sheet, *titles: str) -> Sheet:
    """Put titles over the table, as merged cells are read: the text in the first cell; a blank line below."""
    width = len(sheet[0])
    above = [[title, *[""] * (width - 1)] for title in (*titles, "")]
    return [*above, *sheet]


def renamed(sheet: Sheet, names: Mapping[str, str]) -> Sheet:
    """Give columns other names."""
    return [[names.get(name, name) for name in sheet[0]], *sheet[1:]]


def with_groups(sheet: Sheet, groups: Sequence[str]) -> Sheet:
    """Put a line of groups over the header, each over its first column."""
    return [list(groups), *sheet]


def with_line_below_header(sheet: Sheet, cells: Sequence[str]) -> Sheet:
    """Put units, hashtags or a second half under the header."""
    return [sheet[0], list(cells), *sheet[1:]]


def with_total(sheet: Sheet) -> Sheet:
    """End the table with its count, as people do."""
    return [*sheet, ["TOTAL", str(len(sheet) - 1), *[""] * (len(sheet[0]) - 2)]]


def with_blank_columns(sheet: Sheet) -> Sheet:
    """Put an empty column before the first and one behind the last."""
    return [["", *cells, ""] for cells in sheet]


def with_decimal_commas(sheet: Sheet, *columns: str) -> Sheet:
    """Write the numbers of some columns as in Spanish."""
    places = [sheet[0].index(column) for column in columns]
    return [
        sheet[0],
        *([cell.replace(".", ",") if at in places else cell for at, cell in enumerate(cells)] for cells in sheet[1:]),
    ]


def swapped(sheet: Sheet, one: str, other: str) -> Sheet:
    """Swap what stands under two columns, not their names."""
    first, second = sheet[0].index(one), sheet[0].index(other)
    order = list(range(len(sheet[0])))
    order[first], order[second] = second, first
    return [sheet[0], *([cells[at] for at in order] for cells in sheet[1:])]


def in_dms(sheet: Sheet, lat: str, lon: str) -> Sheet:
    """Write decimal degrees as degrees, minutes and seconds with a letter."""
    letters = {sheet[0].index(lat): "NS", sheet[0].index(lon): "EW"}
    return [
        sheet[0],
        *([_dms(cell, letters[at]) if at in letters else cell for at, cell in enumerate(cells)] for cells in sheet[1:]),
    ]


def _dms(text: str, letters: str) -> str:
    thousandths = round(abs(float(text)) * 3_600_000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60}°{minutes % 60:02d}'{rest / 1000:06.3f}\" {letters[float(text) < 0]}"


def written_csv(sheet: Sheet, path: Path, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write a sheet as CSV, every cell in quotes where it needs them."""
    lines = (delimiter.join(_quoted(cell, delimiter) for cell in cells) for cells in sheet)
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def _quoted(cell: str, delimiter: str) -> str:
    needs = any(mark in cell for mark in (delimiter, '"', "\n"))
    return '"' + cell.replace('"', '""') + '"' if needs else cell


def written_xlsx(sheet: Sheet, path: Path, *, merged_titles: int = 0) -> Path:
    """Write a sheet as a workbook, its first lines each merged over the whole width."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet()
        for at, cells in enumerate(sheet):
            if at < merged_titles:
                page.merge_range(at, 0, at, len(cells) - 1, cells[0])
            else:
                page.write_row(at, 0, cells)
    return path
