"""Rows as they were written by somebody else: text cells, perhaps a geometry, and where they stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

# Only named: what reads one file in a process of its own must not wait for packages it does not use.
if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# UTF-8 that was read as Latin-1 or Windows-1252: its later bytes look like control characters or like white space.
_MISREAD = re.compile(r"([\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|â€\x9d)")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a file, unjudged.

    Attributes
    ----------
    number
        Line of a CSV file (the header is line 1), or place of the feature in a GeoJSON file (the first is 1).
    cells
        Text by column name; ``""`` is empty.
    geometry
        What a GeoJSON feature draws, longitude and latitude in degrees, EPSG:4326; None if it draws nothing.
    trouble
        Why the row cannot be read at all; empty if it can.
    notes
        (column, how, what the file says) of each cell that was read as something else; the last may be left out where
        the cell is as it was.
    """

    number: int
    cells: dict[str, str]
    geometry: "BaseGeometry | None" = None
    trouble: str = ""
    notes: tuple[tuple[str, ...], ...] = ()

    def given(self, column: str) -> list[str]:
        """Return what the file says of a cell, where that was read as something else."""
        return [was for name, _, *file in self.notes for was in file if name == column]


# (object, member, how many have it) of what a file holds and no column keeps.
LeftOut = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows of one file.

    Attributes
    ----------
    file
        The file's name, for messages.
    columns
        Names of the columns in the order of the file.
    rows
        The rows in the order of the file.
    spatial
        Whether the file holds geometries (GeoJSON) instead of lon and lat columns.
    notes
        What was noticed about the file as a whole, such as its encoding.
    sources
        (title, licence, url, ISO date retrieved or "") of each source the file itself names; the title is never empty.
    numbers
        The columns whose filled cells are all numbers in the file itself, and not texts that say one: `1.234` is then
        no thousand.
    left_out
        (object, member, how many have it) of what the file holds and no column keeps; sorted.
    about
        What the file says of itself as a whole: its titles, the name of its sheet or layer, remarks beside its rows.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    spatial: bool = False
    notes: tuple[str, ...] = ()
    sources: tuple[tuple[str, str, str, str], ...] = ()
    numbers: frozenset[str] = frozenset()
    left_out: LeftOut = ()
    about: tuple[str, ...] = ()


def clean_text(text: str) -> str:
    """Return `text` on one line as `one_line` does, but with what can still be read in another encoding left whole."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # most cells are clean: a space is then the only white space in them
    parts = _MISREAD.split(text)
    if len(parts) == 1:
        return one_line(text)
    # A mark stands for each sequence left whole, so that white space on both sides of it counts as it did.
    kept = iter(parts[1::2])
    cleaned = one_line("\ufdd0".join(part.replace("\ufdd0", "\ufffd") for part in parts[::2]))
    return re.sub("\ufdd0", lambda _: next(kept), cleaned)


def clean_texts(texts: Sequence[str]) -> Sequence[str]:
    """Return `clean_text` of each text; a row whose cells are all clean costs a single look."""
    return texts if are_clean(texts) else [clean_text(text) for text in texts]


def are_clean(texts: Sequence[str]) -> bool:
    """Tell of a row of cells that `clean_text` changes none of them; it may change none of others too."""
    row = "|".join(("", *texts, ""))
    return row.isprintable() and "  " not in row and "| " not in row and " |" not in row


def one_line(text: str) -> str:
    """Return `text` on one line, trimmed, inner white space as single spaces, characters that are no text as U+FFFD."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def column_name(name: str, position: int) -> str:
    """Return the name a column goes by: trimmed; numbered where it has none; never the one geometries stand under."""
    cleaned = one_line(name)
    return {"": f"column_{position}", "geometry": "geometry_text"}.get(cleaned, cleaned)


def raw_from_frame(frame: "pd.DataFrame", file: str) -> RawTable:
    """Return the rows of a frame as if they stood in a file.

    Parameters
    ----------
    frame
        Text and number columns; a missing value is an empty cell. Points as lon and lat columns, no geometry.
    file
        What messages call the source of the rows; they are numbered from 1.
    """
    columns = tuple(column_name(str(name), position) for position, name in enumerate(frame.columns, start=1))
    records = frame.astype(object).where(frame.notna(), "").itertuples(index=False, name=None)
    rows = (
        RawRow(number, {name: clean_text(str(value)) for name, value in zip(columns, record, strict=True)})
        for number, record in enumerate(records, start=1)
    )
    return RawTable(file=file, columns=columns, rows=tuple(rows))
