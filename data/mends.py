"""What is told of a cell that was read as something else, or that spoils its row."""

from typing import NamedTuple


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
