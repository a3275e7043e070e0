"""Where people are lost on the way to a service, as bars under each other; their lengths are told in numbers too."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.bilingual import both
from layers.labels import label
from layers.sheet import rows_of
from layers.text import is_missing, number, percent

STEPS = ("available", "reachable", "admissible", "acceptable")
ALL = "all"


def cascade(coverage: pd.DataFrame) -> str:
    """Return the bars of everyone in a study as HTML; nothing where nobody is counted.

    Parameters
    ----------
    coverage
        The columns of coverage.csv.
    """
    everyone = next((row for row in rows_of(coverage) if row["unit_kind"] == ALL), None)
    if everyone is None or "available" not in everyone or not everyone["population"] > 0:
        return ""
    bars = "".join(_bar(step, everyone) for step in ("everyone", *STEPS))
    return (
        f'<section><h2 id="steps">{both("Where people are lost")}</h2>'
        f'<ol class="cascade" aria-labelledby="steps">{bars}</ol>{_room(everyone)}</section>'
    )


def lost_at(row: Mapping[str, Any], step: str) -> float:
    """Return how many people of a row of coverage.csv a step loses."""
    before = {"available": "population"} | dict(zip(STEPS[1:], STEPS, strict=False))
    return float(row[before[step]] - row[step])


def _bar(step: str, row: Mapping[str, Any]) -> str:
    people = row["population"] if step == "everyone" else row[step]
    share = people / row["population"]
    worst = step == row["bottleneck"]
    lost = number(lost_at(row, step), "", decimals=0) if worst else ""
    told = f"<strong>{both('Most people are lost here: {lost}', lost=lost)}</strong>" if worst else ""
    mark_worst = ' class="worst"' if worst else ""
    return (
        f"<li{mark_worst}><span>{label('step', step)}</span>"
        f'<span class="bar" aria-hidden="true"><i style="width:{100 * share:.2f}%"></i></span>'
        f"<span>{number(people, '', decimals=0)} · {percent(share)}</span>{told}</li>"
    )


def _room(row: Mapping[str, Any]) -> str:
    """Return in a sentence for how many there is room."""
    if is_missing(row["covered_capacity"]):
        return f"<p>{both('How many the places have room for, nobody told.')}</p>"
    served, without, out = (
        number(row[name], "", decimals=0) for name in ("covered_capacity", "without_capacity", "out_of_reach")
    )
    told = both(
        "Room, of places that count for certain: {served} people find one, {without} are in reach of one that is full "
        "or whose room nobody knows, {out} are in reach of none.",
        served=served,
        without=without,
        out=out,
    )
    return f"<p>{told}</p>"
