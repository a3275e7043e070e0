"""The map of a timetable: the stops, the ways of each day, and the same in tables."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import folium
import geopandas as gpd

from analysis.visits.schedule import TeamDay
from layers.bilingual import both, in_each_language
from layers.drawn_map import Ground, draw_map, write_page
from layers.feature import Style, cards_layer
from layers.once import say_once
from layers.palette import Stroke
from layers.script import PageScript
from layers.sheet import Card, Sheet, rows_of
from layers.text import encode, is_missing, number
from layers.texts import attribution, chips, framed_texts, tables_beside
from layers.visits.tables import Answer, clock, reason_told, stops_table, told_at_base, visit_told, which_clock
from layers.visits.words import GROUPS, STATUSES, day_told

# A colour and a dash for each team, over and over: no meaning hangs on colour alone.
STROKES = (
    Stroke("#0072B2", 5, ""),
    Stroke("#C25A12", 5, "12 6"),
    Stroke("#00785A", 5, "3 7"),
    Stroke("#8A3F6B", 5, "16 5 3 5"),
)
_MANY = 40
Lines = Mapping[tuple[int, int], Any]


def build_visits_page(
    answer: Answer, ground: Ground, lines: Lines, *, title: str, stamps: Sequence[str], named: Sequence[str]
) -> str:
    """Return the page as HTML; the same answer gives the same text.

    Parameters
    ----------
    answer, ground
        The timetable, and what lies under it.
    lines
        The way of each day, a geometry in EPSG:4326 by team and day.
    title, stamps, named
        What the study is called, the words set across the page, and who must be credited: plain text.

    Raises
    ------
    StudyError
        When Leaflet was not copied at set-up.
    """
    days, stops = _days(answer), _stops(answer)
    sheets = [days, stops, *([] if answer.groups is None else [_groups(answer)])]
    tables, pairs = say_once("".join(sheet.as_table() for sheet in sheets))
    table = stops_table(answer)
    layers = [_ways(answer, days, lines), _signs(stops, table)]
    west, south, east, north = bounds = _bounds(table, lines)
    script = PageScript(
        bounds=[[south, west], [north, east]],
        attribution=attribution(named),
        pairs=pairs,
        crowded=len(table) > _MANY,
    )
    texts = framed_texts(
        title,
        stamps,
        header=_asked(answer),
        panel=_panel(answer, tables),
        credits_=dict.fromkeys((*named, *ground.basemap.credits)),
    )
    return write_page(texts, draw_map(ground, layers, bounds=bounds, near=list(table.geometry), script=script))


def _asked(answer: Answer) -> str:
    asked = answer.asked
    hours = f"{clock(asked.start_s)}\u2013{clock(asked.start_s + asked.length_s)}"
    hours += which_clock(answer, answer.built.base_zones[0], 0, asked.start_s)
    return chips(
        [
            (both("From"), day_told(asked.first)),
            (both("To"), day_told(asked.day(len(asked.works) - 1))),
            (both("A day"), hours),
            (both("Teams"), encode(", ".join(asked.teams))),
            (both("How"), both("By 4x4")),
        ]
    )


def _panel(answer: Answer, tables: str) -> str:
    notes = [both("Hours are on the clock of each place; leaving and coming back on that of the base.")]
    if answer.built.unknown:
        count = number(len(answer.built.unknown), "", decimals=0)
        notes.append(both("Of {count} stops nobody knows the hours on some day: they count as open.", count=count))
    told = "".join(f"<p>{note}</p>" for note in notes)
    return (
        f'<section class="legend"><h2>{both("Legend")}</h2>{_legend(answer)}</section>{_lost(answer)}{told}'
        f"{tables_beside(tables)}"
    )


def _legend(answer: Answer) -> str:
    teams = "".join(
        f'<li><svg width="36" height="8" aria-hidden="true"><line x1="0" y1="4" x2="36" y2="4" '
        f'stroke="{stroke.colour}" stroke-width="{stroke.weight}" stroke-dasharray="{stroke.dash}"/></svg>'
        f"{encode(name)}</li>"
        for name, stroke in zip(answer.asked.teams, map(_stroke, range(len(answer.asked.teams))), strict=True)
    )
    signs = f"<li>{_sign(is_visited=True)} {both('Visited')}</li>"
    if set(answer.timetable.status) != {"visited"}:
        signs += f"<li>{_sign(is_visited=False)} {both('Not visited, or not in time')}</li>"
    return f"<ul>{teams}</ul><ul>{signs}</ul>"


def _lost(answer: Answer) -> str:
    """Return how many stops and groups of people are left, as HTML; empty where none is."""
    left = [status for status in answer.timetable.status if status != "visited"]
    lost = [group for group in answer.groups or () if group.status in {"no_stop", "no_time"}]
    told = []
    if left:
        told.append(both("{count} stops are not visited, or not in time: see why below.", count=len(left)))
    if lost:
        told.append(both("{count} groups of people on the move are lost: see which below.", count=len(lost)))
    return "".join(f'<p class="notice">{each}</p>' for each in told)


def _days(answer: Answer) -> Sheet:
    return Sheet(
        slug="days",
        caption=both("Days of the teams"),
        head=both("Day"),
        labels=(both("Team"), both("Stops"), both("Leaves the base"), both("Back at the base"), both("Driving")),
        cards=tuple(_day_card(answer, day) for day in answer.timetable.days),
        tip=0,
        figures=(4,),
    )


def _day_card(answer: Answer, day: TeamDay) -> Card:
    first, last = day.visits[0], day.visits[-1]
    return Card(
        key=encode(f"day:{day.day}:{day.team}"),
        title=day_told(answer.asked.day(day.day)),
        cells=(
            encode(answer.asked.teams[day.team]),
            "<br>".join(encode(visit_told(answer, day, visit)) for visit in day.visits),
            told_at_base(answer, day, first.arrive_s - first.drive_s),
            told_at_base(answer, day, last.depart_s + day.back_s),
            number(day.driven_s / 60.0, "min", decimals=0),
        ),
    )


def _stops(answer: Answer) -> Sheet:
    table = stops_table(answer)
    return Sheet(
        slug="stops",
        caption=both("Stops"),
        head=both("Name"),
        labels=(both("Status"), both("Why"), both("Visits"), both("Longest interval"), both("Along the corridor")),
        cards=tuple(_stop_card(answer, at, row) for at, row in enumerate(rows_of(table))),
        tip=0,
        figures=(3, 4),
    )


def _stop_card(answer: Answer, at: int, row: Mapping[str, Any]) -> Card:
    interval = row["longest_interval_days"]
    days = [day_told(answer.asked.day(day)) for day in answer.timetable.visited_on(at)]
    km = "" if is_missing(row["km"]) else f"{encode(row['corridor_id'])} {number(row['km'], 'km')}"
    return Card(
        key=encode(f"stop:{row['site_id']}"),
        title=encode(row["name"]),
        cells=(
            both(STATUSES[row["status"]]),
            in_each_language(lambda lang: reason_told(answer, at, lang)) if row["reason"] else "",
            "<br>".join(days),
            "" if is_missing(interval) else both("{days} days", days=number(interval, "", decimals=0)),
            km,
        ),
    )


def _groups(answer: Answer) -> Sheet:
    names = answer.sites["name"]
    cards = tuple(
        Card(
            key=f"group:{at}",
            title=encode(names.iloc[group.stop]),
            cells=(
                day_told(answer.asked.day(group.day)),
                both(GROUPS[group.status]),
                day_told(answer.asked.day(group.next_day)),
                number(group.next_m / 1e3, "km"),
                "" if group.next_stop is None else encode(names.iloc[group.next_stop]),
            ),
            on_map=False,
        )
        for at, group in enumerate(answer.groups or ())
    )
    labels = (both("Met on"), both("What becomes of them"), both("Due on"), both("Then at"), both("Next stop"))
    return Sheet("groups", both("People on the move"), both("Met at"), labels, cards, figures=(3,))


def _ways(answer: Answer, sheet: Sheet, lines: Lines) -> folium.GeoJson:
    days = answer.timetable.days
    shapes = [lines.get((day.team, day.day)) for day in days]
    return cards_layer(sheet, shapes, lambda at: _line_style(days[at].team), name=both("Ways of each day"))


def _signs(sheet: Sheet, table: gpd.GeoDataFrame) -> folium.GeoJson:
    icon = folium.DivIcon(html="", icon_size=(26, 26), icon_anchor=(13, 13), class_name="sign-holder")
    visited = list(table["status"] == "visited")
    return cards_layer(
        sheet,
        list(table.geometry),
        lambda at: {"html": _sign(is_visited=visited[at])},
        marker=folium.Marker([0, 0], icon=icon, pane="markerPane"),
        name=both("Stops"),
        pane="markerPane",
    )


def _sign(*, is_visited: bool) -> str:
    return '<b class="sign certain">P</b>' if is_visited else '<b class="sign possible">\u2715</b>'


def _line_style(team: int) -> Style:
    stroke = _stroke(team)
    return {"color": stroke.colour, "weight": stroke.weight, "dashArray": stroke.dash, "opacity": 0.85, "fill": False}


def _stroke(team: int) -> Stroke:
    return STROKES[team % len(STROKES)]


def _bounds(table: gpd.GeoDataFrame, lines: Lines) -> tuple[float, float, float, float]:
    """Return what the page opens on: the stops that are visited and the ways to them, else all stops."""
    shown = table[table["visits"] > 0]
    shapes = [*(shown if len(shown) else table).geometry, *lines.values()]
    west, south, east, north = (float(each) for each in gpd.GeoSeries(shapes).total_bounds)
    return (west, south, east, north) if math.isfinite(west) else (-93.0, 14.0, -83.0, 19.0)
