"""All questions of the table, by name."""

from collections.abc import Callable, Iterator

from benchmarks.engine.importing import importing
from benchmarks.engine.isochrones import isochrones, polygons
from benchmarks.engine.line import Line
from benchmarks.engine.many import growth, many_sources
from benchmarks.engine.matrix import origin_destination
from benchmarks.engine.memory import memory
from benchmarks.engine.nearest import nearest_country, nearest_large
from benchmarks.engine.sizes import Sizes

QUESTIONS: dict[str, Callable[[Sizes], Iterator[Line]]] = {
    "nearest-large": nearest_large,
    "nearest": nearest_country,
    "many": many_sources,
    "matrix": origin_destination,
    "isochrones": isochrones,
    "polygons": polygons,
    "importing": importing,
    "memory": memory,
    "growth": growth,
}


def lines_of(name: str, sizes: Sizes) -> list[Line]:
    """Return the lines of a question."""
    return list(QUESTIONS[name](sizes))
