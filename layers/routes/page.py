"""The map of routes: the ways side by side, what they are exposed to, and the same in tables."""

from collections.abc import Sequence

import folium
import geopandas as gpd
import shapely

from layers.bilingual import both, in_each_language
from layers.drawn_map import Ground, draw_map, write_page
from layers.feature import Style, cards_layer
from layers.labels import label
from layers.once import say_once
from layers.routes.answer import RoutesAnswer, ShownRoute, which_clock
from layers.routes.crossings import closed_then
from layers.routes.curve import trade_off_curve
from layers.routes.sheets import ends, over_borders, side_by_side, turn_by_turn, where_to_check_in
from layers.routes.strokes import stroke_of
from layers.routes.weighed import what_weights_do
from layers.routes.words import (
    MUST_BE_KNOWN,
    POINTS_ARE,
    clock,
    duration,
    in_short,
    km,
    known_told,
    labels_told,
    place_told,
    points,
)
from layers.script import PageScript
from layers.sheet import Sheet
from layers.site_signs import site_signs
from layers.text import asked_minutes
from layers.texts import attribution, chips, framed_texts, tables_beside
from layers.what_if.closures import stroke_in_legend
from layers.whom import title_of, whom

_START, _GOAL = "A", "B"


def build_routes_page(
    answer: RoutesAnswer, ground: Ground, *, title: str, stamps: Sequence[str], named: Sequence[str]
) -> str:
    """Return the page as HTML; the same answer gives the same text.

    Parameters
    ----------
    answer, ground
        The routes, and what lies under them.
    title, stamps, named
        What the study is called, the words set across the page, and who must be credited: plain text.

    Raises
    ------
    StudyError
        When Leaflet was not copied at set-up.
    """
    routes, calls, places = side_by_side(answer), where_to_check_in(answer), ends(answer)
    lists = [turn_by_turn(route).as_table() for route in answer.shown]
    borders = [sheet for sheet in (over_borders(answer),) if sheet.cards]
    told, pairs = say_once(_SPLIT.join([_tables([routes, *borders, calls, places]), *lists]))
    tables, *lists = told.split(_SPLIT)
    lines, spots = [route.line() for route in answer.shown], _ends(answer)
    west, south, east, north = bounds = _bounds([*lines, *spots])
    script = PageScript(
        bounds=[[south, west], [north, east]], attribution=attribution(named), pairs=pairs, crowded=False
    )
    texts = framed_texts(
        title,
        stamps,
        header=f"{_chips(answer)}{_answer(answer)}",
        panel=_panel(answer, tables, lists),
        credits_=dict.fromkeys((*named, *ground.basemap.credits)),
    )
    layers = [
        cards_layer(routes, lines, lambda at: _line_style(at + 1), name=both("Routes")),
        _calls(answer, calls),
        site_signs(places, spots, (_START, _GOAL), name=both("Start and goal")),
    ]
    return write_page(texts, draw_map(ground, layers, bounds=bounds, near=[*lines, *spots], script=script))


_SPLIT = "<!-- -->"


def _tables(sheets: Sequence[Sheet]) -> str:
    return "".join(sheet.as_table() for sheet in sheets)


def _chips(answer: RoutesAnswer) -> str:
    asked = answer.result.asked
    calls = answer.check_ins[0]
    names = (calls[0].name, calls[-1].name) if calls else ("", "")
    words = [
        (both("From"), place_told(names[0], asked.start)),
        (both("To"), place_told(names[1], asked.goal)),
        (both("How"), label("mode", answer.mode)),
        (both("For whom"), title_of(answer.profile, answer.profile.name)),
        (both("Season"), both("Wet") if asked.wet else both("Dry")),
    ]
    if asked.departure is not None:
        words.append((both("Departure"), f"{clock(asked.departure, 0.0)} {which_clock(asked.departure)}"))
    if asked.price_s is not None:
        words.append((both("A point less is worth"), asked_minutes(asked.price_s / 60.0)))
    return chips(words)


def _answer(answer: RoutesAnswer) -> str:
    return f'<p class="answer">{in_each_language(lambda lang: in_short(answer.shown, lang))}</p>'


def _panel(answer: RoutesAnswer, tables: str, lists: Sequence[str]) -> str:
    known = [*map(both, (*MUST_BE_KNOWN, POINTS_ARE)), *(in_each_language(note.say) for note in answer.notes)]
    if answer.result.asked.departure is not None:
        known.append(both("All hours are on the clock of the departure, also where another one is in force."))
    closed = [in_each_language(each.say) for route in answer.shown for each in closed_then(answer.result, route.number)]
    turns = "".join(
        f'<details class="fold"><summary><h3>{labels_told(route)}</h3></summary>{told}</details>'
        for route, told in zip(answer.shown, lists, strict=True)
    )
    return (
        f'<section class="legend"><h2>{both("Legend")}</h2>{_legend(answer)}</section>{known_told(known, closed)}'
        f"{trade_off_curve(answer.result)}{whom(answer.profile)}{tables_beside(tables)}{what_weights_do(answer)}"
        f"<section><h2>{both('Turn by turn')}</h2>{turns}</section>"
    )


def _legend(answer: RoutesAnswer) -> str:
    routes = "".join(stroke_in_legend(stroke_of(route.number), _in_legend(route)) for route in answer.shown)
    signs = (
        (f'<b class="sign site" aria-hidden="true">{_START}</b>', both("Start")),
        (f'<b class="sign site" aria-hidden="true">{_GOAL}</b>', both("Goal")),
        ('<i class="dot hollow" style="border:2px solid #000"></i>', both("Check-in point")),
    )
    return f"<ul>{routes}</ul><ul>{''.join(f'<li>{sign}{told}</li>' for sign, told in signs)}</ul>"


def _in_legend(route: ShownRoute) -> str:
    told = route.told
    figures = both(
        "{time}, {km}, {points} points",
        time=duration(told.route.time_s),
        km=km(told.route.length_m),
        points=points(told.exposure),
    )
    return f"<span><b>{labels_told(route)}</b><br>{figures}</span>"


def _calls(answer: RoutesAnswer, sheet: Sheet) -> folium.GeoJson:
    calls = [(route.number, each) for route in answer.shown for each in route.check_ins]
    shapes = [shapely.Point(each.lon, each.lat) for _, each in calls]
    dot = folium.CircleMarker([0, 0], radius=5, fill=True)
    return cards_layer(sheet, shapes, lambda at: _dot(calls[at][0]), name=both("Check-in points"), marker=dot)


def _dot(number: int) -> Style:
    colour = stroke_of(number).colour
    return {"radius": 5, "color": colour, "weight": 2.5, "opacity": 1, "fillColor": "#ffffff", "fillOpacity": 1}


def _line_style(number: int) -> Style:
    stroke = stroke_of(number)
    line = {"color": stroke.colour, "weight": stroke.weight, "dashArray": stroke.dash}
    return {**line, "opacity": 0.9, "fill": False, "lineCap": "butt"}


def _ends(answer: RoutesAnswer) -> list[shapely.Point]:
    asked = answer.result.asked
    return [shapely.Point(asked.start), shapely.Point(asked.goal)]


def _bounds(shapes: Sequence[shapely.Geometry]) -> tuple[float, float, float, float]:
    west, south, east, north = (float(each) for each in gpd.GeoSeries(list(shapes)).total_bounds)
    return west, south, east, north
