"""Cells of a CSV file that hold whole lines of it, as a stray quote makes of them: the rows in them are in no table."""

from collections import Counter
from collections.abc import Iterator, Sequence

# So many are told one by one.
_MOST_TOLD = 5


def swallowed_notes(lines: Sequence[tuple[int, Sequence[str]]], delimiter: str) -> tuple[str, ...]:
    """Return a note on each line of a file one of whose cells goes on over what would be lines of its own.

    Parameters
    ----------
    lines
        Number and cells of each record.
    delimiter
        What splits the cells. A cell with line breaks is told where the record would end at the first of them, had the
        cell no quotes, or where one of the lines in it has as many cells as most records.
    """
    width = Counter(len(cells) for _, cells in lines).most_common(1)[0][0] if lines else 0
    found = [number for number, cells in lines if any(_swallows(cells, delimiter, width))]
    named = ", ".join(map(str, found[:_MOST_TOLD]))
    if not found:
        return ()
    return (f"a cell holds whole lines of the file in {len(found):,} rows (first lines {named}): is a quote missing?",)


def _swallows(cells: Sequence[str], delimiter: str, width: int) -> Iterator[bool]:
    if width < 2:  # noqa: PLR2004 - without splits no line tells its width
        return
    for at, cell in enumerate(cells):
        first, *others = cell.splitlines() or [""]
        if others:
            yield at + first.count(delimiter) == width - 1 > at
            yield any(line.count(delimiter) == width - 1 for line in others[:-1])
