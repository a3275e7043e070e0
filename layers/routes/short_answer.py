"""Routes in a few sentences and figures, in one language: what the fastest takes, what less exposure costs."""

from analysis.risk.hazard import HAZARDS, ON_ROADS
from analysis.routes.choose import FASTEST, SAFEST
from analysis.routes.routes import RoutesResult, RouteTold
from data.words import mark, say
from layers.labels import word
from layers.routes.answer import moment
from layers.routes.words import HAZARD_WORDS, LABELS, NO_HOUR, duration, km, points
from layers.text import percent

Table = tuple[list[str], list[list[str]]]


def routes_answer(result: RoutesResult, lang: str) -> str:
    """Return how long the fastest takes and how much more the least exposed does for how much less, plain text."""
    fastest, least = (_labelled(result, label) for label in (FASTEST, SAFEST))
    takes = duration(fastest.route.time_s), km(fastest.route.length_m), points(fastest.exposure)
    if fastest is least:
        words = mark(
            "The fastest route takes {time}: {km}, {points} points of exposure. None that is much different is less "
            "exposed."
        )
        return say(words, lang, time=takes[0], km=takes[1], points=takes[2])
    words = mark("The fastest route takes {time}: {km}, {points} points of exposure.")
    more = mark("The least exposed takes {more} more and has {share} less exposure.")
    share = 1.0 - least.exposure / fastest.exposure
    return " ".join(
        (
            say(words, lang, time=takes[0], km=takes[1], points=takes[2]),
            say(more, lang, more=duration(least.route.time_s - fastest.route.time_s), share=percent(share)),
        )
    )


def side_by_side_in(result: RoutesResult, lang: str) -> Table:
    """Return the heads and rows of a table of the routes, plain text; night is told where a departure is known."""
    services = [each.service for each in result.routes[0].services]
    heads = [say(each, lang) for each in (mark("Route"), mark("Time"), mark("Length"), mark("Exposure, points"))]
    heads += [say("Longest stretch without: {service}", lang, service=word("service", code, lang)) for code in services]
    if result.asked.departure is not None:
        light = mark("In the dark"), mark("Before dark"), mark("Leave by, for daylight all the way")
        heads += [say(each, lang) for each in light]
    return heads, [_row(result, number, lang) for number in range(len(result.routes))]


def weights_in(result: RoutesResult, lang: str) -> Table:
    """Return the heads and rows of a table of what each weight does: points times weight, a row a hazard."""
    heads = [say("Hazard", lang), *(f"{say('Route', lang)} {number}" for number in range(1, len(result.routes) + 1))]
    known = [name for name in HAZARDS if any(name in told.points for told in result.routes)]
    rows = [
        [say(HAZARD_WORDS[name], lang), *(_counted(told, name, result.asked.weights[name]) for told in result.routes)]
        for name in known
    ]
    return heads, [*rows, [say("Together", lang), *(points(told.exposure) for told in result.routes)]]


def not_counted(result: RoutesResult, lang: str) -> list[str]:
    """Return a sentence of the hazards of which nothing is known, and one of those that need a departure."""
    known = {name for told in result.routes for name in told.points}
    unknown = [say(HAZARD_WORDS[name], lang) for name in ON_ROADS if name not in known]
    told = []
    if unknown:
        words = mark("Nothing is known here of: {hazards}. That counts nothing, and is no sign of safety.")
        told.append(say(words, lang, hazards=", ".join(unknown)))
    if result.asked.departure is None:
        told.append(say("Without a departure neither the dark nor the high sun counts.", lang))
    return told


def _labelled(result: RoutesResult, label: str) -> RouteTold:
    return next(told for told in result.routes if label in told.labels)


def _name(result: RoutesResult, number: int, lang: str) -> str:
    labels = (say(LABELS[label], lang) for label in result.routes[number].labels)
    return f"{number + 1} \u00b7 {', '.join(labels)}"


def _row(result: RoutesResult, number: int, lang: str) -> list[str]:
    told, departure = result.routes[number], result.asked.departure
    route = told.route
    row = [_name(result, number, lang), duration(route.time_s), km(route.length_m), points(told.exposure)]
    row += [km(each.longest_m) for each in told.services]
    if departure is None or told.sun is None:
        return row
    leave, no_hour = told.leave_by, say(NO_HOUR, lang)
    return [
        *row,
        duration(told.sun.dark_s),
        say("Yes" if told.sun.arrives_before_dark else "No", lang),
        no_hour if leave is None else f"{moment(departure, (leave - departure).total_seconds()):%Y-%m-%d %H:%M}",
    ]


def _counted(told: RouteTold, name: str, weight: float) -> str:
    if name not in told.points:
        return ""
    value = told.points[name]
    return f"{points(value)} \u00d7 {weight:g} = {points(weight * value)}"
