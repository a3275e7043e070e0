"""The map of what differs: segments that become underserved or better in each scenario, and what is closed."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import folium
import geopandas as gpd
import pandas as pd
from branca.element import Element
from shapely.geometry.base import BaseGeometry

from data.bilingual import Bilingual
from data.profile import Profile
from data.scenario import Scenario
from layers.bilingual import both
from layers.drawn_map import Ground, Pane, draw_map, write_page
from layers.feature import Style, cards_layer, silent_layer
from layers.labels import label
from layers.once import say_once
from layers.palette import NO_DATA_STROKE, Stroke
from layers.script import PageScript
from layers.sheet import Sheet, rows_of
from layers.text import asked_minutes, encode
from layers.texts import attribution, chips, framed_texts, tables_beside
from layers.what_if.closures import CLOSURES, closed_in_legend, drawn_closures, stroke_in_legend
from layers.what_if.sheets import Names, side_by_side, what_changes
from layers.what_if.together import ShownTogether
from layers.what_if.words import CHANGE_STROKES, CHANGES, about_scenario, longest_gaps, scenario_title
from layers.whom import title_of, whom

_UNCHANGED = Stroke("#6F6F6F", 3, "")
_SEGMENTS, _CHANGED = "unchanged", "changes"
_PANES = (Pane(_SEGMENTS, 405, answers=False), CLOSURES, Pane(_CHANGED, 420))


class InScenario(NamedTuple):
    """What a page shows of a scenario; shapes are EPSG:4326.

    Attributes
    ----------
    scenario
        Which.
    changes
        The rows of changes.csv for it, with their course.
    closed
        The roads it closes; None: none.
    does
        What it does to the study, sentence by sentence.
    """

    scenario: Scenario
    changes: gpd.GeoDataFrame
    closed: BaseGeometry | None
    does: tuple[Bilingual, ...] = ()


class Compared(NamedTuple):
    """What a page of scenarios shows.

    Attributes
    ----------
    title, stamps, named
        What the study is called, the words set across the page, who must be credited: plain text.
    question
        As `layers.tables.question_of` has it.
    profile, arrive
        Who the answer is for; when people arrive, as it was asked, or empty.
    ground
        What lies under it.
    segments
        The rows of gaps.csv as the study is, with their course; None where it has no corridor.
    units
        The rows of scenarios.csv.
    names
        For each kind of unit, from unit_id to plain names.
    scenarios
        Each scenario, in the order asked.
    """

    title: str
    stamps: tuple[str, ...]
    named: tuple[str, ...]
    question: Mapping[str, Any]
    profile: Profile
    arrive: str
    ground: Ground
    segments: gpd.GeoDataFrame | None
    units: pd.DataFrame
    names: Names
    scenarios: tuple[InScenario, ...]


def build_difference_page(compared: Compared) -> str:
    """Return the page as HTML; the same answers give the same text.

    Raises
    ------
    StudyError
        When Leaflet was not copied at set-up.
    """
    titles = _titles(compared)
    corridors = compared.names.get("corridor", {})
    sheets = [
        what_changes(each.changes, each.scenario, corridors, title=titles[each.scenario.name])
        for each in compared.scenarios
    ]
    shown = [side_by_side(compared.units, compared.names, titles), *(each for each in sheets if each.cards)]
    tables, pairs = say_once("".join(sheet.as_table() for sheet in shown))
    west, south, east, north = bounds = _bounds(compared)
    script = PageScript(
        bounds=[[south, west], [north, east]], attribution=attribution(compared.named), pairs=pairs, crowded=False
    )
    texts = framed_texts(
        compared.title,
        compared.stamps,
        header=_chips(compared),
        panel=_panel(compared, tables),
        credits_=dict.fromkeys((*compared.named, *compared.ground.basemap.credits)),
    )
    layers = list(_layers(compared, sheets))
    near = [shape for each in compared.scenarios for shape in each.changes.geometry]
    drawn = draw_map(compared.ground, layers, bounds=bounds, near=near, script=script, panes=_PANES)
    return write_page(texts, drawn)


def _chips(compared: Compared) -> str:
    asked = compared.question
    words = [
        (both("Service"), label("service", str(asked["service"]))),
        (both("How"), label("mode", str(asked["mode"]))),
        (both("Direction"), label("direction", str(asked["direction"]))),
        (both("Limit"), asked_minutes(asked["cutoff_min"])),
        (both("For whom"), title_of(compared.profile, str(asked["profile"]))),
    ]
    words += [(both("Arrival"), encode(compared.arrive.replace("T", " ")))] if compared.arrive else []
    return chips([*words, *((both("Scenario"), title) for title in _titles(compared).values())])


def _panel(compared: Compared, tables: str) -> str:
    titles, does = _titles(compared), {each.scenario.name: _does(each, compared) for each in compared.scenarios}
    about = "".join(
        about_scenario(each.scenario, does[each.scenario.name], title=titles[each.scenario.name])
        for each in compared.scenarios
    )
    same = [
        each.scenario.name
        for each in compared.scenarios
        if each.changes.empty and compared.segments is not None and len(does[each.scenario.name]) == len(each.does)
    ]
    nothing = "".join(
        f'<p class="notice">{titles[name]}: {both("it changes nothing along the corridors.")}</p>' for name in same
    )
    section = f'<section class="legend"><h2>{both("Legend")}</h2>{_legend(compared)}</section>'
    return f"{nothing}{section}{about}{whom(compared.profile)}{tables_beside(tables)}"


def _titles(compared: Compared) -> dict[str, str]:
    """Return what each scenario is called, as HTML, by its name; several are told apart by their names too."""
    several = len(compared.scenarios) > 1
    return {each.scenario.name: scenario_title(each.scenario, by_name=several) for each in compared.scenarios}


def _does(each: InScenario, compared: Compared) -> list[Bilingual]:
    """Return what a scenario does to the study, and to the longest gap of each corridor."""
    rows, names = list(rows_of(compared.units)), compared.names.get("corridor", {})
    gaps = (longest_gaps(each.scenario, rows, names, lang) for lang in ("es", "en"))
    return [*each.does, *(Bilingual(*told) for told in zip(*gaps, strict=True))]


def _legend(compared: Compared) -> str:
    present = {change for each in compared.scenarios for change in each.changes["change"]}
    lines = [(stroke, both(CHANGES[kind])) for kind, stroke in CHANGE_STROKES.items() if kind in present]
    if compared.segments is not None:
        lines.append((_UNCHANGED, both("No change of the nearest service")))
        unknown = (compared.segments["flag"] == "no_data").any()
        lines += [(NO_DATA_STROKE, label("flag", "no_data"))] if unknown else []
    signs = "".join(stroke_in_legend(*line) for line in lines)
    if any(each.closed is not None for each in compared.scenarios):
        signs += closed_in_legend()
    several = both("The map shows the first scenario; choose others in its list of what it shows.")
    note = f"<p>{several}</p>" if len(compared.scenarios) > 1 else ""
    return f"<ul>{signs}</ul>{note}"


def _layers(compared: Compared, sheets: Sequence[Sheet]) -> Iterator[Element]:
    """Yield what is drawn: the corridors as they are, then for each scenario what is closed and what changes."""
    if compared.segments is not None:
        strokes = [NO_DATA_STROKE if flag == "no_data" else _UNCHANGED for flag in compared.segments["flag"]]
        shapes = list(compared.segments.geometry)
        yield silent_layer(shapes, lambda at: _style(strokes[at]), name=None, pane=_SEGMENTS)
    titles = _titles(compared)
    for place, (each, sheet) in enumerate(zip(compared.scenarios, sheets, strict=True)):
        title = titles[each.scenario.name]
        closures = [] if each.closed is None else [drawn_closures(each.scenario, each.closed, title=title)]
        changed = _changed_layer(each, sheet, title)
        shown = [layer for layer in (*closures, changed) if layer.data["features"]]
        for layer in shown:
            layer.show = place == 0
            yield layer
        if len(shown) > 1:
            yield ShownTogether(changed, closures[0])


def _changed_layer(each: InScenario, sheet: Sheet, title: str) -> folium.GeoJson:
    kinds = list(each.changes["change"])
    name = f"{both('What changes')}: {title}"
    shapes = list(each.changes.geometry)
    return cards_layer(sheet, shapes, lambda at: _style(CHANGE_STROKES[kinds[at]]), name=name, pane=_CHANGED)


def _style(stroke: Stroke) -> Style:
    line = {"color": stroke.colour, "weight": stroke.weight, "dashArray": stroke.dash}
    return {**line, "opacity": 1, "fill": False, "lineCap": "butt"}


def _bounds(compared: Compared) -> tuple[float, float, float, float]:
    """Return what the page opens on: all that changes, else the corridors, else the roads."""
    changed = gpd.GeoSeries([shape for each in compared.scenarios for shape in each.changes.geometry])
    for shapes in (changed, compared.segments, compared.ground.roads):
        west, south, east, north = (math.nan,) * 4 if shapes is None else (float(each) for each in shapes.total_bounds)
        if math.isfinite(west):
            return west, south, east, north
    return -93.0, 14.0, -83.0, 19.0  # nothing at all to show: the middle of the corridor
