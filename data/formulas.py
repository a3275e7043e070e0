"""Text that a spreadsheet would take for a formula: guarded on its way into a CSV file, and freed again on reading.

Only a CSV file needs it: in the other formats a cell says itself that it is text. The guard is the apostrophe that
spreadsheets know; text that already looks guarded gets one more, so that reading takes off exactly what writing put on.
"""

import re

GUARD = "'"
# The wide signs of East Asian keyboards count as formulas in some spreadsheets.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")  # noqa: RUF001  that is their point
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def guarded(text: str) -> str:
    """Return text as it may stand in a CSV cell: an apostrophe before what looks like a formula, numbers as they are.

    >>> guarded("=1+1"), guarded("-5.2"), guarded("'@a"), guarded("Clinic")
    ("'=1+1", '-5.2', "''@a", 'Clinic')
    """
    return GUARD + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def freed(cell: str) -> str:
    """Return the text of a CSV cell, without the apostrophe `guarded` put before it.

    >>> freed("'=1+1"), freed("-5.2"), freed("''@a"), freed("'Ndrangheta")
    ('=1+1', '-5.2', "'@a", "'Ndrangheta")
    """
    return cell[1:] if cell.startswith(GUARD) and _FORMULA.match(cell[1:]) else cell
