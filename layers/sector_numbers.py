"""How many sectors each segment lacks, as a number on the map: as many numbers as fit at every zoom."""

from collections.abc import Mapping

import folium
from folium.template import Template

NUMBER_PANE = "numbers"


class SectorNumbers(folium.MacroElement):
    """Numbers on the segments of a map that has a pane called `numbers`, at the middle of each.

    Parameters
    ----------
    counts
        From a segment's key on the page to its number; None: a question mark.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function (map, counts) {
          const APART = 26, group = L.layerGroup().addTo(map);
          const draw = () => {
            group.clearLayers();
            const seen = L.bounds([0, 0], map.getSize()), taken = [];
            (window.alcanceLayers || new Map()).forEach((layer, key) => {
              if (!(key in counts)) { return; }
              const points = layer.getLatLngs().flat(Infinity), middle = points[Math.floor(points.length / 2)];
              const ends = points.length === 2 ? L.latLngBounds(points).getCenter() : middle;
              const at = map.latLngToContainerPoint(ends);
              if (!seen.contains(at) || taken.some(other => other.distanceTo(at) < APART)) { return; }
              taken.push(at);
              L.marker(ends, {pane: 'numbers', interactive: false, keyboard: false, icon: L.divIcon({
                className: 'sector-number', iconSize: [18, 18], html: counts[key] === null ? '?' : String(counts[key])})
              }).addTo(group);
            });
          };
          map.on('moveend', draw);
          draw();
        })({{ this._parent.get_name() }}, {{ this.counts|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, counts: Mapping[str, int | None]) -> None:
        super().__init__()
        self._name = "SectorNumbers"
        self.counts = dict(counts)
