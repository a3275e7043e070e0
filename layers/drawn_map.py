"""One file that opens anywhere and asks nobody: a map on its ground, and room for the words around it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

import folium
import geopandas as gpd
import pandas as pd
from branca.element import Element, Figure
from folium.map import CustomPane
from folium.template import Template
from shapely.geometry.base import BaseGeometry

from data.assets import load_leaflet_script, load_leaflet_style
from data.basemap import Basemap
from data.words import LANGUAGES
from layers.bilingual import both
from layers.ground import BORDER_PANE, LAND_PANE, ROAD_PANE, border_layer, land_layer, road_layer
from layers.script import PageScript
from layers.style import page_style
from layers.town_labels import TOWN_PANE, town_labels

_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
# A road or coast is drawn to a part in this many of the answer's longer side: half a pixel as it opens.
_GROUND_STEPS = 2000


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


class Pane(NamedTuple):
    """A level of the map.

    Attributes
    ----------
    name
        Of letters and hyphens.
    z_index
        How high it lies; Leaflet's own overlays lie at 400, markers at 600, popups at 700.
    answers
        Whether what is drawn in it answers to a finger.
    """

    name: str
    z_index: int
    answers: bool = True


_BELOW = (
    Pane(LAND_PANE, 200, answers=False),
    Pane(ROAD_PANE, 250, answers=False),
    Pane(BORDER_PANE, 300, answers=False),
)
_ABOVE = (Pane(TOWN_PANE, 450, answers=False),)


class Ground(NamedTuple):
    """What lies under an answer; see `MapView`."""

    basemap: Basemap
    roads: gpd.GeoDataFrame
    places: pd.DataFrame


def draw_map(
    ground: Ground,
    layers: Iterable[Element],
    *,
    bounds: tuple[float, float, float, float],
    near: Sequence[BaseGeometry],
    script: PageScript,
    panes: Sequence[Pane] = (),
) -> folium.Map:
    """Return a map with its ground, what is drawn on it, names of towns, and the page's own script.

    Parameters
    ----------
    ground, layers
        What lies below, and what is drawn on it, in order.
    bounds
        West, south, east, north, degrees: what the map opens on.
    near
        Shapes around which small places are named too.
    script
        Added last.
    panes
        Levels of its own, between the ground and the names of towns.
    """
    west, south, east, north = bounds
    drawn = folium.Map([(south + north) / 2, (west + east) / 2], tiles=None, zoom_start=7, max_zoom=16, zoom_snap=0.5)
    drawn.default_js, drawn.default_css = [], []
    for pane in (*_BELOW, *panes, *_ABOVE):
        drawn.add_child(CustomPane(pane.name, z_index=pane.z_index, pointer_events=pane.answers))
    tolerance_deg = max(east - west, north - south) / _GROUND_STEPS
    drawn.add_child(land_layer(ground.basemap, tolerance_deg=tolerance_deg))
    if not ground.roads.empty:
        drawn.add_child(road_layer(ground.roads, tolerance_deg=tolerance_deg))
    drawn.add_child(border_layer(ground.basemap))
    for layer in layers:
        drawn.add_child(layer)
    drawn.add_child(town_labels(ground.basemap.towns, ground.places, near=near))
    drawn.add_child(folium.LayerControl(collapsed=True))
    drawn.add_child(script)
    return drawn


def write_page(texts: dict[str, str], drawn: folium.Map) -> str:
    """Return a whole page as HTML, the same for the same parts.

    Parameters
    ----------
    texts
        HTML by its place in the page, as `Page` takes it.
    drawn
        The map.

    Raises
    ------
    StudyError
        When Leaflet was not copied at set-up.
    """
    page = Page(texts)
    page.add_child(drawn)
    # Coordinates and names are much of a page: without spaces between them it is a twentieth lighter.
    page._template.environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}  # noqa: SLF001
    _number_elements(page)
    return str(page.render())


def _number_elements(page: Page) -> None:
    """Name every element by its position: folium names them at random, and two runs would differ."""
    for number_, element in zip(count(), _elements(page)):
        element._id = f"{number_:04d}"  # noqa: SLF001  the one place folium keeps it


def _elements(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():  # noqa: SLF001  the tree has no public walk
        yield from _elements(child)
