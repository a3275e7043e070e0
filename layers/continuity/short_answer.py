"""What came of a journey in a few sentences, as a bar of its days, and the signs of its map."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from data.words import mark, say
from layers.bilingual import both, in_each_language
from layers.continuity.days import MISSED, STATES, day_key, state_of
from layers.counted import DAY, counted
from layers.moving import way_chips
from layers.sheet import rows_of
from layers.text import encode, is_missing, number

_A_METRE_KM = 0.001


def journey_answer(days: pd.DataFrame, lang: str, *, to_km: float) -> str:
    """Return on how many days of a journey no dose is left, where first, and what supply would do, as plain text.

    Parameters
    ----------
    days
        The columns of continuity.csv.
    lang
        The language.
    to_km
        Where she goes: short of it she has not arrived on the last day, and of the rest of the way nothing is said.
    """
    rows = list(rows_of(days))
    arrives = abs(rows[-1]["km"] - to_km) < _A_METRE_KM
    told = [_missed(rows, lang), _needed(rows, lang, arrives=arrives)]
    if not arrives:
        words = mark("By day {day}, the last looked at, she has come to {km} and has not arrived.")
        told.append(say(words, lang, day=rows[-1]["day"], km=number(rows[-1]["km"], "km")))
    return " ".join(told)


def _missed(rows: Sequence[Mapping[str, Any]], lang: str) -> str:
    missed = [row for row in rows if row["missed"] == "yes"]
    lasting, supply = counted(len(rows), DAY, lang), counted(rows[0]["supply_days"], DAY, lang)
    if not missed:
        return say("No dose is missed in {days} with a supply of {supply}.", lang, days=lasting, supply=supply)
    possible = sum(row["possible_missed"] == "yes" for row in rows)
    return say(
        "On {missed} of {days} no dose is left with a supply of {supply}, first on day {day} ({km}); "
        "if all unknowns were yes, on {possible}.",
        lang,
        missed=len(missed),
        days=lasting,
        supply=supply,
        day=missed[0]["day"],
        km=number(missed[0]["km"], "km"),
        possible=possible,
    )


def _needed(rows: Sequence[Mapping[str, Any]], lang: str, *, arrives: bool) -> str:
    needed = counted(max(1, *(int(row["days_since_dose"]) for row in rows)), DAY, lang)
    nowhere = all(is_missing(row["site_id"]) for row in rows)
    if nowhere and arrives:
        words = mark("There is no site anywhere on the way: only doses for all of it would do, {needed}.")
    elif nowhere:
        words = mark("There is no site anywhere on the days looked at: only doses for all of them do, {needed}.")
    elif arrives:
        words = mark("A supply of {needed} would be enough.")
    else:
        words = mark("A supply of {needed} would be enough for the days looked at.")
    return say(words, lang, needed=needed)


def journey_bar(days: gpd.GeoDataFrame) -> str:
    """Return the journey as a bar as HTML, a piece a day; a click on a piece leads to its day on the map.

    Readers of the table have the same content there, row by row, so the bar is left out of the keyboard's way.
    """
    rows = list(rows_of(days))
    bar = "".join(
        f'<span class="flag {state_of(row)}" style="flex-grow:1" data-key="{day_key(row)}"></span>' for row in rows
    )
    ends = f"<span>{both('Day {day}', day=1)}</span><span>{both('Day {day}', day=rows[-1]['day'])}</span>"
    title = f'<h2 id="along">{both("The journey, day by day")}</h2>'
    return f'<section>{title}<div class="strip" aria-hidden="true">{bar}</div><p class="ends">{ends}</p></section>'


def journey_legend(days: gpd.GeoDataFrame, added: pd.DataFrame | None) -> str:
    """Return what the signs of a journey mean as HTML: only those it uses."""
    rows = list(rows_of(days))
    present = {state_of(row) for row in rows}
    shown = [state for state in STATES if state in present]
    lines = "".join(f'<li><span class="flag {each} swatch"></span>{both(STATES[each])}</li>' for each in shown)
    resting = {state_of(row) for row in rows if row["stage"] == "rest"}
    if resting - {MISSED}:
        lines += f'<li><span class="dot reached"></span>{both("A day of rest, in the colour of its day")}</li>'
    if MISSED in resting:
        lines += f'<li><span class="dot hollow"></span>{both("A day of rest without a dose")}</li>'
    lines += (
        f'<li><span class="swatch arrow" aria-hidden="true">\u25b6</span>{both("The direction of the journey")}</li>'
    )
    if added is not None and len(added):
        lines += f'<li><b class="sign site">\u2605</b>{both("The one added site that helps most")}</li>'
        lines += f'<li><b class="sign site">1</b>{both("One of the fewest added sites that would do")}</li>'
    return f"<h3>{both('Treatment along the journey')}</h3><ul>{lines}</ul>"


def journey_chips(asked: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was asked of a journey beside the question, names and values as HTML.

    Parameters
    ----------
    asked
        As the manifest tells it.
    names
        From corridor_id to plain names.
    """
    corridor_id = str(asked["corridor"])
    ends_km = (float(asked["from_km"]), float(asked["to_km"]))
    rests = {name: int(asked[name]) for name in ("rest_days", "rest_every")}
    supply = in_each_language(lambda lang: counted(int(asked["supply_days"]), DAY, lang))
    return [
        *way_chips(names.get(corridor_id) or corridor_id, ends_km, float(asked["km_a_day"]), **rests),
        (both("Supply"), supply),
        *([(both("From"), encode(asked["start"]))] if asked["start"] else []),
    ]
