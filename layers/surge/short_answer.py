"""What a cohort overflows, in two sentences before any map or table."""

import pandas as pd

from analysis.surge.flow import MOVE_ON, WAIT
from data.words import mark, say
from layers.text import number

_IF = {
    WAIT: mark("If those not served wait, {unserved} of {need} are not served by day {day}."),
    MOVE_ON: mark("If they move on, {unserved} of {need} are not served by day {day}."),
}


def surge_answer(places: pd.DataFrame, days: pd.DataFrame, lang: str, *, of_beds: bool) -> str:
    """Return the answer, plain text: for each bound what is not served, and where most are not.

    Parameters
    ----------
    places, days
        The rows of surge_places.csv and surge_days.csv.
    lang
        The language.
    of_beds
        Whether beds are asked for.
    """
    return " ".join(_bound(places, days, bound, lang, of_beds=of_beds) for bound in (WAIT, MOVE_ON))


def _bound(places: pd.DataFrame, days: pd.DataFrame, bound: str, lang: str, *, of_beds: bool) -> str:
    last = days[days["bound"] == bound].iloc[-1]
    unserved = number(last["waiting"] + last["carried"] + last["lost"], "", decimals=0)
    need = number(last["need_total"], "", decimals=0)
    need = say("{count} nights", lang, count=need) if of_beds else say("{count} consultations", lang, count=need)
    told = say(_IF[bound], lang, unserved=unserved, need=need, day=int(last["day"]))
    rows = places[(places["bound"] == bound) & (places["facility_id"] != "") & (places["worst_waiting"] > 0)]
    if rows.empty:
        return told
    worst = rows.sort_values("worst_waiting", ascending=False, kind="stable").iloc[0]
    most, day = number(worst["worst_waiting"], "", decimals=0), int(worst["worst_day"])
    place = worst["name"] or worst["facility_id"]
    if worst["room_known"] == "no":
        place = say("{place} (its room is not known)", lang, place=place)
    most_at = say("Most are not served at {place}: {people} on day {day}.", lang, place=place, people=most, day=day)
    return f"{told} {most_at}"
