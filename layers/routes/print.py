"""Routes to carry: a sheet each, with its turns, where to check in, and whom to call on the way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.routes.services import Along
from layers.bilingual import both, in_each_language
from layers.labels import label
from layers.printed import printed_page, stamps_across
from layers.routes.answer import RoutesAnswer, ShownRoute, which_clock
from layers.routes.crossings import CELLS, closed_then, crossing_cells
from layers.routes.sheets import leave_by
from layers.routes.words import (
    MUST_BE_KNOWN,
    clock,
    duration,
    km,
    known_told,
    labels_told,
    place_told,
    points,
    road_told,
    turn_told,
)
from layers.sheet import rows_of
from layers.text import encode, is_missing
from layers.visits.words import one_line

_FIRST = "emergency"
_NEAR_S = 900.0  # [P]: a sheet with all an hour off takes dozens of pages
_FIGURE, _PLACE = ' class="n"', ' class="place"'
Facts = Iterable[tuple[str, str]]


def build_route_sheets(answer: RoutesAnswer, *, title: str, stamps: Sequence[str]) -> str:
    """Return the sheets as one HTML page that prints each route on paper of its own; the same answer, the same text.

    Parameters
    ----------
    answer
        The routes.
    title, stamps
        What the study is called, and the words each sheet of paper must carry: plain text.
    """
    places = {row["facility_id"]: row for row in rows_of(answer.facilities)}
    return printed_page(title, "".join(_section(answer, route, places, stamps) for route in answer.shown))


def _section(answer: RoutesAnswer, route: ShownRoute, places: Mapping[str, Any], stamps: Sequence[str]) -> str:
    # Heads of tables are printed on every sheet of paper the table reaches: so is what must stand there.
    running = " · ".join([labels_told(route), *map(both, stamps)])
    known = [*map(both, MUST_BE_KNOWN), *(in_each_language(note.say) for note in answer.notes)]
    closed = [in_each_language(each.say) for each in closed_then(answer.result, route.number)]
    return (
        f"<section>{stamps_across(stamps)}<h2>{labels_told(route)}</h2>{_facts(_about(answer, route))}"
        f"{known_told(known, closed)}"
        f"{_crossings(answer, route, running)}{_check_ins(answer, route, running)}{_turns(answer, route, running)}"
        f"{_services(route, places, running)}"
        f'<div class="sign"><span>{both("Name")}</span><span>{both("Signature")}</span></div></section>\n'
    )


def _about(answer: RoutesAnswer, route: ShownRoute) -> Facts:
    asked, told, check_ins = answer.result.asked, route.told, route.check_ins
    names = (check_ins[0].name, check_ins[-1].name) if check_ins else ("", "")
    yield both("From"), place_told(names[0], asked.start)
    yield both("To"), place_told(names[1], asked.goal)
    yield both("How"), label("mode", answer.mode)
    if asked.departure is not None and told.sun is not None:
        yield both("Departure"), f"{clock(asked.departure, 0.0)} {which_clock(asked.departure)}"
        yield both("Arrival"), clock(asked.departure, told.route.time_s)
        yield both("Before dark"), both("Yes") if told.sun.arrives_before_dark else both("No")
        yield both("Leave by, for daylight all the way"), leave_by(answer, route)
        yield both("In the dark"), duration(told.sun.dark_s)
    yield both("Time"), duration(told.route.time_s)
    yield both("Length"), km(told.route.length_m)
    yield both("Unpaved"), km(told.unpaved_m)
    yield both("Ground not known"), km(told.unknown_ground_m)
    yield both("Exposure, points"), points(told.exposure)


def _facts(facts: Facts) -> str:
    return f"<dl>{''.join(f'<div><dt>{name}</dt><dd>{value}</dd></div>' for name, value in facts)}</dl>"


def _check_ins(answer: RoutesAnswer, route: ShownRoute, running: str) -> str:
    departure = answer.result.asked.departure
    heads = (both("Km"), both("Place"), both("Planned"), both("Checked in at"), both("Signature"))
    rows = (
        _row(
            (km(each.at_m), place_told(each.name, (each.lon, each.lat)), clock(departure, each.at_s), "", ""),
            figures=(0, 2),
        )
        for each in route.check_ins
    )
    return _table(f"check-ins-{route.number}", both("Check-in points"), heads, rows, running)


def _crossings(answer: RoutesAnswer, route: ShownRoute, running: str) -> str:
    departure = answer.result.asked.departure
    heads = tuple(map(both, ("Km", "Crossing", *CELLS)))
    rows = [
        _row((km(each.at_m), encode(one_line(each.crossing.name)), *crossing_cells(each, departure)), figures=(0, 2))
        for each in route.told.crossings
    ]
    return _table(f"crossings-{route.number}", both("Border crossings"), heads, rows, running) if rows else ""


def _turns(answer: RoutesAnswer, route: ShownRoute, running: str) -> str:
    departure = answer.result.asked.departure
    heads = (
        *(both("Km"), both("Planned"), both("What to do"), both("Road"), both("Toward")),
        both("To the next"),
    )
    rows = (
        _row(
            (
                *(km(turn.at_m), clock(departure, turn.at_s), turn_told(turn), road_told(turn)),
                *(encode(one_line(turn.toward)), km(turn.next_m)),
            ),
            figures=(0, 1, 5),
        )
        for turn in route.turns
    )
    return _table(f"turns-{route.number}", both("Turn by turn"), heads, rows, running)


def _services(route: ShownRoute, places: Mapping[str, Any], running: str) -> str:
    """Return the longest stretches without, and each place on the way once: first those that take emergencies."""
    along = sorted(route.told.services, key=lambda each: each.service != _FIRST)
    longest = "".join(f"<li>{_longest(each)}</li>" for each in along)
    stops = sorted(((stop, each.service) for each in along for stop in _near(each)), key=_on_the_way)
    gives: dict[str, list[str]] = {}
    for stop, service in stops:
        gives.setdefault(str(stop["facility_id"]), []).append(service)
    once = {str(stop["facility_id"]): stop for stop, _ in reversed(stops)}
    urgent = [key for key, services in gives.items() if _FIRST in services]
    others = [key for key, services in gives.items() if _FIRST not in services]
    heads = (both("Km"), both("Place"), both("Services"), both("Telephone"), both("From the road"))
    tables = "".join(
        _table(
            f"{slug}-{route.number}",
            title,
            heads,
            (_stop(once[key], gives[key], places.get(key, {})) for key in keys),
            running,
        )
        for slug, title, keys in (
            ("urgent", label("service", _FIRST), urgent),
            ("others", both("Other services"), others),
        )
        if keys
    )
    dense = f'<div class="close">{tables}</div>'
    return f"<h3>{both('Services on the way')}</h3><ul>{longest}</ul>{dense}" if along else ""


def _near(along: Along) -> list[Mapping[str, Any]]:
    """Return the places of a service that are listed: those near the road, and all where none is."""
    stops = list(rows_of(along.stops))
    return [stop for stop in stops if stop["detour_s"] <= _NEAR_S] or stops


def _on_the_way(listed: tuple[Mapping[str, Any], str]) -> tuple[float, float]:
    """Return where a place stands in the list: by the tenth of a kilometre that is told, then the nearest first."""
    stop, _ = listed
    return round(stop["at_m"] / 100.0), stop["detour_s"]


def _longest(along: Along) -> str:
    stretch = both("longest stretch without {km}, from km {at} on", km=km(along.longest_m), at=_at(along.from_m))
    none = f" <b>{both('None on the way.')}</b>" if along.stops.empty else ""
    farther = len(along.stops) - len(_near(along))
    left = (
        f" {both('Farther than {near} off the road and not listed: {count}.', near=duration(_NEAR_S), count=farther)}"
    )
    return f"{label('service', along.service)}: {stretch}.{none}{left if farther else ''}"


def _stop(stop: Mapping[str, Any], services: Sequence[str], place: Mapping[str, Any]) -> str:
    name, kind = place.get("name"), place.get("kind")
    told = f"<b>{encode(stop['facility_id'] if is_missing(name) else one_line(name))}</b>"
    told += "" if is_missing(kind) else f"<small>{label('kind', str(kind))}</small>"
    gives = ", ".join(label("service", service) for service in services)
    return _row((km(stop["at_m"]), told, gives, _phones(place), duration(stop["detour_s"])), figures=(0, 4))


def _phones(place: Mapping[str, Any]) -> str:
    own, via = place.get("phone"), place.get("referral_phone")
    told = [] if is_missing(own) else [f"<b>{encode(one_line(own))}</b>"]
    if not is_missing(via) and via != own:
        told.append(both("sent on by {phone}", phone=one_line(via)))
    return "<br>".join(told) or both("No telephone known")


def _at(metres: float) -> str:
    return km(metres).split("\u00a0")[0]


def _table(key: str, title: str, heads: Sequence[str], rows: Iterable[str], running: str) -> str:
    across = f'<tr><th colspan="{len(heads)}" id="{key}"><b>{title}</b> · {running}</th></tr>'
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    return (
        f'<h3 class="unseen">{title}</h3><div class="frame" role="region" aria-labelledby="{key}" tabindex="0"><table>'
        f"<thead>{across}<tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _row(cells: Sequence[str], *, figures: Sequence[int] = ()) -> str:
    told = (
        f"<td{_FIGURE if at in figures else _PLACE if at == 1 else ''}>{cell}</td>" for at, cell in enumerate(cells)
    )
    return f"<tr>{''.join(told)}</tr>"
