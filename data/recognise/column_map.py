"""Which of a file's columns stands for which of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Before a value that every row shall have, where a column's name could stand. A column that begins so is never taken
# for one of ours, or its name would be read as a value.
CONSTANT = "="
# A column of no table of ours, which may still be told: the zone of places given in metres.
ZONE = "utm_zone"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a file's columns were recognised as. Given back as `chosen`, `columns` leads to the same map.

    Attributes
    ----------
    noun
        The table the file is meant for.
    form
        What the file was taken for: ``own`` (our names), ``clues``, ``healthsites``, ``missing_migrants``, ``inegi``,
        ``kobo``, ``hxl``, or ``headers`` (column by column).
    columns
        Their column by ours; ``=value`` where every row has that value; ``""`` where ours was chosen to stay empty.
    left
        Their columns that stand for none of ours, in order: they are kept under their own names.
    missing
        Our required columns that were not found, or that two of theirs could be: they must be chosen.
    derived
        How it is made, by our column that no column of theirs says outright.
    tied
        Their columns between which nothing decides, by our column.
    also
        Further columns of theirs that say the same, by our column, where of two cells the more careful one counts.
    unused
        Further columns of theirs that say the same as our own column, which alone was taken, by our column.
    ticked
        The service each column of theirs asks for by yes or no, by their column; they stand in `left` as well.
    """

    noun: str
    form: str
    columns: Mapping[str, str]
    left: tuple[str, ...]
    missing: tuple[str, ...]
    derived: Mapping[str, str] = field(default_factory=dict)
    tied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ticked: Mapping[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> dict[str, str]:
        """Return their column by ours, without constants and columns left empty."""
        return {ours: theirs for ours, theirs in self.columns.items() if theirs and not theirs.startswith(CONSTANT)}

    @property
    def constants(self) -> dict[str, str]:
        """Return the value of each of our columns that is the same in every row."""
        marked = (item for item in self.columns.items() if item[1].startswith(CONSTANT))
        return {ours: value.removeprefix(CONSTANT) for ours, value in marked}
