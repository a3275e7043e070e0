"""Tables as sheets of one XLSX file: text is only ever text, numbers are numbers, the same tables the same bytes."""

import io
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]

from geo.errors import QuestionError

LONGEST_CELL = 32_767  # the format's own limits
MOST_ROWS, MOST_COLUMNS = 1_048_575, 16_384
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# In memory: nothing of a table may lie about in a folder for temporary files.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def encode_xlsx(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return an XLSX file.

    Parameters
    ----------
    sheets
        Tables without geometry by sheet name. Missing and infinite numbers become empty cells.

    Raises
    ------
    QuestionError
        A table is larger, or a text longer, than the format holds.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        for name, frame in sheets.items():
            _check_size(name, frame)
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(frame.columns):
                sheet.write_string(0, place, str(column), bold)
                _write_column(sheet, place, frame[column])
    return buffer.getvalue()


def _check_size(name: str, frame: pd.DataFrame) -> None:
    if len(frame) > MOST_ROWS or len(frame.columns) > MOST_COLUMNS:
        raise QuestionError(f"table {name}", "is larger than an XLSX sheet can be", "Export it as CSV.")
    for column in frame.columns:
        for row, value in enumerate(frame[column], start=1):
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                what = f"row {row} has more than {LONGEST_CELL:,} characters in {column}, which XLSX cannot hold"
                raise QuestionError(f"table {name}", what, "Export it as CSV.")


def _write_column(sheet: Any, place: int, values: "pd.Series[Any]") -> None:
    for row, value in enumerate(values, start=1):
        if isinstance(value, int | float):
            if math.isfinite(value):
                sheet.write_number(row, place, value)
        elif value != "" and value is not None and value is not pd.NA:
            sheet.write_string(row, place, str(value))
