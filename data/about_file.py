"""What a file says of itself, in its name, titles or notes: asked for secrecy there, all of its places are hidden."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from data.cells import yes_no
from data.mends import Mend
from data.raw import RawRow, RawTable
from data.reason_given import is_reason
from data.secrecy import is_for_women_only, speaks_of_refuge
from data.secret_brackets import asked_by
from data.secret_notes import asks_for_secrecy
from data.told_answers import may_say_yes, meant
from data.visibility import HIDDEN
from data.vocabulary import NO

_LONGEST_TOLD = 60
_JOINED = re.compile(r"[_\W]+")


# Beside the names of these columns of ours the cells are asked themselves.
_ASKED = ("visibility", "visibility_reason", "women_only")
_BY_ITS_NAME = "its column's name asks for secrecy: hidden"


def hide_as_asked(places: RawTable, raw: RawTable, theirs: Mapping[str, str]) -> RawTable:
    """Return places hidden whose file, or the name of a column they fill, speaks of secrecy or of a refuge; each noted.

    Parameters
    ----------
    places
        Rows under our names. One that gives a reason for telling of its place keeps its own word.
    raw
        The same as the file has them. Beside what it is known to say of itself its name counts, and a row with a
        single filled cell, which is a remark.
    theirs
        Its column by ours: the name of one that was recognised (*Latitud (no publicar)*) stands nowhere else.
    """
    places = _hide_by_names(places, raw, theirs)
    why = next(filter(None, map(_why, _texts(raw))), None)
    if not why:
        return places
    columns = tuple(dict.fromkeys((*places.columns, "visibility")))
    return replace(places, columns=columns, rows=tuple(map(partial(_hidden, why.mend), places.rows)))


def _hide_by_names(places: RawTable, raw: RawTable, theirs: Mapping[str, str]) -> RawTable:
    """Return places hidden that hold something under a name that asks for secrecy and was read as one of ours.

    Under one that asks whether a place may be told, it is a no that hides it.
    """
    asking = {
        name: ours for ours, name in theirs.items() if ours not in _ASKED and name in raw.columns and asked_by(name)
    }
    if not asking:
        return places
    columns = tuple(dict.fromkeys((*places.columns, "visibility")))
    pairs = zip(places.rows, raw.rows, strict=True)
    return replace(places, columns=columns, rows=tuple(_hidden_by_name(asking, row, given) for row, given in pairs))


def _hidden_by_name(asking: Mapping[str, str], row: RawRow, given: RawRow) -> RawRow:
    name = next((name for name in asking if _is_hidden_by(name, given.cells.get(name, ""))), None)
    if name is None or row.cells.get("visibility") == HIDDEN:
        return row
    note = Mend(asking[name], _BY_ITS_NAME)
    notes = (*row.notes, (note.column, note.mend, given.cells[name]))
    return replace(row, cells=row.cells | {"visibility": HIDDEN}, notes=notes)


def _is_hidden_by(name: str, text: str) -> bool:
    return may_say_yes(text, name) if asked_by(name) == "secret" else yes_no(meant(text, name)) == NO


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
