"""What came of a journey in a few sentences, as a bar of its days, and the signs of its map."""

import geopandas as gpd
import pandas as pd

from data.words import say
from layers.bilingual import both
from layers.continuity.days import MISSED, STATES, day_key, state_of
from layers.sheet import rows_of
from layers.text import encode, number


def journey_answer(days: pd.DataFrame, lang: str) -> str:
    """Return on how many days of a journey no dose is left, where first, and what supply would do, as plain text.

    Parameters
    ----------
    days
        The columns of continuity.csv.
    lang
        The language.
    """
    rows = list(rows_of(days))
    missed = [row for row in rows if row["missed"] == "yes"]
    figures = {"days": len(rows), "supply": rows[0]["supply_days"]}
    figures["needed"] = max(1, *(int(row["days_since_dose"]) for row in rows))
    if not missed:
        return say(
            "On none of {days} days is a dose missed with a supply of {supply} days; {needed} would be enough.",
            lang,
            **figures,
        )
    return say(
        "On {missed} of {days} days no dose is left with a supply of {supply} days, first on day {day} ({km}); "
        "a supply of {needed} days would be enough.",
        lang,
        missed=len(missed),
        day=missed[0]["day"],
        km=number(missed[0]["km"], "km"),
        **figures,
    )


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


def journey_chips(days: pd.DataFrame) -> list[tuple[str, str]]:
    """Return what was asked of a journey beside the question, names and values as HTML."""
    first = next(rows_of(days))
    told = [(both("Supply"), both("{days} days", days=first["supply_days"]))]
    return [*told, (both("From"), encode(first["date"]))] if first["date"] else told
