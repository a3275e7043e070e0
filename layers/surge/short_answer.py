"""What a cohort overflows, in two sentences before any map or table."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.surge.flow import MOVE_ON, WAIT
from data.words import mark, say
from layers.bilingual import both, in_each_language
from layers.counted import CONSULTATION, DAY, NIGHT, PERSON, counted
from layers.moving import way_chips
from layers.text import number

_IF = {
    WAIT: mark("If those not served wait, {unserved} of {need} are not served by day {day}."),
    MOVE_ON: mark("If they move on, {unserved} of {need} are not served by day {day}."),
}
_ALL_IF = {
    WAIT: mark("If those not served wait, all of {need} are served by day {day}."),
    MOVE_ON: mark("If they move on, all of {need} are served by day {day}."),
}
_MANY = 10
_LEAST = 0.05  # less than this is no person in any file


def surge_chips(asked: Mapping[str, Any], names: Mapping[str, str], *, of_beds: bool) -> list[tuple[str, str]]:
    """Return what was asked of a cohort beside the question, names and values as HTML.

    Parameters
    ----------
    asked
        As the manifest tells it.
    names
        From corridor_id to plain names.
    of_beds
        Whether beds are asked for.
    """
    corridor_id = str(asked["corridor_id"])
    ends_km = (asked["from_m"] / 1000.0, asked["to_m"] / 1000.0)
    rests = {name: int(asked[name]) for name in ("rest_days", "rest_every")}
    rate = number(asked["need_a_day"], "", decimals=4)
    told = [
        *way_chips(names.get(corridor_id) or corridor_id, ends_km, asked["m_a_day"] / 1000.0, **rests),
        (both("People"), number(asked["people"], "", decimals=0)),
        (both("They set out on"), in_each_language(lambda lang: counted(asked["spread_days"], DAY, lang))),
        (both("Each needs"), both("a bed a night") if of_beds else both("{rate} consultations a day", rate=rate)),
    ]
    if asked["standing_m"] is None:
        return told
    km = number(asked["standing_m"] / 1000.0, "")
    stay = in_each_language(
        lambda lang: say("{people} at km {km}", lang, people=counted(asked["standing_people"], PERSON, lang), km=km)
    )
    return [*told, (both("Those who stay"), stay)]


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
    unserved = last["waiting"] + last["carried"] + last["lost"]
    need = counted(last["need_total"], NIGHT if of_beds else CONSULTATION, lang, decimals=_decimals(last["need_total"]))
    words = _IF[bound] if unserved >= _LEAST else _ALL_IF[bound]
    left = number(unserved, "", decimals=_decimals(unserved))
    told = say(words, lang, unserved=left, need=need, day=int(last["day"]))
    rows = places[(places["bound"] == bound) & (places["facility_id"] != "") & (places["worst_waiting"] > 0)]
    if rows.empty:
        return told
    worst = rows.sort_values("worst_waiting", ascending=False, kind="stable").iloc[0]
    waiting = worst["worst_waiting"]
    most, day = number(waiting, "", decimals=_decimals(waiting)), int(worst["worst_day"])
    place = worst["name"] or worst["facility_id"]
    if worst["room_known"] == "no":
        place = say("{place} (its room is not known)", lang, place=place)
    words = mark("Most are not served at {place}: {people} on day {day}.")
    if unserved < _LEAST:
        words = mark("Most are not yet served at {place}: {people} on day {day}.")
    return f"{told} {say(words, lang, place=place, people=most, day=day)}"


def _decimals(count: float) -> int:
    """Return the digits after the point of a count: parts of one are told of a few, so that some is not told as 0."""
    return 0 if count >= _MANY or count == round(count) else 1
