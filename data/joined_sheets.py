"""Sheets of one workbook under one header, such as one for each municipality: they are one list."""

from collections.abc import Sequence
from dataclasses import replace

from data.grid import Grid, GridRow
from data.grid_header import Header, find_header
from data.recognise.plain import plain


def has_header_of(grid: Grid, other: Grid) -> bool:
    """Tell whether two sheets have the same header, but for case, accents and empty columns at its end."""
    one, two = _header(grid), _header(other)
    return one is not None and two is not None and any(one.names) and _looks(one) == _looks(two)


def joined(first: Grid, others: Sequence[Grid]) -> Grid:
    """Return a sheet with the rows of others under it, whose lines are counted on from its own.

    Parameters
    ----------
    first
        The sheet.
    others
        Those with its header; what stands above theirs is said of the whole, and so is what they say of themselves.
    """
    rows, notes, about = list(first.rows), list(first.notes), list(first.about)
    for other in others:
        offset = max(row.number for row in rows)
        filled, header = _filled(other), _header(other)
        if header is None:
            continue
        body = filled[header.below :]
        told = {row.number for row in body}
        for at, row in enumerate(body):
            trouble = "holds units, no values" if header.units_follow and not at else row.trouble
            rows.append(replace(row, number=offset + row.number, trouble=trouble))
        notes.append(f"sheet {other.about[0][:60]}, {len(body)} rows, read too: its line 1 counts as row {offset + 1}")
        about += [*other.about, *(cell for row in filled[: header.above] for cell in row.cells if cell.strip())]
        about += [row.comment for row in other.rows if row.comment and row.number not in told]
    return replace(first, rows=tuple(rows), notes=tuple(notes), about=tuple(about))


def _filled(grid: Grid) -> list[GridRow]:
    return [row for row in grid.rows if any(cell.strip() for cell in row.cells)]


def _header(grid: Grid) -> Header | None:
    rows = _filled(grid)
    return find_header([row.cells for row in rows]) if len(rows) > 1 else None


def _looks(header: Header) -> list[tuple[str, str, str]]:
    columns = zip(header.names, header.hashtags, header.answers, strict=True)
    looks = [(plain(name), tag, answer) for name, tag, answer in columns]
    while looks and not any(looks[-1]):
        looks.pop()
    return looks
