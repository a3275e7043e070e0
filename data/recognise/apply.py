"""Puts a file's columns under our names, and keeps all the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from data.collector import collector_paused
from data.coordinates import read_angle
from data.openness import read_under
from data.quarantine import set_aside_from
from data.raw import RawRow, RawTable
from data.recognise.careful import how_careful
from data.recognise.column_map import ZONE, ColumnMap
from data.recognise.dates import read_days
from data.recognise.forms import form_called
from data.recognise.names import COORDINATES
from data.recognise.pairs import split_pair
from data.recognise.plain import plain, plain_header, without_hashtag
from data.recognise.ticked import said_by_ticks
from data.recognise.words import read_words
from data.schemas import DATE, OPENNESS
from data.secret_headers import secrecy_asked
from data.table import Table

# (cell, how it was read), the second empty where the cell stays as it is.
_Read = tuple[str, str]
# So much of a column's name stands in how a cell was read.
_LONGEST_NAME = 60


class _Column(NamedTuple):
    """One of our columns, a cell a row: None where a row lacks it; how each was read, nothing where all stay."""

    texts: Sequence[str | None]
    hows: Sequence[str]


@collector_paused()
def apply_map(raw: RawTable, table: Table, columns: ColumnMap) -> RawTable:
    """Return a file's rows with our columns; no cell of theirs is lost.

    Parameters
    ----------
    raw
        The rows the map was made for.
    table
        The table they are meant for.
    columns
        What `recognise` returned for them. Words of our vocabulary are read in four languages, days in the usual
        writings, both coordinates from one cell: each cell so changed is in the row's notes, and then their whole
        column is kept under its own name too. So are columns that stand for none of ours; one that bears a name of
        ours and stands for something else has ``_file`` behind its name.
    """
    sources = columns.sources
    read = dict(zip(sources, _read_columns(raw, table, sources), strict=True))
    read |= {ours: _most_careful(raw, table, ours, read[ours], others) for ours, others in columns.also.items()}
    told = {ours: column.hows for ours, column in read.items() if column.hows}
    changed = {sources[ours] for ours in told}
    kept = _kept_names(
        raw, (*table.names, *columns.columns), [name for name in raw.columns if name in changed or name in columns.left]
    )
    made = {*columns.columns, *columns.derived, *(["services"] if columns.ticked else [])}
    ours_first = [name for name in (*table.names, ZONE) if name in made]
    names = (*(name for name in ours_first if columns.columns.get(name) != ""), *kept.values())
    derived = _derived(raw, table, columns)
    renamed = {theirs: ours for ours, theirs in sources.items()}
    constants = columns.constants
    texts = list(zip(*(column.texts for column in read.values()), strict=True)) or [()] * len(raw.rows)
    rows = []
    for at, row in enumerate(raw.rows):
        cells = {ours: text for ours, text in zip(read, texts[at], strict=True) if text is not None}
        cells |= constants | derived[at]
        cells |= {kept.get(name, name): text for name, text in row.cells.items() if name in kept or name not in renamed}
        notes = [(renamed.get(name, kept.get(name, name)), *how) for name, *how in row.notes]
        notes += [(ours, hows[at], row.cells.get(sources[ours], "")) for ours, hows in told.items() if hows[at]]
        if columns.ticked:
            was = cells.get("services", "")
            cells["services"], how = _with_ticks(was, said_by_ticks(row.cells, columns.ticked))
            notes += [("services", how, was)] if how else []
        rows.append(RawRow(row.number, cells, row.geometry, row.trouble, tuple(notes)))
    numbers = frozenset(by[name] for by in (renamed, kept) for name in raw.numbers if name in by)
    return replace(raw, columns=names, rows=tuple(rows), numbers=numbers)


def _read_columns(raw: RawTable, table: Table, sources: Mapping[str, str]) -> Iterator[_Column]:
    in_one = sources.get("lon") == sources.get("lat")
    by_row = [tuple(map(row.cells.get, sources.values())) for row in raw.rows]
    by_column = list(zip(*by_row, strict=True)) or [()] * len(sources)
    for (ours, theirs), cells in zip(sources.items(), by_column, strict=True):
        # Lists repeat the same few words; each is read once.
        distinct = [text for text in dict.fromkeys(cells) if text is not None]
        read = dict(zip(distinct, _read_texts(distinct, table, ours, theirs, in_one=in_one), strict=True))
        read_as = {None: None} | {text: reading for text, (reading, _) in read.items()}
        hows = {None: ""} | {text: how for text, (_, how) in read.items()}
        yield _Column([read_as[text] for text in cells], [hows[text] for text in cells] if any(hows.values()) else ())


def _read_texts(distinct: Sequence[str], table: Table, ours: str, theirs: str, *, in_one: bool) -> Sequence[_Read]:
    column = next(column for column in table.columns if column.name == ours)
    if column.unit == DATE:
        return read_days(distinct)
    if column.unit == OPENNESS:
        return [_noted(text, read_under(text, theirs)) for text in distinct]
    if in_one and ours in COORDINATES:
        return [_coordinate(text, theirs, ours) for text in distinct]
    return [_noted(text, read_words(text, column)) for text in distinct]


def _most_careful(raw: RawTable, table: Table, ours: str, own: _Column, others: Sequence[str]) -> _Column:
    """Return a column of ours with the cells of other columns that say the same where they hold back more."""
    texts, hows = list(own.texts), list(own.hows) or [""] * len(own.texts)
    for other in others:
        (theirs,) = _read_columns(raw, table, {ours: other})
        for at, text in enumerate(theirs.texts):
            if text and how_careful(ours, text) > how_careful(ours, texts[at] or ""):
                texts[at], hows[at] = _from_other(text, other)
    return _Column(texts, hows if any(hows) else ())


def _from_other(text: str, other: str) -> _Read:
    return text, f"read as {text}, as column {other[:_LONGEST_NAME]} says"


def _with_ticks(text: str, ticks: str) -> _Read:
    if not ticks:
        return text, ""
    return ";".join(filter(None, (text, ticks))), f"read as {ticks} too, from columns of yes and no"


def _coordinate(text: str, theirs: str, ours: str) -> _Read:
    both = split_pair(text, theirs)
    if both is None and read_angle(text):
        # One number cannot stand for both.
        return "", "is one coordinate where two are needed, emptied"
    return _noted(text, both[0 if ours == "lon" else 1] if both else text)


def _noted(text: str, reading: str) -> _Read:
    return reading, "" if reading == text else f"read as {reading}"


def _kept_names(raw: RawTable, ours: Iterable[str], theirs: Iterable[str]) -> dict[str, str]:
    """Return the names their columns are kept under, none of them ours and no two alike."""
    taken = set(ours)
    kept: dict[str, str] = {}
    for name in theirs:
        # A hashtag may be all that asks whether a place is secret.
        bare = without_hashtag(name) if secrecy_asked(without_hashtag(name)) == secrecy_asked(name) else name
        wanted = bare if bare == name or bare not in raw.columns else name
        times = 0
        while wanted in taken:
            times += 1
            wanted = f"{bare}_file{times if times > 1 else ''}"
        taken.add(wanted)
        kept[name] = wanted
    return kept


def _derived(raw: RawTable, table: Table, columns: ColumnMap) -> list[dict[str, str]]:
    """Return for each row the cells that no cell of its says outright."""
    form = form_called(columns.form, table.noun)
    makers = [each for each in form.derived if each.column in columns.derived] if form else []
    made = {each.column for each in makers}
    numbered = [ours for ours in columns.derived if ours not in made]
    # Never made of the place: whoever sees the id could try places until one gives it.
    derived = []
    for row in raw.rows:
        # A row set aside and mended since is still one of the list it came from.
        stem = plain(PurePath(set_aside_from(row.cells) or raw.file).stem).replace(" ", "-") or "row"
        cells = dict.fromkeys(numbered, f"{stem}-{row.number}")
        if makers:
            # Of two columns of one plain name the first counts.
            by_plain_name = {plain_header(name): text for name, text in reversed(row.cells.items())}
            cells |= {each.column: each.make(by_plain_name) for each in makers}
        derived.append(cells)
    return derived
