"""Takes in hazards: areas under water in the wet season, and areas of which somebody states a rate. Never public."""

import math
from dataclasses import replace

import pandas as pd

from data.cells import amount, folded, optional_amount
from data.intake import Intake, Record, Row, take_rows
from data.raw import RawTable
from data.schemas import HAZARDS
from data.shapes import line_or_area
from data.vocabulary import HAZARD_KINDS, PERS, STATED

MOST_EVENTS = 1_000.0  # more to one passage is a slip of units [P]
# Stands in each row's cells, also in those of a row without any, so that a row set aside is known as a hazard.
_KEY = HAZARDS.key[0]


def take_hazards(raw: RawTable) -> Intake:
    """Return hazards; what cannot be read of one sets it aside, for with a guess in its place a road could look safe.

    Parameters
    ----------
    raw
        Rows with the columns of ``HAZARDS`` and a geometry.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    marked = tuple(replace(row, cells={_KEY: "", **row.cells}) for row in raw.rows)
    return take_rows(HAZARDS, replace(raw, rows=marked), _judge)


def count_set_aside(set_aside: pd.DataFrame) -> int:
    """Return how many of the rows set aside are hazards, which answers must tell: left out, they look like safety.

    Parameters
    ----------
    set_aside
        As `Study.set_aside` or `Intake.set_aside` list them, of whatever tables.
    """
    return int(set_aside["cells"].str.contains(f'"{_KEY}":', regex=False).sum())


def _judge(row: Row) -> Record:
    kind = _one_of(row, "kind", HAZARD_KINDS)
    return {
        "hazard_id": row.text("hazard_id"),
        "name": row.text("name"),
        "kind": kind,
        "source": row.text("source"),
        **(_stated(row) if kind == STATED else _unstated(row)),
        "geometry": line_or_area(row),
    }


def _stated(row: Row) -> Record:
    if not row.text("source"):
        row.refuse("source", "is empty: a rate counts only with who states it")
    rate = amount(row, "rate")
    if rate > MOST_EVENTS:
        row.refuse("rate", "is more than 1000 events on one passage of a km or an hour")
    return {"rate": rate, "per": _one_of(row, "per", PERS)}


def _unstated(row: Row) -> Record:
    if not math.isnan(optional_amount(row, "rate")):
        row.refuse("rate", "is given for a flood, which has none: call the row stated, or empty its rate")
    return {"rate": math.nan, "per": ""}


def _one_of(row: Row, column: str, words: tuple[str, ...]) -> str:
    word = folded(row.text(column))
    if word not in words:
        row.refuse(column, f"is none of {', '.join(words)}")
    if word != row.text(column):
        row.mend(column, f"read as {word}")
    return word
