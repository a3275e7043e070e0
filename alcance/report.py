"""What a door prints when it is done: lines for people, or one JSON object."""

import json
import math
import sys
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.doctor import way_of

MOST_LINES = 20


def report(lines: Iterable[str], summary: Mapping[str, object], *, as_json: bool) -> None:
    """Print `summary` as JSON, or else `lines`."""
    text = json.dumps(_plain(summary), ensure_ascii=False, allow_nan=False) if as_json else "\n".join(lines)
    sys.stdout.write(f"{text}\n")


def rows_set_aside(set_aside: pd.DataFrame) -> list[str]:
    """Return a line for each row set aside, the first twenty, and how many there are."""
    if set_aside.empty:
        return []
    lines = [
        f"  {row['file']} row {row['row']}{' ({})'.format(row['id']) if row['id'] else ''}: {_why(row)}"
        for row in set_aside.head(MOST_LINES).to_dict("records")
    ]
    more = [f"  … and {len(set_aside) - MOST_LINES} more"] if len(set_aside) > MOST_LINES else []
    return [f"Rows set aside: {len(set_aside)} (quarantine.csv in the study lists them whole)", *lines, *more]


def _why(row: Mapping[Hashable, Any]) -> str:
    return " ".join(part for part in (row["column"], repr(row["value"]) if row["value"] else "", row["reason"]) if part)


def rows_repaired(repaired: pd.DataFrame) -> list[str]:
    """Return how many cells were mended, and how; of the cells mended in one way the first is shown."""
    if repaired.empty:
        return []
    mends = repaired.assign(way=repaired["mend"].map(way_of)).groupby(["file", "column", "way"])
    lines = [
        f"  {file}, {column}: {group['value'].iloc[0]!r} {group['mend'].iloc[0]} ({len(group):,} cells so)"
        for (file, column, _), group in mends
    ]
    more = [f"  … and {len(lines) - MOST_LINES} more kinds"] if len(lines) > MOST_LINES else []
    return [f"Cells repaired: {len(repaired):,} (repaired.csv in the study lists them)", *lines[:MOST_LINES], *more]


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
