"""How sure a figure is, as readers see it: from the 5th to the 95th percentile of the runs."""

from collections.abc import Mapping
from typing import Any

from layers.bilingual import both
from layers.text import is_missing, number


def interval(row: Mapping[str, Any], stem: str, unit: str, *, tail: str = "", decimals: int = 0) -> str:
    """Return the model interval of a figure as HTML; an end that is missing is a time nobody can reach anything in.

    Parameters
    ----------
    row
        A row of a table that random runs filled.
    stem
        What its columns begin with, before ``p5`` and ``p95``.
    unit
        As for `layers.text.number`.
    tail
        What its columns end with.
    decimals
        As for `layers.text.number`.
    """
    low, high = (row[f"{stem}_{name}{tail}"] for name in ("p5", "p95"))
    least, most = (number(value, unit, decimals=decimals) for value in (low, high))
    if is_missing(low):
        return both("None can be reached")
    if is_missing(high):
        return both("{least} to none reached", least=least)
    return least if least == most else f"{number(low, '', decimals=decimals)}\u2013{most}"
