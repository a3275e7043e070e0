"""How somebody moves along a corridor, in the line that says what was asked."""

from data.words import say
from layers.bilingual import both, in_each_language
from layers.counted import DAY, counted
from layers.text import encode, number


def way_chips(
    corridor: str, ends_km: tuple[float, float], km_a_day: float, *, rest_days: int, rest_every: int
) -> list[tuple[str, str]]:
    """Return names and values as HTML.

    Parameters
    ----------
    corridor
        What it is called, plain text.
    ends_km
        Where the way begins and ends along it.
    km_a_day
        How far in a day on the way.
    rest_days, rest_every
        Days of rest after each so many days on the way; both 0: none.
    """
    first, last = (number(km, "") for km in ends_km)
    told = [
        (both("Corridor"), encode(corridor)),
        (both("Way"), both("km {first} to {last}", first=first, last=last)),
        (both("Km a day"), f"{km_a_day:g}"),
    ]
    if not rest_days:
        return told
    rest = in_each_language(
        lambda lang: say(
            "{rest} after each {every} on the way",
            lang,
            rest=counted(rest_days, DAY, lang),
            every=counted(rest_every, DAY, lang),
        )
    )
    return [*told, (both("Rest"), rest)]
