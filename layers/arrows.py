"""Arrowheads along the corridor, so that *ahead* is seen on the map: as many as fit at every zoom."""

import folium
from folium.template import Template

ARROW_PANE = "arrows"


class DirectionArrows(folium.MacroElement):
    """Arrows on the segments or days of a map that has a pane called `arrows`; they point the way each was drawn.

    They are taken from the page, in their order; one that begins where the last one ended goes on with it.
    Bends smaller than an arrow are passed over, or it would point back along a winding road.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function (map) {
          const BEND = 14, FIRST = 30, NEXT = 120, PAST_SIGN = 24, group = L.layerGroup().addTo(map);
          const courses = () => {
            const found = [];
            (window.alcanceLayers || new Map()).forEach((layer, key) => {
              if (!key.startsWith('segment:') && !key.startsWith('day:')) { return; }
              const points = layer.getLatLngs().flat(Infinity).map(place => map.latLngToContainerPoint(place));
              const last = found.at(-1);
              if (!last || last.at(-1).distanceTo(points[0]) > 2 * BEND) { found.push([points[0]]); }
              for (const point of points) {
                if (point.distanceTo(found.at(-1).at(-1)) >= BEND) { found.at(-1).push(point); }
              }
            });
            return found;
          };
          const point = (at, degrees) => L.marker(map.containerPointToLatLng(at), {
            pane: 'arrows', interactive: false, keyboard: false,
            icon: L.divIcon({className: 'arrow', iconSize: [14, 14], html: '<svg viewBox="0 0 14 14" '
              + 'style="transform:rotate(' + degrees + 'deg)"><path d="M1 1 13 7 1 13 5 7z"/></svg>'})
          }).addTo(group);
          const draw = () => {
            group.clearLayers();
            const seen = L.bounds([0, 0], map.getSize());
            const signs = [...(window.alcanceLayers || new Map()).values()]
              .filter(layer => layer.getIcon && layer.getIcon().options.iconSize[0] > 20
                && !map.getContainer().classList.contains('far'))
              .map(layer => map.latLngToContainerPoint(layer.getLatLng()));
            for (const course of courses()) {
              let left = FIRST;
              for (let i = 1; i < course.length; i++) {
                const from = course[i - 1], step = course[i].subtract(from), length = from.distanceTo(course[i]);
                while (left <= length) {
                  const at = from.add(step.multiplyBy(left / length));
                  const free = !signs.some(sign => sign.distanceTo(at) < PAST_SIGN);
                  left += free ? NEXT : PAST_SIGN;
                  if (free && seen.contains(at)) { point(at, Math.round(Math.atan2(step.y, step.x) * 180 / Math.PI)); }
                }
                left -= length;
              }
            }
          };
          map.on('moveend', draw);
        })({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()
        self._name = "DirectionArrows"
