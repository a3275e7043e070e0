"""What must be known of the formal crossings that routes lead over: those that are closed then, or perhaps closed."""

from analysis.routes.crossings import CrossingPassed
from analysis.routes.routes import RoutesResult
from data.bilingual import Bilingual, said
from data.words import mark
from layers.routes.words import clock, duration


def told_of_crossings(result: RoutesResult) -> tuple[Bilingual, ...]:
    """Return it line by line; nothing where every crossing is open when a route gets there."""
    passed = [(number, each) for number, told in enumerate(result.routes, start=1) for each in told.crossings]
    lines = [_closed(result, number, each) for number, each in passed if each.is_open is False]
    unknown = dict.fromkeys(each.crossing.name for _, each in passed if each.is_open is None)
    if unknown:
        words = mark("Whether it is open when a route gets there nobody knows: {names}")
        lines.append(said(words, names=", ".join(unknown)))
    return tuple(lines)


def _closed(result: RoutesResult, number: int, passed: CrossingPassed) -> Bilingual:
    told = {
        "number": number,
        "crossing": passed.crossing.name,
        "when": clock(result.asked.departure, passed.at_s),
        "hours": passed.crossing.hours,
    }
    if passed.wait_s > 0:
        words = mark(
            "CLOSED THEN: route {number} reaches {crossing} about {when}, outside its hours ({hours}). It opens {wait} "
            "later; the wait is in no time or count of this answer. Leave at another hour."
        )
        return said(words, **told, wait=duration(passed.wait_s))
    words = mark(
        "CLOSED THEN: route {number} reaches {crossing} about {when}, outside its hours ({hours}). When it opens is "
        "not known. Leave at another hour."
    )
    return said(words, **told)
