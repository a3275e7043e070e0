"""Columns that say twice what could hide or close a place: of two cells the more careful one counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from data.cells import folded
from data.openness import CLOSED, read_openness
from data.recognise.column_map import ColumnMap
from data.recognise.names import Sureness
from data.recognise.plain import plain_header
from data.vocabulary import VISIBILITIES
from data.women_only import may_be_women_only

# Of these every column that names them is read, for the one that was passed over could say that a place is hidden.
CAREFUL = ("visibility", "women_only", "status")
# A second column for one of these is told of: who relies on the answers may have filled in the other one.
_TOLD = frozenset(
    [
        *("lon", "lat", "kind", "services", "services_possible", "opening_hours", "documents_required", "fee"),
        *("insurance_required", "interpretation", "trusted", "no_fixed_address_ok", "accepts_unaccompanied_minors"),
        *("visibility_reason", "group", "population"),
    ]
)
# A name that only often means it is not enough to say that it says the same.
_SURE = tuple(each for each in Sureness if each not in (Sureness.WITHIN, Sureness.WEAK))
_LEVEL_OF_CARE = frozenset(
    [
        *("nivel", "nivel atencion", "nivel atencion medica", "nivel complejidad", "nivel atencao", "nivel cuidado"),
        *("level", "level care", "care level", "facility level", "niveau", "niveau soins"),
    ]
)
# So much of a column's name stands in a note.
_LONGEST_NAME = 60
_OPENNESS = ("", "public", "restricted")


def others_named(named: Mapping[Sureness, Sequence[str]], taken: set[str]) -> tuple[str, ...]:
    """Return the columns whose names surely say one of ours, without those that were taken.

    Parameters
    ----------
    named
        Their columns by how surely they say it.
    taken
        Those that stand for one of ours.
    """
    every = (theirs for sureness in _SURE for theirs in named.get(sureness, ()) if theirs not in taken)
    return tuple(dict.fromkeys(every))


def is_told_twice(ours: str) -> bool:
    """Tell whether somebody must know that a second column says one of ours and was not used."""
    return ours in _TOLD


def note_doubles(columns: ColumnMap) -> Iterator[str]:
    """Yield what has to be told of columns that say the same as one that was taken."""
    for ours, others in columns.also.items():
        said_by = ", ".join(name[:_LONGEST_NAME] for name in (columns.columns[ours], *others))
        yield f"{ours} is said by several columns, the more careful cell counts: {said_by}"
    for ours, others in columns.unused.items():
        names = ", ".join(name[:_LONGEST_NAME] for name in others)
        yield f"{ours} is read from its own column, not from {names}"
    levels = [name[:_LONGEST_NAME] for name in columns.left if plain_header(name) in _LEVEL_OF_CARE]
    if levels and "services" not in {*columns.columns, *columns.derived}:
        yield f"column {levels[0]} may say the level of care, which is not used: services are those of the kind alone"
    if columns.ticked:
        names = ", ".join(name[:_LONGEST_NAME] for name in columns.ticked)
        yield f"services are read from columns of yes and no too: {names}"


def how_careful(ours: str, text: str) -> int:
    """Return how much a cell holds back, 0 for nothing; an empty one -1.

    Parameters
    ----------
    ours
        One of ``CAREFUL``.
    text
        The cell, its words read as ours.
    """
    if not text.strip():
        return -1
    return _CARE[ours](text)


def _hides(text: str) -> int:
    # A word that is none of ours hides a place, so that it weighs like `hidden`.
    return _OPENNESS.index(folded(text)) if folded(text) in _OPENNESS else len(VISIBILITIES)


_CARE: Mapping[str, Callable[[str], int]] = MappingProxyType(
    {
        "visibility": _hides,
        "women_only": lambda text: int(may_be_women_only(text)),
        "status": lambda text: int(read_openness(text) == CLOSED),
    }
)
