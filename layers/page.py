"""One answer as one file: opens anywhere, asks nobody, and comes out the same every time."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import folium
from branca.element import Element, Figure
from folium.map import CustomPane
from folium.template import Template
from shapely.geometry.base import BaseGeometry

from data.assets import load_leaflet_script, load_leaflet_style
from data.words import LANGUAGES
from layers.arrows import ARROW_PANE, DirectionArrows
from layers.bilingual import both
from layers.border_gaps import BORDER_GAP_PANE, border_gap_layer, border_gap_sheet
from layers.catchments import catchment_layer, catchment_sheet
from layers.corridors import corridor_sheet
from layers.coverage import coverage_layer, coverage_sheet
from layers.demand import demand_layer, demand_sheet
from layers.facilities import OTHER_PANE, facility_layer, facility_sheet, other_layer
from layers.ground import BORDER_PANE, LAND_PANE, ROAD_PANE, border_layer, land_layer, road_layer
from layers.once import Pairs, say_once
from layers.part import asked_about, crowded
from layers.reasons_why import with_reasons
from layers.script import PageScript
from layers.sector_numbers import NUMBER_PANE, SectorNumbers
from layers.sectors import sector_counts, sector_layer, sector_sheet
from layers.segments import SEGMENT_PANE, segment_layer, segment_sheet
from layers.sheet import Sheet
from layers.siting.drawn import gain_layer, gain_sheet, other_sheet, site_layer, site_sheet
from layers.style import page_style
from layers.text import is_missing
from layers.texts import attribution, page_texts
from layers.town_labels import TOWN_PANE, town_labels
from layers.view import MapView

# Bottom to top; Leaflet's own overlays lie at 400, markers at 600, popups at 700.
_PANES = (
    (LAND_PANE, 200),
    (ROAD_PANE, 250),
    (BORDER_PANE, 300),
    (OTHER_PANE, 405),
    (BORDER_GAP_PANE, 410),
    (SEGMENT_PANE, 420),
    (ARROW_PANE, 430),
    (NUMBER_PANE, 440),
    (TOWN_PANE, 450),
)
_SILENT_PANES = (LAND_PANE, ROAD_PANE, BORDER_PANE, ARROW_PANE, NUMBER_PANE, TOWN_PANE)
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
# A road or coast is drawn to a part in this many of the answer's longer side: half a pixel as it opens.
_GROUND_STEPS = 2000

Parts = list[tuple[Sheet, tuple[folium.GeoJson, ...]]]


class Page(Figure):
    """A folium figure with a language, a title, a policy that forbids every request, and room for tables.

    Parameters
    ----------
    parts
        HTML already encoded, by its place in the page: title, header, across, panel, footer.
    """

    _template = Template(
        '<!DOCTYPE html>\n<html lang="{{ this.lang }}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{{ this.policy }}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<title>{{ this.parts.title }}</title>\n<style>{{ this.style }}</style>\n"
        "<script>{{ this.leaflet }}</script>\n</head>\n"
        '<body data-lang="{{ this.lang }}">\n{{ this.parts.header }}\n<main>\n'
        '<section class="map-frame"><h2 class="unseen">{{ this.map_title }}</h2>\n'
        "{{ this.html.render(**kwargs) }}{{ this.parts.across }}</section>\n"
        '<div class="panel">{{ this.parts.panel }}</div>\n</main>\n<footer>{{ this.parts.footer }}</footer>\n'
        "<script>\n{{ this.script.render(**kwargs) }}\n</script>\n</body>\n</html>\n"
    )

    def __init__(self, parts: dict[str, str]) -> None:
        super().__init__()
        self.lang = LANGUAGES[0]
        self.policy = _POLICY
        self.style = load_leaflet_style() + page_style()
        self.leaflet = load_leaflet_script()
        self.map_title = both("Map")
        self.parts = parts


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
    page = Page(page_texts(view, tables))
    drawn = _build_map(view, [layer for _, layers in parts for layer in layers], pairs)
    page.add_child(drawn)
    # Coordinates and names are much of a page: without spaces between them it is a twentieth lighter.
    page._template.environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}  # noqa: SLF001
    _number_elements(page)
    return str(page.render())


def _parts(view: MapView) -> Parts:
    """Return each part's sheet and its layers, in the order in which a reader needs the tables."""
    told = zip(view.facilities["facility_id"], view.facilities["name"], strict=True)
    names = {str(key): str(name) for key, name in told if not is_missing(name)}
    parts: Parts = []
    if view.corridors is not None:
        parts.append((corridor_sheet(view.corridors, view.corridor_names), ()))
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
    if view.sites is not None and view.gains is not None:
        sheet = site_sheet(view.sites)
        parts.append((sheet, (site_layer(sheet, view.sites),)))
        sheet = gain_sheet(view.gains, view.sites)
        parts.append((sheet, (gain_layer(sheet, view.gains),) if len(view.gains) else ()))
    if view.alternatives is not None:
        parts.append((other_sheet(view.alternatives), ()))
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
    shown = asked_about(view.facilities)
    sheet = facility_sheet(shown)
    signs = other_layer(sheet, shown), facility_layer(sheet, shown)
    return [*parts, (sheet, tuple(layer for layer in signs if layer.data["features"]))]


def _build_map(view: MapView, layers: list[folium.GeoJson], pairs: Pairs) -> folium.Map:
    west, south, east, north = _bounds(view)
    drawn = folium.Map([(south + north) / 2, (west + east) / 2], tiles=None, zoom_start=7, max_zoom=16, zoom_snap=0.5)
    drawn.default_js, drawn.default_css = [], []
    for name, z_index in _PANES:
        drawn.add_child(CustomPane(name, z_index=z_index, pointer_events=name not in _SILENT_PANES))
    tolerance_deg = max(east - west, north - south) / _GROUND_STEPS
    drawn.add_child(land_layer(view.basemap, tolerance_deg=tolerance_deg))
    if not view.roads.empty:
        drawn.add_child(road_layer(view.roads, tolerance_deg=tolerance_deg))
    drawn.add_child(border_layer(view.basemap))
    for layer in layers:
        drawn.add_child(layer)
    if view.segments is not None:
        drawn.add_child(DirectionArrows())
    if view.sectors is not None:
        drawn.add_child(SectorNumbers(sector_counts(view.sectors)))
    drawn.add_child(town_labels(view.basemap.towns, view.places, near=_answer(view)))
    drawn.add_child(folium.LayerControl(collapsed=True))
    bounds = [[south, west], [north, east]]
    drawn.add_child(
        PageScript(bounds=bounds, attribution=attribution(view), pairs=pairs, crowded=crowded(view.facilities))
    )
    return drawn


def _answer(view: MapView) -> list[BaseGeometry]:
    """Return every shape of the answer."""
    frames = (view.segments, view.sectors, view.sites, view.gains, view.catchments, view.coverage, view.demand)
    shapes = (shape for frame in frames if frame is not None for shape in frame.geometry)
    return [shape for shape in shapes if shape is not None and not shape.is_empty]


def _bounds(view: MapView) -> tuple[float, float, float, float]:
    """Return what the page opens on: the answer if it has a place, else the services, else the land."""
    frames = (
        view.segments,
        view.sectors,
        view.gains,
        view.sites,
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


def _number_elements(page: Page) -> None:
    """Name every element by its position: folium names them at random, and two runs would differ."""
    for number_, element in zip(count(), _elements(page)):
        element._id = f"{number_:04d}"  # noqa: SLF001  the one place folium keeps it


def _elements(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():  # noqa: SLF001  the tree has no public walk
        yield from _elements(child)
