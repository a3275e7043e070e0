"""Each corridor in one line of a table: its length, its longest gap and the km under each flag."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.bilingual import both
from layers.interval import interval
from layers.labels import known, name_of
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, number


def corridor_sheet(corridors: pd.DataFrame, names: Mapping[str, str]) -> Sheet:
    """Return what is told about each row of corridors.csv; `names` lead from corridor_id to plain names."""
    runs = "km_beyond_p5" in corridors
    return Sheet(
        slug="corridors",
        caption=both("Corridors"),
        head=both("Corridor"),
        labels=(
            both("Length"),
            both("Longest gap"),
            both("Underserved"),
            both("No data"),
            both("Uncertain"),
            both("Served"),
            both("Gap index (0 to 1)"),
            *((both("Beyond the limit, model interval"),) if runs else ()),
        ),
        cards=tuple(_card(row, names) for row in rows_of(corridors)),
        figures=tuple(range(8 if runs else 7)),
    )


def _card(row: Mapping[str, Any], names: Mapping[str, str]) -> Card:
    name = name_of(names, row["corridor_id"])
    flagged = (number(row[f"km_{flag}"], "km") for flag in ("underserved", "no_data", "uncertain", "served"))
    cells = (
        number(row["length_km"], "km"),
        number(row["longest_gap_km"], "km"),
        *flagged,
        known(number(row["gap_index"], "", decimals=2)),
        *((interval(row, "km_beyond", "km"),) if "km_beyond_p5" in row else ()),
    )
    return Card(key=encode(f"corridor:{row['corridor_id']}"), title=name, cells=cells, on_map=False)
