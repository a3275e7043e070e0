"""One answer as one file: opens anywhere, asks nobody, and comes out the same every time."""

import math
from dataclasses import replace

import folium
from shapely.geometry.base import BaseGeometry

from layers.arrows import ARROW_PANE, DirectionArrows
from layers.border_gaps import BORDER_GAP_PANE, border_gap_layer, border_gap_sheet
from layers.border_steps import pieces_of
from layers.borders import PIECE_PANE, piece_layers, piece_sheet, side_sheet
from layers.catchments import catchment_layer, catchment_sheet
from layers.continuity.drawn import added_layer, added_sheet, day_layers, day_sheet, handover_sheet
from layers.corridors import corridor_sheet
from layers.coverage import coverage_layer, coverage_sheet
from layers.demand import demand_layer, demand_sheet
from layers.drawn_map import Ground, Pane, draw_map, write_page
from layers.exposure.drawn import PANES as EXPOSURE_PANES
from layers.exposure.drawn import exposure_layers, exposure_sheet, off_paper
from layers.facilities import OTHER_PANE, facility_layer, facility_sheet, other_layer
from layers.once import Pairs, say_once
from layers.part import asked_about, crowded
from layers.reasons_why import with_reasons
from layers.script import PageScript
from layers.sector_numbers import NUMBER_PANE, SectorNumbers
from layers.sectors import sector_counts, sector_layer, sector_sheet
from layers.segments import SEGMENT_PANE, segment_layer, segment_sheet
from layers.sheet import Sheet
from layers.siting.drawn import gain_layer, gain_sheet, other_sheet, site_layer, site_sheet
from layers.surge.drawn import night_layer, night_sheet, surge_layer, surge_sheet
from layers.text import is_missing
from layers.texts import attribution, page_texts
from layers.view import MapView
from layers.what_if.closures import CLOSURES, drawn_closures

_PANES = (
    Pane(OTHER_PANE, 405),
    Pane(BORDER_GAP_PANE, 410),
    Pane(SEGMENT_PANE, 420),
    Pane(PIECE_PANE, 425),
    Pane(ARROW_PANE, 430, answers=False),
    Pane(NUMBER_PANE, 440, answers=False),
)

Parts = list[tuple[Sheet, tuple[folium.GeoJson, ...]]]


def build_page(view: MapView) -> str:
    """Return a whole page as HTML: a map, a legend and the same content as tables.

    Returns
    -------
    str
        Opens from a file with no network. The same view gives the same text.

    Raises
    ------
    StudyError
        When Leaflet was not copied at set-up.
    """
    view = replace(view, facilities=with_reasons(view.facilities, view.access))
    parts = _parts(view)
    tables, pairs = say_once("".join(sheet.as_table() for sheet, _ in parts))
    drawn = _build_map(view, [layer for _, layers in parts for layer in layers], pairs)
    return write_page(page_texts(view, tables), drawn)


def _parts(view: MapView) -> Parts:
    """Return each part's sheet and its layers, in the order in which a reader needs the tables."""
    told = zip(view.facilities["facility_id"], view.facilities["name"], strict=True)
    names = {str(key): str(name) for key, name in told if not is_missing(name)}
    ways = (_along(view, names), _journey(view, names), _surge(view, names))
    answers = (*ways, _people(view, names))
    shown = asked_about(view.facilities)
    sheet = facility_sheet(shown) if view.exposure is None else off_paper(facility_sheet(shown))
    signs = other_layer(sheet, shown), facility_layer(sheet, shown)
    facilities = (sheet, tuple(layer for layer in signs if layer.data["features"]))
    return [*(part for parts in answers for part in parts), facilities]


def _along(view: MapView, names: dict[str, str]) -> Parts:
    """Return the parts that tell of the corridors, piece by piece."""
    parts: Parts = []
    if view.corridors is not None:
        parts.append((corridor_sheet(view.corridors, view.corridor_names), ()))
    if view.exposure is not None:
        sheet = exposure_sheet(view.exposure, view.corridor_names)
        parts.append((sheet, exposure_layers(sheet, view.exposure)))
    if view.border_gaps is not None and view.segments is not None and not view.border_gaps.empty:
        sheet = border_gap_sheet(view.border_gaps, view.corridor_names)
        lines = view.segments.set_index("segment_id").geometry
        parts.append((sheet, (border_gap_layer(sheet, [lines[key] for key in view.border_gaps["segment_id"]]),)))
    if view.segments is not None:
        sheet = segment_sheet(view.segments, names, view.corridor_names)
        parts.append((sheet, (segment_layer(sheet, view.segments),)))
    if view.sectors is not None:
        sheet = sector_sheet(view.sectors, view.corridor_names)
        parts.append((sheet, (sector_layer(sheet, view.sectors),)))
    return parts


def _people(view: MapView, names: dict[str, str]) -> Parts:
    """Return the parts that tell how many people are within reach, and of what."""
    parts: Parts = []
    if view.borders is not None:
        pieces = pieces_of(view.borders)
        sheet = piece_sheet(pieces)
        parts += [(side_sheet(view.borders, view.ways_not_led), ()), (sheet, piece_layers(sheet, pieces))]
    parts += _site_parts(view)
    if view.coverage is not None:
        sheet = coverage_sheet(
            view.coverage,
            {"area": view.area_names, "corridor": view.corridor_names},
            service=str(view.question["service"]),
        )
        parts.append((sheet, (coverage_layer(sheet, view.coverage),)))
    if view.catchments is not None:
        sheet = catchment_sheet(view.catchments, names)
        parts.append((sheet, (catchment_layer(sheet, view.catchments),)))
    if view.demand is not None:
        sheet = demand_sheet(view.demand, names)
        parts.append((sheet, (demand_layer(sheet, view.demand),)))
    return parts


def _journey(view: MapView, names: dict[str, str]) -> Parts:
    """Return the parts of a journey: its days, the borders it crosses, the sites to add."""
    if view.continuity is None:
        return []
    sheet = day_sheet(view.continuity, names)
    parts: Parts = [(sheet, day_layers(sheet, view.continuity))]
    if view.handover is not None and len(view.handover):
        parts.append((handover_sheet(view.handover), ()))
    if view.added is not None and len(view.added):
        sheet = added_sheet(view.added)
        parts.append((sheet, (added_layer(sheet, view.added),)))
    return parts


def _site_parts(view: MapView) -> Parts:
    """Return the parts that tell of new sites; none where none were looked for."""
    parts: Parts = []
    if view.sites is not None and view.gains is not None:
        sheet = site_sheet(view.sites)
        parts.append((sheet, (site_layer(sheet, view.sites),)))
        sheet = gain_sheet(view.gains, view.sites)
        parts.append((sheet, (gain_layer(sheet, view.gains),) if len(view.gains) else ()))
    if view.alternatives is not None and len(view.alternatives):
        parts.append((other_sheet(view.alternatives), ()))
    return parts


def _surge(view: MapView, names: dict[str, str]) -> Parts:
    """Return the places a cohort meets and its nights; nothing where the answer is of none."""
    if view.surge_places is None or view.surge_nights is None:
        return []
    places, nights = surge_sheet(view.surge_places), night_sheet(view.surge_nights, names)
    return [
        (places, (surge_layer(places, view.surge_places),)),
        (nights, (night_layer(nights, view.surge_nights),)),
    ]


def _build_map(view: MapView, layers: list[folium.GeoJson], pairs: Pairs) -> folium.Map:
    west, south, east, north = bounds = _bounds(view)
    drawn: list[folium.GeoJson | folium.MacroElement] = [*layers]
    if view.what_if is not None and view.closed is not None:
        drawn.insert(0, drawn_closures(view.what_if, view.closed))
    if view.segments is not None or view.continuity is not None:
        drawn.append(DirectionArrows())
    if view.sectors is not None:
        drawn.append(SectorNumbers(sector_counts(view.sectors)))
    script = PageScript(
        bounds=[[south, west], [north, east]],
        attribution=attribution(view.credits),
        pairs=pairs,
        crowded=crowded(view.facilities),
    )
    ground = Ground(view.basemap, view.roads, view.places)
    exposed, closed = EXPOSURE_PANES * (view.exposure is not None), (CLOSURES,) * (view.closed is not None)
    panes = (*_PANES, *exposed, *closed)
    return draw_map(ground, drawn, bounds=bounds, near=_answer(view), script=script, panes=panes)


def _answer(view: MapView) -> list[BaseGeometry]:
    """Return every shape of the answer."""
    lines = (view.segments, view.exposure, view.sectors, view.borders, view.continuity, view.surge_nights)
    frames = (*lines, view.added, view.sites, view.gains, view.catchments, view.coverage, view.demand)
    shapes = (shape for frame in frames if frame is not None for shape in frame.geometry)
    return [shape for shape in shapes if shape is not None and not shape.is_empty]


def _bounds(view: MapView) -> tuple[float, float, float, float]:
    """Return what the page opens on: the answer if it has a place, else the services, else the land."""
    frames = (
        view.segments,
        view.exposure,
        view.sectors,
        view.continuity,
        view.borders,
        view.gains,
        view.sites,
        view.surge_nights,
        view.catchments,
        view.coverage,
        view.demand,
        view.facilities,
        view.roads,
        view.basemap.land,
    )
    for frame in frames:
        west, south, east, north = (math.nan,) * 4 if frame is None else map(float, frame.total_bounds)
        if math.isfinite(west):
            return west, south, east, north
    return -93.0, 14.0, -83.0, 19.0  # nothing at all to show: the middle of the corridor
