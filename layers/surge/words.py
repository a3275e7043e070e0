"""What is said of a large group on its way, plain text in one language."""

from types import MappingProxyType

from analysis.surge.flow import MOVE_ON, WAIT
from analysis.surge.outcome import Outcome, outcome_of
from analysis.surge.surge import SurgeResult, on_day
from data.words import mark, say
from layers.text import number

BOUNDS_TOLD = MappingProxyType(
    {
        WAIT: mark("If those not served wait there"),
        MOVE_ON: mark("If those not served move on"),
    }
)


def surge_answer(result: SurgeResult, bound: str, lang: str) -> str:
    """Return what becomes of the group in one bound, in two or three sentences."""
    told = outcome_of(result, bound)
    words = (
        mark("{served} of {need} nights in a bed are had, {unserved} are not.")
        if result.of_beds
        else mark("{served} of {need} consultations are given, {unserved} are not.")
    )
    figures = {name: number(getattr(told, name), "", decimals=0) for name in ("served", "need", "unserved")}
    over = _over(result, told, lang) if told.worst else say("No place ever has more than it can serve.", lang)
    return f"{say(BOUNDS_TOLD[bound], lang)}: {say(words, lang, **figures)} {over}"


def day_answer(result: SurgeResult, bound: str, day: int, lang: str) -> str:
    """Return where everybody is on a day, in a sentence or two."""
    rows = result.days[(result.days["bound"] == bound) & (result.days["day"] == day)].to_dict("records")
    if not rows:
        return say("By this day all of it is over.", lang)
    (row,) = rows
    names = ("on_the_way", "to_leave", "arrived")
    people = {name: number(float(row[name]), "", decimals=0) for name in names}
    not_served = number(float(row["waiting"]) + float(row["carried"]), "", decimals=1)
    told = mark("{on_the_way} people sleep on the way; {to_leave} have not set out, {arrived} have come to the end.")
    return " ".join(
        [
            say(told, lang, **people),
            *_where(result, bound, day, lang),
            say("Not served: {count}.", lang, count=not_served),
        ]
    )


def _where(result: SurgeResult, bound: str, day: int, lang: str) -> list[str]:
    nights = on_day(result, bound, day).nights
    on_the_way = nights[(nights["night"] > 0) & (nights["people"] >= 1.0)]["at_m"] / 1000.0
    if on_the_way.empty:
        return []
    first, last = number(on_the_way.min(), "km", decimals=0), number(on_the_way.max(), "km", decimals=0)
    if first == last:
        return [say("They are at {first}.", lang, first=first)]
    return [say("They are between {first} and {last}.", lang, first=first, last=last)]


def place_name(result: SurgeResult, facility_id: str, lang: str) -> str:
    """Return what a place is called; in words where none is within reach."""
    if not facility_id:
        return say("No place within reach", lang)
    facilities = result.facilities
    return str(facilities.loc[facilities["facility_id"] == facility_id, "name"].iloc[0] or facility_id)


def _over(result: SurgeResult, told: Outcome, lang: str) -> str:
    first = ", ".join(place_name(result, each, lang) for each in told.first_over)
    return say(
        "First over: {first}, day {first_day}. Most over: {worst}, {count} not served on day {worst_day}.",
        lang,
        first=first,
        first_day=told.first_over_day,
        worst=place_name(result, told.worst, lang),
        count=number(told.worst_waiting, "", decimals=0),
        worst_day=told.worst_day,
    )
