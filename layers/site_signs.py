"""Sites to be as signs on a map: a short word on each, on top of everything."""

from collections.abc import Sequence

import folium
from shapely.geometry.base import BaseGeometry

from layers.feature import cards_layer
from layers.sheet import Sheet

SITE_PANE = "markerPane"
_SIZE = 30


def site_signs(sheet: Sheet, shapes: Sequence[BaseGeometry], words: Sequence[str], *, name: str) -> folium.GeoJson:
    """Return signs, one for each card of a sheet.

    Parameters
    ----------
    sheet, shapes
        What is told of each site, and where it is, in one order.
    words
        What stands on each sign, HTML of a letter or two.
    name
        Of the layer, HTML.
    """
    icon = folium.DivIcon(
        html="", icon_size=(_SIZE, _SIZE), icon_anchor=(_SIZE // 2, _SIZE // 2), class_name="sign-holder site-holder"
    )
    return cards_layer(
        sheet,
        shapes,
        lambda at: {"html": f'<b class="sign site">{words[at]}</b>'},
        marker=folium.Marker([0, 0], icon=icon, pane=SITE_PANE, z_index_offset=1000),
        name=name,
        pane=SITE_PANE,
    )
