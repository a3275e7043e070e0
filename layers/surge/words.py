"""What is said of a large group on its way, plain text in one language."""

from types import MappingProxyType

from analysis.surge.flow import MOVE_ON, WAIT
from analysis.surge.surge import SurgeResult, on_day
from data.words import mark, say
from layers.text import number

BOUNDS_TOLD = MappingProxyType(
    {
        WAIT: mark("If those not served wait there"),
        MOVE_ON: mark("If those not served move on"),
    }
)


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
