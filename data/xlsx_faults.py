"""Cells of a workbook that were left without a value: an error such as #N/A, or a formula nobody worked out."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.xlsx_parts import part_of, place_of, walk

FORMULA = "(formula without a value)"
# Most sheets have neither an error nor a formula, and need no closer look.
_MAY_BE = re.compile(rb"""\st\s*=\s*["']e["']|<(?:\w+:)?f[\s/>]""")
_CHUNK, _LONGEST_TAG = 1 << 18, 400
_LONGEST_ERROR = 40

# Text by row and column of a sheet, both from 0.
Faults = Mapping[tuple[int, int], str]


def find_faults(archive: zipfile.ZipFile, sheet: str) -> Faults:
    """Return what stands in the cells of a sheet that have no value though they hold something.

    Parameters
    ----------
    archive
        The workbook, known to declare no definitions.
    sheet
        The sheet's name. A cell merged over several lines stands in each of them.

    Raises
    ------
    ValueError
        A part of the workbook is not well-formed.
    """
    part = part_of(archive, sheet)
    if part not in archive.namelist() or not _may_have_faults(archive, part):
        return {}
    found = _Sheet()
    walk(archive, part, found.begin, found.end, found.text)
    return found.spread()


def _may_have_faults(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            if _MAY_BE.search(tail + chunk):
                return True
            tail = chunk[-_LONGEST_TAG:]
    return False


@dataclass(slots=True)
class _Sheet:
    """What was gathered of a sheet so far."""

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    row: int = -1
    column: int = -1
    kind: str = ""
    has_formula: bool = False
    value: list[str] = field(default_factory=list)
    is_value: bool = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element."""
        if name == "row":
            place = attributes.get("r", "")
            self.row, self.column = int(place) - 1 if place.isdecimal() else self.row + 1, -1
        elif name == "c":
            self.row, self.column = place_of(attributes.get("r", "")) or (self.row, self.column + 1)
            self.kind, self.has_formula, self.value = attributes.get("t", ""), False, []
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        self.has_formula = self.has_formula or name == "f"
        self.is_value = name in ("v", "t")

    def text(self, text: str) -> None:
        """Take text; only that of a value counts."""
        if self.is_value:
            self.value.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.is_value = False
        if name != "c":
            return
        value = "".join(self.value).strip()
        if self.kind == "e":
            self.faults[self.row, self.column] = value[:_LONGEST_ERROR] or "#"
        elif self.has_formula and not value and self.kind != "str":
            # Text that a formula gave may be empty; a number or a date never is.
            self.faults[self.row, self.column] = FORMULA

    def spread(self) -> Faults:
        """Return the faults, one in a merged cell in each of its lines."""
        for first, last in self._ranges():
            if first in self.faults:
                self.faults |= {(row, first[1]): self.faults[first] for row in range(first[0], last[0] + 1)}
        return self.faults

    def _ranges(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for each in self.merged:
            corners = [place for corner in each.split(":") if (place := place_of(corner))]
            if len(corners) == 2:  # noqa: PLR2004 - two corners
                yield corners[0], corners[1]
