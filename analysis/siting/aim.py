"""What makes one choice of sites better than another."""

from typing import NamedTuple, Protocol

from analysis.siting.program import Program
from geo.roads import FloatArray, IntArray


class Worth(NamedTuple):
    """What a choice is worth.

    Attributes
    ----------
    value
        The more the better; 0 for no site at all.
    gains
        What each site would add to it, 0 or more; 0 for those chosen.
    """

    value: float
    gains: FloatArray


class Aim(Protocol):
    """A model: what choices are worth, and the same as a program to be solved."""

    @property
    def sites(self) -> int:
        """How many sites there are to choose from."""

    @property
    def most(self) -> float:
        """No choice is worth more."""

    def worth(self, chosen: IntArray) -> Worth:
        """Return what a choice is worth, and what each site would add."""

    def program(self) -> Program:
        """Return the program that minimises `most` less the value; its first variables are the sites."""
