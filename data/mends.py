"""What is told of a cell that was read as something else, or that spoils its row."""

from typing import NamedTuple

# What is told of a cell that a workbook has without a value; under a name that asks who may know a place, it hides it.
FAULT = "an error, or a formula without its value: emptied"


class Mend(NamedTuple):
    """A cell read as something else than it says.

    Attributes
    ----------
    column
        Where.
    mend
        As what it was read, in English.
    was
        What the file says; None where the row still holds that.
    """

    column: str
    mend: str
    was: str | None = None


class Refusal(NamedTuple):
    """Why a row cannot be used.

    Attributes
    ----------
    column
        The cell it is for.
    reason
        What is wrong with it, in English.
    """

    column: str
    reason: str


def fault(column: str, text: str) -> Mend:
    """Return what is told of a cell without a value that holds an error or a formula."""
    return Mend(column, FAULT, text)
