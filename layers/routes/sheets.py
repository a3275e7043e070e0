"""Routes in tables: side by side, where the team checks in, and turn by turn."""

from layers.bilingual import both
from layers.labels import label
from layers.routes.answer import RoutesAnswer, ShownRoute
from layers.routes.crossings import CELLS, crossing_cells
from layers.routes.words import (
    HAZARD_WORDS,
    NO_HOUR,
    clock,
    coordinates,
    duration,
    km,
    labels_told,
    place_told,
    points,
    road_told,
    turn_told,
)
from layers.sheet import Card, Sheet
from layers.text import encode, is_missing, percent
from layers.visits.words import one_line

Cells = dict[str, str]


def side_by_side(answer: RoutesAnswer) -> Sheet:
    """Return the routes, a row each; columns of which none has anything to tell are left out."""
    rows = [_facts(answer, route) for route in answer.shown]
    heads = [head for head in rows[0] if any(row[head] for row in rows)]
    return Sheet(
        slug="routes",
        caption=both("Routes side by side"),
        head=both("Route"),
        labels=tuple(heads),
        cards=tuple(
            Card(route_key(route), labels_told(route), tuple(row[head] for head in heads))
            for route, row in zip(answer.shown, rows, strict=True)
        ),
        tip=0,
        figures=tuple(at for at, head in enumerate(heads) if head != _without()),
        first=5,
        note=both("Of the exposure points each hazard is told at its weight."),
    )


def where_to_check_in(answer: RoutesAnswer) -> Sheet:
    """Return where each team calls its base, route by route."""
    return Sheet(
        slug="check-ins",
        caption=both("Check-in points"),
        head=both("Place"),
        labels=(both("Route"), both("Km"), both("Planned")),
        cards=tuple(
            Card(
                key=f"check-in:{route.number}:{order}",
                title=place_told(each.name, (each.lon, each.lat)),
                cells=(str(route.number), km(each.at_m), clock(answer.result.asked.departure, each.at_s)),
            )
            for route in answer.shown
            for order, each in enumerate(route.check_ins, start=1)
        ),
        tip=0,
        figures=(1,),
    )


def over_borders(answer: RoutesAnswer) -> Sheet:
    """Return the formal crossings each route leads over; no card where it leads over none."""
    return Sheet(
        slug="crossings",
        caption=both("Border crossings"),
        head=both("Crossing"),
        labels=(both("Route"), both("Km"), *map(both, CELLS)),
        cards=tuple(
            Card(
                key=f"crossing:{route.number}:{order}",
                title=encode(one_line(each.crossing.name)),
                cells=(str(route.number), km(each.at_m), *crossing_cells(each, answer.result.asked.departure)),
                on_map=False,
            )
            for route in answer.shown
            for order, each in enumerate(route.told.crossings, start=1)
        ),
        figures=(1,),
    )


def ends(answer: RoutesAnswer) -> Sheet:
    """Return where the routes start and where they lead."""
    asked, check_ins = answer.result.asked, answer.check_ins[0]
    names = (check_ins[0].name, check_ins[-1].name) if check_ins else ("", "")
    told = (("start", both("Start"), asked.start), ("goal", both("Goal"), asked.goal))
    return Sheet(
        slug="ends",
        caption=both("Start and goal"),
        head=both("Place"),
        labels=(both("Near"), both("Latitude, longitude")),
        cards=tuple(
            Card(key, title, (encode(one_line(name)), coordinates(place)))
            for (key, title, place), name in zip(told, names, strict=True)
        ),
    )


def turn_by_turn(route: ShownRoute) -> Sheet:
    """Return the turn list of a route."""
    return Sheet(
        slug=f"turns-{route.number}",
        caption=both("Turn by turn"),
        head=both("Km"),
        labels=(both("What to do"), both("Road"), both("Toward"), both("To the next")),
        cards=tuple(
            Card(
                key=f"turn:{route.number}:{order}",
                title=km(turn.at_m),
                cells=(turn_told(turn), road_told(turn), encode(one_line(turn.toward)), km(turn.next_m)),
                on_map=False,
            )
            for order, turn in enumerate(route.turns, start=1)
        ),
        figures=(3,),
    )


def route_key(route: ShownRoute) -> str:
    """Return what joins a route's row to its line on the map."""
    return f"route:{route.number}"


def _facts(answer: RoutesAnswer, route: ShownRoute) -> Cells:
    told, weights = route.told, answer.result.asked.weights
    return {
        both("Time"): duration(told.route.time_s),
        both("Length"): km(told.route.length_m),
        both("Exposure, points"): points(told.exposure),
        both("In the dark"): "" if told.sun is None else duration(told.sun.dark_s),
        _without(): "<br>".join(f"{label('service', each.service)}: {km(each.longest_m)}" for each in told.services),
        both("Unpaved"): km(told.unpaved_m),
        both("Ground not known"): km(told.unknown_ground_m),
        **_by_day(answer, route),
        both("Chance of a stated event"): percent(told.event_probability),
        **{
            both(words): "" if is_missing(told.points.get(name)) else points(weights[name] * told.points[name])
            for name, words in HAZARD_WORDS.items()
        },
    }


def _by_day(answer: RoutesAnswer, route: ShownRoute) -> Cells:
    departure, sun = answer.result.asked.departure, route.told.sun
    arrives = light = leave = high = ""
    if departure is not None and sun is not None:
        arrives, high = clock(departure, route.told.route.time_s), duration(sun.heat_s)
        light = both("Yes") if sun.arrives_before_dark else both("No")
        leave = leave_by(answer, route)
    return {
        both("Arrives"): arrives,
        both("Before dark"): light,
        both("Leave by, for daylight all the way"): leave,
        both("Under a high sun"): high,
    }


def leave_by(answer: RoutesAnswer, route: ShownRoute) -> str:
    """Return until when one may leave to drive by daylight alone, as HTML; nothing without a departure."""
    departure, sun = answer.result.asked.departure, route.told.sun
    if departure is None or sun is None:
        return ""
    latest = route.told.leave_by
    if latest is None:
        return both(NO_HOUR)
    return clock(departure, (latest - departure).total_seconds())


def _without() -> str:
    return both("Longest stretch without")
