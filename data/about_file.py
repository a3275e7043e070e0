"""What a file says of itself, in its name, titles or notes: asked for secrecy there, all of its places are hidden."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from data.mends import Mend
from data.raw import RawRow, RawTable
from data.reason_given import is_reason
from data.secrecy import is_for_women_only, speaks_of_refuge
from data.secret_notes import asks_for_secrecy
from data.visibility import HIDDEN

_LONGEST_TOLD = 60
_JOINED = re.compile(r"[_\W]+")


def hide_as_asked(places: RawTable, raw: RawTable) -> RawTable:
    """Return places hidden whose file speaks of secrecy or of a refuge as a whole; each is noted.

    Parameters
    ----------
    places
        Rows under our names. One that gives a reason for telling of its place keeps its own word.
    raw
        The same as the file has them. Beside what it is known to say of itself its name counts, and a row with a
        single filled cell, which is a remark.
    """
    why = next(filter(None, map(_why, _texts(raw))), None)
    if not why:
        return places
    columns = tuple(dict.fromkeys((*places.columns, "visibility")))
    return replace(places, columns=columns, rows=tuple(map(partial(_hidden, why.mend), places.rows)))


def _texts(raw: RawTable) -> Iterator[str]:
    yield _JOINED.sub(" ", PurePath(raw.file).stem)
    yield from raw.about
    for row in raw.rows:
        filled = [text for text in row.cells.values() if text]
        if len(filled) == 1 < len(raw.columns):
            yield filled[0]


def _why(text: str) -> Mend | None:
    """Return what is told of a text that speaks of secrecy or of a refuge; None of any other."""
    told = text[:_LONGEST_TOLD]
    if asks_for_secrecy(text):
        return Mend("visibility", f"the file asks for secrecy ({told!r}): hidden, as no visibility_reason is given")
    if speaks_of_refuge(text, gives_shelter=False) or is_for_women_only(text):
        how = f"the file speaks of violence or of women ({told!r}): hidden, as no visibility_reason is given"
        return Mend("visibility", how)
    return None


def _hidden(why: str, row: RawRow) -> RawRow:
    said = row.cells.get("visibility", "")
    if said == HIDDEN or is_reason(row.cells.get("visibility_reason", "")):
        return row
    return replace(row, cells=row.cells | {"visibility": HIDDEN}, notes=(*row.notes, ("visibility", why, said)))
