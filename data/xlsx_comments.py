"""What somebody remarked on the cells of a sheet: notes of a workbook that stand in no cell."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.xlsx_parts import part_of, parts_beside, place_of, walk

_SEPARATOR = "; "


def find_comments(archive: zipfile.ZipFile, sheet: str) -> Mapping[int, str]:
    """Return by row, from 0, what was remarked on its cells.

    Parameters
    ----------
    archive
        The workbook, known to declare no definitions.
    sheet
        The sheet's name. Answers to a remark stand in the same cell's text.

    Raises
    ------
    ValueError
        A part of the workbook is not well-formed.
    """
    found = _Comments()
    for part in parts_beside(archive, part_of(archive, sheet), "comments"):
        walk(archive, part, found.begin, found.end, found.text)
    return {row: _SEPARATOR.join(texts) for row, texts in sorted(found.by_row.items())}


@dataclass(slots=True)
class _Comments:
    """What was gathered so far."""

    by_row: dict[int, list[str]] = field(default_factory=dict)
    row: int = 0
    words: list[str] = field(default_factory=list)
    is_text: bool = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element."""
        if name == "comment":
            self.row = (place_of(attributes.get("ref", "")) or (0, 0))[0]
            self.words = []
        self.is_text = name == "t"

    def text(self, text: str) -> None:
        """Take text; only that of a remark counts."""
        if self.is_text:
            self.words.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.is_text = False
        if name == "comment" and (remark := "".join(self.words).strip()):
            self.by_row.setdefault(self.row, []).append(remark)
