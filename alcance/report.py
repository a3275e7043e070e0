"""What a door prints when it is done: lines for people, or one JSON object."""

import json
import math
import re
import sys
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.doctor import way_of

MOST_LINES, MOST_OF_A_WAY = 20, 3
_DIGITS = re.compile(r"\d+")


def report(lines: Iterable[str], summary: Mapping[str, object], *, as_json: bool) -> None:
    """Print `summary` as JSON, or else `lines`."""
    text = json.dumps(_plain(summary), ensure_ascii=False, allow_nan=False) if as_json else "\n".join(lines)
    sys.stdout.write(f"{text}\n")


IN_STUDY, IN_FILE = "in the study", "in the file given"


def rows_set_aside(set_aside: pd.DataFrame, *, where: str = IN_STUDY) -> list[str]:
    """Return a line for each row set aside, the first twenty, and how many there are.

    Parameters
    ----------
    set_aside
        As `Intake` lists them.
    where
        ``IN_STUDY``, where a list keeps them, or ``IN_FILE`` of one question, where they are to be mended.
    """
    if set_aside.empty:
        return []
    lines = [
        f"  {row['file']} row {row['row']}{' ({})'.format(row['id']) if row['id'] else ''}: {_why(row)}"
        for row in set_aside.head(MOST_LINES).to_dict("records")
    ]
    more = [f"  … and {len(set_aside) - MOST_LINES} more"] if len(set_aside) > MOST_LINES else []
    kept = "quarantine.csv in the study lists them whole" if where == IN_STUDY else f"they stand {where} alone"
    return [f"Rows set aside: {len(set_aside)} ({kept})", *lines, *more]


def _why(row: Mapping[Hashable, Any]) -> str:
    return " ".join(part for part in (row["column"], repr(row["value"]) if row["value"] else "", row["reason"]) if part)


def rows_repaired(repaired: pd.DataFrame, *, where: str = IN_STUDY) -> list[str]:
    """Return how many cells were mended, from what and as what; of those alike but for digits the first.

    Of the cells of a column mended in one way, the three most frequent are shown, and how many more there are.

    Parameters
    ----------
    repaired
        As `Intake` lists them.
    where
        As for `rows_set_aside`.
    """
    if repaired.empty:
        return []
    ways = repaired.assign(way=repaired["mend"].map(way_of)).groupby(["file", "column", "way"])
    lines = [line for (file, column, _), group in ways for line in _of_one_way(f"{file}, {column}", group)]
    more = [f"  … and {len(lines) - MOST_LINES} more kinds"] if len(lines) > MOST_LINES else []
    kept = "repaired.csv in the study lists them" if where == IN_STUDY else f"{where} they stay as they are"
    return [f"Cells repaired: {len(repaired):,} ({kept})", *lines[:MOST_LINES], *more]


def _of_one_way(where: str, mended: pd.DataFrame) -> list[str]:
    alike: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for value, mend in mended[["value", "mend"]].itertuples(index=False):
        alike.setdefault((_DIGITS.sub("0", value), _DIGITS.sub("0", mend)), []).append((value, mend))
    ordered = sorted(alike.values(), key=len, reverse=True)
    shown, hidden = ordered[:MOST_OF_A_WAY], ordered[MOST_OF_A_WAY:]
    lines = [
        f"  {where}: {cells[0][0]!r} {cells[0][1]} ({len(cells):,} cells {'like it' if len({*cells}) > 1 else 'so'})"
        for cells in shown
    ]
    others = f"  {where}: … and {sum(map(len, hidden)):,} more cells, {len(hidden):,} ways to write them"
    return [*lines, others] if hidden else lines


def _plain(value: object) -> object:
    """Return `value` in JSON's own types; what is missing or cannot be reached is null."""
    match value:
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case np.generic():
            return _plain(value.item())
        case float() if not math.isfinite(value):
            return None
        case _:
            return value
