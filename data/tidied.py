"""Says of a whole file in how many rows of each column the white space of a cell was not kept."""

from collections.abc import Iterable, Mapping
from textwrap import shorten

_LONGEST_NAME, _LONGEST_NOTE = 60, 400


def was_tidied(given: str, kept: str) -> bool:
    """Tell whether a cell that holds something is kept otherwise than the file has it.

    Parameters
    ----------
    given
        The text of the file.
    kept
        What `clean_text` made of it.
    """
    return given != kept and bool(given.strip())


def note_tidied(columns: Iterable[str], times: Mapping[str, int]) -> tuple[str, ...]:
    """Return the one note about all tidied cells of a file; none where there is none.

    Parameters
    ----------
    columns
        The columns, in order.
    times
        In how many rows a cell was tidied, by column; columns without one may be left out.

    Examples
    --------
    >>> note_tidied(["id", "Nombre"], {"Nombre": 2})
    ('cells put on one line, without outer and double spaces and signs that are no text: 2 in Nombre',)
    """
    told = [f"{times[name]:,} in {name[:_LONGEST_NAME]}" for name in columns if times.get(name)]
    if not told:
        return ()
    what = "cells put on one line, without outer and double spaces and signs that are no text"
    return (shorten(f"{what}: {', '.join(told)}", _LONGEST_NOTE, placeholder=" …"),)
