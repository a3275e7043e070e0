"""Names of towns, as many as fit: at every zoom the largest first, and no two on top of each other."""

import folium
import pandas as pd
from folium.template import Template

from layers.text import encode, is_missing

TOWN_PANE = "towns"
# What a place is, where nobody counted its people: only its rank among the labels hangs on it.
_RANK = {"city": 100_000, "town": 10_000, "village": 1_000}
_SMALLEST_RANK = 100
_TWIN_DEG = 0.02  # the same name this near is the same town, told by two sources


class TownLabels(folium.MacroElement):
    """Town names as a folium element, for a map that has a pane called `towns`.

    Parameters
    ----------
    towns
        [lon, lat, name as encoded HTML], in the order in which they deserve a label.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function (map, towns) {
          const group = L.layerGroup().addTo(map);
          const draw = () => {
            group.clearLayers();
            const taken = [], view = map.getBounds().pad(0.02);
            for (const [lon, lat, name] of towns) {
              if (taken.length >= 60) { break; }
              if (!view.contains([lat, lon])) { continue; }
              const at = map.latLngToContainerPoint([lat, lon]), wide = 10 + 7 * name.length;
              const area = [at.x - 6, at.y - 9, at.x + wide, at.y + 9];
              if (taken.some(t => t[0] < area[2] && area[0] < t[2] && t[1] < area[3] && area[1] < t[3])) { continue; }
              taken.push(area);
              const icon = L.divIcon({className: 'town', html: '<i></i>' + name, iconSize: null});
              L.marker([lat, lon], {icon: icon, pane: 'towns', interactive: false, keyboard: false}).addTo(group);
            }
          };
          map.on('moveend', draw);
          map.whenReady(draw);
        })({{ this._parent.get_name() }}, {{ this.towns|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, towns: list[list[object]]) -> None:
        super().__init__()
        self._name = "TownLabels"
        self.towns = towns


def town_labels(towns: pd.DataFrame, places: pd.DataFrame) -> TownLabels:
    """Return the names of the basemap's towns and of the study's places, most populous first, each town once."""
    named = pd.concat([towns.assign(place="town"), places], ignore_index=True)
    named = named[named["name"].notna() & (named["name"] != "")]
    named = named.assign(rank=[_rank(*pair) for pair in zip(named["population"], named["place"], strict=True)])
    order = named.sort_values(["rank", "name", "lon", "lat"], ascending=[False, True, True, True], kind="stable")
    kept: dict[str, list[tuple[float, float]]] = {}
    rows: list[list[object]] = []
    for lon, lat, name in zip(order["lon"], order["lat"], order["name"], strict=True):
        twins = kept.setdefault(str(name), [])
        if not any(abs(lon - x) < _TWIN_DEG and abs(lat - y) < _TWIN_DEG for x, y in twins):
            twins.append((lon, lat))
            rows.append([round(float(lon), 4), round(float(lat), 4), encode(name)])
    return TownLabels(rows)


def _rank(population: float, place: str) -> float:
    return _RANK.get(place, _SMALLEST_RANK) if is_missing(population) else float(population)
