"""Two layers of which one is shown as soon as the other is."""

import folium
from folium.template import Template


class ShownTogether(folium.MacroElement):
    """Shows a layer, and hides it, together with another; each can still be switched by itself. Added after both.

    Parameters
    ----------
    leads, follows
        Layers of the same map.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        {{ this.leads.get_name() }}.on('add', () => {{ this.follows.get_name() }}.addTo({{ this._parent.get_name() }}));
        {{ this.leads.get_name() }}.on('remove', () => {{ this.follows.get_name() }}.remove());
        {% endmacro %}
        """
    )

    def __init__(self, leads: folium.GeoJson, follows: folium.GeoJson) -> None:
        super().__init__()
        self._name = "ShownTogether"
        self.leads, self.follows = leads, follows  # their names are given when the page is written
