"""What a scenario closes, drawn: its roads, and the areas its file draws."""

import folium
import shapely
from shapely.geometry.base import BaseGeometry

from data.scenario import Scenario
from layers.bilingual import both
from layers.drawn_map import Pane
from layers.feature import Style, silent_layer
from layers.palette import Stroke
from layers.what_if.words import scenario_title

CLOSED = Stroke("#000000", 4, "1 6")
CLOSURES = Pane("closures", 410, answers=False)
_SHADE = {"color": "#000000", "weight": 1.5, "dashArray": "4 4", "fillColor": "#000000", "fillOpacity": 0.12}


def drawn_closures(scenario: Scenario, closed: BaseGeometry, *, title: str = "") -> folium.GeoJson:
    """Return the roads a scenario closes and the areas it draws; a layer without features where it closes nothing.

    Parameters
    ----------
    scenario
        Which.
    closed
        The roads it closes, EPSG:4326.
    title
        What the scenario is called, HTML; empty: its title alone.
    """
    areas = [shapely.Polygon(closure.polygon) for closure in scenario.closures if closure.polygon]
    line = {"color": CLOSED.colour, "weight": CLOSED.weight, "dashArray": CLOSED.dash, "opacity": 1}
    styles: list[Style] = [*([_SHADE] * len(areas)), {**line, "fill": False, "lineCap": "butt"}]
    name = f"{both('Closed')}: {title or scenario_title(scenario)}"
    return silent_layer([*areas, closed], lambda at: styles[at], name=name, pane=CLOSURES.name)


def closed_in_legend() -> str:
    """Return what the signs of closures mean, as HTML."""
    return stroke_in_legend(CLOSED, both("Closed roads; shaded: the area drawn"))


def stroke_in_legend(stroke: Stroke, told: str) -> str:
    """Return a line of a legend as HTML: a stroke and, HTML already, what it means."""
    return (
        f'<li><svg width="40" height="12" aria-hidden="true"><line x1="0" y1="6" x2="40" y2="6" '
        f'stroke="{stroke.colour}" stroke-width="{stroke.weight}" stroke-dasharray="{stroke.dash}"/></svg>{told}</li>'
    )
