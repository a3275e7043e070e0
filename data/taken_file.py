"""A file as it was taken in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.intake import Intake
from data.recognise.column_map import ColumnMap


@dataclass(frozen=True, slots=True, eq=False)
class TakenFile:
    """A file as it was taken in.

    Attributes
    ----------
    file
        Its name.
    intake
        Its rows, kept, repaired or set aside.
    columns
        What its columns were recognised as; None for a file of our own, whose columns are ours.
    notes
        What was noticed about the file as a whole, such as a guessed encoding.
    sources
        (title, licence, url, ISO date retrieved) of each source it names.
    mended
        From which file, and which row of it, its rows were set aside before, where they say so.
    rows
        In which row of it each of those taken in stands, by id, where one column tells them apart.
    """

    file: str
    intake: Intake
    columns: ColumnMap | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[tuple[str, str, str, str], ...] = ()
    mended: frozenset[tuple[str, int]] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)
