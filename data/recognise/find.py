"""Recognises the columns of a file: its form first, then each by name, and by content where two names mean the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from data.quarantine import is_told_by_us
from data.raw import RawTable
from data.recognise.careful import CAREFUL, is_told_twice, others_named
from data.recognise.chosen import check_chosen
from data.recognise.column_map import ZONE, ColumnMap
from data.recognise.content import repeats_places, suits
from data.recognise.form import Form
from data.recognise.forms import FORMS, HEADERS, HXL, OWN
from data.recognise.names import COORDINATES, Named, Sureness, name_columns
from data.recognise.pairs import pair_column
from data.recognise.plain import plain, without_hashtag
from data.recognise.ticked import ticked_columns
from data.table import Column, Table

ROW_NUMBER = "made of the file's name and the row's number"
# An id that a header only suggests must tell nearly all rows apart (of 20), or repeat with the place it is the id of:
# of two rows with one id, one is lost.
_TELLS_APART = 19


def recognise(raw: RawTable, table: Table, chosen: Mapping[str, str] = MappingProxyType({})) -> ColumnMap:
    """Return which of a file's columns stands for which of ours.

    Parameters
    ----------
    raw
        The rows as they were read.
    table
        The table they are meant for.
    chosen
        Their column by ours, decided by somebody; ``=value`` gives every row that value, ``""`` leaves ours empty.
        A choice is never overruled.

    Raises
    ------
    InputError
        A choice names a column that is not there, one whose name begins with ``=``, or one that is none of ours.
    """
    decided = check_chosen(raw, table, chosen)
    form = _form_of(raw, table)
    named = name_columns(raw, table, form)
    guess = _Guess(raw, table, form, dict(decided), named)
    for sureness in Sureness:
        for column in table.columns:
            # A name that only repeats is read for what could hide or close a place: for no other is a number enough.
            if sureness != Sureness.AGAIN or column.name in CAREFUL:
                guess.consider(column, sureness, named[column.name].get(sureness, []))
    guess.take_pair()
    guess.look_twice(named, decided)
    tagged = any(guess.columns.get(ours) in each[Sureness.HASHTAG] for ours, each in named.items())
    if guess.is_own():
        return guess.finished(OWN)
    return guess.finished(guess.form.name if guess.form else HXL if tagged else HEADERS)


def _required(raw: RawTable, table: Table) -> list[str]:
    drawn = COORDINATES if raw.spatial else ()
    return [column.name for column in table.columns if column.required and column.name not in drawn]


def _form_of(raw: RawTable, table: Table) -> Form | None:
    names = frozenset(plain(without_hashtag(theirs)) for theirs in raw.columns)
    return next((form for form in FORMS if form.is_form_of(table.noun, names)), None)


@dataclass(slots=True)
class _Guess:
    """What is known so far: their column by ours, and between which of theirs nothing decides."""

    raw: RawTable
    table: Table
    form: Form | None
    columns: dict[str, str]
    named: Named
    tied: dict[str, tuple[str, ...]] = field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ticked: dict[str, str] = field(default_factory=dict)

    def consider(self, column: Column, sureness: Sureness, named: list[str]) -> None:
        """Give one of ours its column, of those whose names say so just so surely."""
        ours = column.name
        if ours in self.columns or ours in self.tied or (sureness != Sureness.OWN_NAME and self._is_given(ours)):
            return
        used = set(self.columns.values())
        best = self._best(column, sureness, [theirs for theirs in named if theirs not in used])
        if len(best) == 1:
            self.columns[ours] = best[0]
        elif best:
            self.tied[ours] = best

    def _is_given(self, ours: str) -> bool:
        """Say whether the form derives ours, or a drawing has it."""
        derived = self.form is not None and any(each.column == ours for each in self.form.derived)
        return derived or (self.raw.spatial and ours in COORDINATES)

    def _best(self, column: Column, sureness: Sureness, candidates: list[str]) -> tuple[str, ...]:
        """Return the candidates whose cells suit best; of an ordered list, or of equal columns, the first alone."""
        is_guessed_key = self.table.key == (column.name,) and sureness > Sureness.HASHTAG
        if len(candidates) < 2 and not is_guessed_key:  # noqa: PLR2004 - one candidate needs no look at its cells
            return tuple(candidates)
        cells = {theirs: tuple(row.cells.get(theirs, "") for row in self.raw.rows) for theirs in candidates}
        suited = {theirs: suits(cells[theirs], column, self.table) for theirs in candidates}
        most = max(suited.values(), default=0)
        best = tuple(theirs for theirs in candidates if suited[theirs] == most)
        if is_guessed_key and most < _TELLS_APART:
            best = tuple(theirs for theirs in best if repeats_places(self.raw, theirs, self._telling()))
        ordered = sureness in (Sureness.FORM, Sureness.HASHTAG) or column.name in CAREFUL
        return best[:1] if ordered or len({cells[theirs] for theirs in best}) == 1 else best

    def _telling(self) -> list[list[str]]:
        """Return the columns that tell a place: each that may be its name, and both coordinates together."""
        named = {ours: others_named(self.named.get(ours, {}), set()) for ours in ("name", *COORDINATES)}
        drawn = list(COORDINATES) if self.raw.spatial else [each for ours in COORDINATES for each in named[ours][:1]]
        return [*([each] for each in named["name"]), *([drawn] if len(drawn) == len(COORDINATES) else [])]

    def take_pair(self) -> None:
        """Let lon and lat both be read from a column that holds both, where neither has one of its own."""
        known = {*self.columns, *self.tied}
        if "lon" in self.table.names and not self.raw.spatial and known.isdisjoint(COORDINATES):
            both = pair_column(self.raw)
            self.columns |= {"lon": both, "lat": both} if both else {}

    def look_twice(self, named: Named, decided: Mapping[str, str]) -> None:
        """Find the columns that say the same as one that was taken, or services, other than where somebody decided."""
        # Rows set aside once have what was read of their cells beside them; whoever mends one changes ours.
        if any(map(is_told_by_us, self.raw.columns)):
            return
        used = set(self.columns.values())
        if "services" in self.table.names and "services" not in decided:
            self.ticked = ticked_columns(self.raw, [name for name in self.raw.columns if name not in used])
        for ours, theirs in self.columns.items():
            others = others_named(named[ours], used) if ours not in decided and theirs in self.raw.columns else ()
            if others and ours in CAREFUL:
                self.also[ours] = others
            elif others and is_told_twice(ours) and theirs in named[ours].get(Sureness.OWN_NAME, ()):
                self.unused[ours] = others

    def is_own(self) -> bool:
        """Say whether all that was found goes by our own names."""
        named_so = all(without_hashtag(theirs) == ours for ours, theirs in self.columns.items())
        return named_so and {*_required(self.raw, self.table)} <= {*self.columns} and not dict(self._derived())

    def finished(self, form: str) -> ColumnMap:
        columns = {ours: self.columns[ours] for ours in (*self.table.names, ZONE) if ours in self.columns}
        derived = dict(self._derived())
        missing = (ours for ours in _required(self.raw, self.table) if ours not in columns and ours not in derived)
        left = tuple(theirs for theirs in self.raw.columns if theirs not in columns.values())
        doubles = self.also, self.unused, self.ticked
        return ColumnMap(self.table.noun, form, columns, left, tuple(missing), derived, self.tied, *doubles)

    def _derived(self) -> Iterator[tuple[str, str]]:
        by_form = {each.column: each.how for each in self.form.derived} if self.form else {}
        yield from ((ours, how) for ours, how in by_form.items() if ours not in self.columns)
        key = self.table.key[0]
        if len(self.table.key) == 1 and key not in {*self.columns, *self.tied, *by_form}:
            yield key, ROW_NUMBER
