"""A form of file others publish: by which columns it is known, and what it says of ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

# A row's cells by the plain names of their columns.
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Derived:
    """One of our columns that a form says only in its own terms.

    Attributes
    ----------
    column
        Ours.
    how
        How it is made, in words.
    make
        Makes the cell from a row's cells, which may lack any of their columns.
    """

    column: str
    how: str
    make: Callable[[Cells], str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file.

    Attributes
    ----------
    name
        What it is called in a `ColumnMap`.
    nouns
        The tables it can become.
    signs
        Sets of plain column names; a file with all of one set is of this form.
    columns
        Plain names of their columns by ours, the best first.
    derived
        What is made of several of their columns or of their words.
    """

    name: str
    nouns: tuple[str, ...]
    signs: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]
    derived: tuple[Derived, ...] = ()

    def is_form_of(self, noun: str, plain_names: frozenset[str]) -> bool:
        """Tell whether a file with these columns, meant for this table, is of this form."""
        return noun in self.nouns and any(sign <= plain_names for sign in self.signs)
