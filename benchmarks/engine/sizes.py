"""How much there is to do: the sizes promised, and small ones that only show that everything runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Nodes of the worlds and what is asked of them.

    Attributes
    ----------
    country, large
        Nodes of the two worlds.
    pbf, xml
        Nodes of the files to read.
    few, many
        Facilities in the country and in the large world.
    sources, points
        Rows and columns of the matrix; the same sources are searched within an hour.
    drawn
        Facilities whose isochrones are drawn.
    grown
        Sources searched in both worlds.
    """

    country: int = 1_000_000
    large: int = 10_000_000
    pbf: int = 500_000
    xml: int = 50_000
    few: int = 1_000
    many: int = 30_000
    sources: int = 1_000
    points: int = 10_000
    drawn: int = 200
    grown: int = 200


FULL = Sizes()
SMALL = Sizes(30_000, 60_000, 20_000, 10_000, 50, 200, 40, 200, 4, 20)
