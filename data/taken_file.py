"""A file as it was taken in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.intake import Intake
from data.raw import LeftOut
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
    first
        From which file, and which row of it, its rows were set aside before, by their number, where they say so.
    rows
        In which row of it each of those taken in stands, by what tells them apart (`key_told`).
    has_made_ids
        Whether its rows had no ids, so that they were numbered.
    left_out
        (object, member, how many have it) of what it holds and no column keeps.
    unsaid
        Ids of places whose rows do not say who may know them.
    """

    file: str
    intake: Intake
    columns: ColumnMap | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[tuple[str, str, str, str], ...] = ()
    first: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    has_made_ids: bool = False
    left_out: LeftOut = ()
    unsaid: frozenset[str] = frozenset()

    @property
    def mended(self) -> frozenset[tuple[str, int]]:
        """Return from which file, and which row of it, its rows were set aside before."""
        return frozenset(self.first.values())
