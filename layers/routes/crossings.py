"""What is told of the formal crossings a route leads over: their hours and delay, and loudly where they are closed."""

import math
from datetime import datetime

from analysis.routes.crossings import CrossingPassed
from analysis.routes.routes import RoutesResult
from data.bilingual import Bilingual, said
from data.words import mark
from layers.bilingual import both
from layers.routes.words import clock, duration
from layers.text import encode
from layers.visits.words import one_line

CELLS = (mark("Planned"), mark("Hours"), mark("At that hour"), mark("Delay counted"))


def _hours(passed: CrossingPassed) -> str:
    """Return when a crossing is open, as HTML."""
    return encode(one_line(passed.crossing.hours)) or both("Hours not known")


def _open_then(passed: CrossingPassed) -> str:
    """Return whether a crossing is open when a route gets there, as HTML."""
    if passed.is_open is None:
        return both("Not known")
    return both("Open") if passed.is_open else f"<b>{both('Closed')}</b>"


def _delay(passed: CrossingPassed) -> str:
    """Return the delay that is counted at a crossing, as HTML."""
    crossing = passed.crossing
    counted = duration(crossing.counted_s)
    return both("{time}, for nobody knows", time=counted) if math.isnan(crossing.delay_s) else counted


def crossing_cells(passed: CrossingPassed, departure: datetime | None) -> tuple[str, str, str, str]:
    """Return when a route gets to a crossing, its hours, whether it is open then, and its delay, as HTML."""
    return clock(departure, passed.at_s), _hours(passed), _open_then(passed), _delay(passed)


def closed_then(result: RoutesResult, number: int) -> list[Bilingual]:
    """Return which crossings a route reaches when they are closed, one sentence each; `number` counts from 1."""
    passed = [each for each in result.routes[number - 1].crossings if each.is_open is False]
    return [_closed(each, number, result.asked.departure) for each in passed]


def perhaps_closed(result: RoutesResult) -> list[Bilingual]:
    """Return the sentence that names the crossings of which nobody knows whether they are open; none where all are."""
    passed = [each for told in result.routes for each in told.crossings]
    names = dict.fromkeys(each.crossing.name for each in passed if each.is_open is None)
    if not names:
        return []
    return [said(mark("Whether it is open when a route gets there nobody knows: {names}"), names=", ".join(names))]


def _closed(passed: CrossingPassed, number: int, departure: datetime | None) -> Bilingual:
    told = {
        "number": number,
        "crossing": passed.crossing.name,
        "when": clock(departure, passed.at_s),
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
