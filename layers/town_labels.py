"""Names of towns, as many as fit: at every zoom the largest first, none on top of another or of a service."""

from collections.abc import Sequence

import folium
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from folium.template import Template
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from layers.text import encode, is_missing

TOWN_PANE = "towns"
# What a place weighs where nobody counted its people: only which label gives way hangs on it.
_WEIGHTS = {"city": 100_000, "town": 10_000, "village": 1_000}
_LEAST = 100
_SMALL = 10_000
_NEAR_DEG = 0.2  # about 20 km
_TWIN_DEG = 0.02  # the same name this near is the same town, told by two sources


class TownLabels(folium.MacroElement):
    """Town names as a folium element, for a map that has a pane called `towns`.

    Parameters
    ----------
    towns
        [lon, lat, name as encoded HTML], in the order in which they deserve a label.
    """

    _template = Template(
        r"""
        {% macro script(this, kwargs) %}
        (function (map, towns) {
          const group = L.layerGroup().addTo(map), MOST = 60;
          // Where a name may stand: its west and east end in widths of the name and in pixels, and pixels down.
          const BESIDE = [['east', 0, 1, 6, 0], ['west', -1, 0, 6, 0]];
          const BY_A_SIGN = [['south', -0.5, 0.5, 0, 22], ['north', -0.5, 0.5, 0, -22]];
          const meet = (one, two) => one[0] < two[2] && two[0] < one[2] && one[1] < two[3] && two[1] < one[3];
          const signs = () => [...(window.alcanceLayers || new Map()).values()]
            .filter(layer => layer.getIcon && map.hasLayer(layer) && !map.getContainer().classList.contains('far'))
            .map(layer => [map.latLngToContainerPoint(layer.getLatLng()), layer.getIcon().options.iconSize[0] / 2])
            .map(([at, half]) => [at.x - half, at.y - half, at.x + half, at.y + half]);
          const draw = () => {
            group.clearLayers();
            const covered = signs(), taken = [...covered], view = map.getBounds(), frame = map.getSize().x;
            let left = MOST;
            for (const [lon, lat, name] of towns) {
              if (!left) { break; }
              if (!view.contains([lat, lon])) { continue; }
              const at = map.latLngToContainerPoint([lat, lon]), wide = 14 + 7 * name.replace(/&[#\w]+;/g, '.').length;
              const spot = [at.x - 6, at.y - 9, at.x + 6, at.y + 9];
              const sides = covered.some(sign => meet(sign, spot)) ? BY_A_SIGN : BESIDE;
              const free = sides.map(([side, west, east, x, y]) =>
                [at.x + west * wide - x, at.y + y - 9, at.x + east * wide + x, at.y + y + 9, side]).find(area =>
                area[0] >= 0 && area[2] <= frame && !taken.some(other => meet(other, area)));
              if (!free) { continue; }
              left -= 1;
              taken.push(free);
              const icon = L.divIcon({className: 'town ' + free[4], html: '<i></i>' + name, iconSize: [0, 0]});
              L.marker([lat, lon], {icon: icon, pane: 'towns', interactive: false, keyboard: false}).addTo(group);
            }
          };
          map.on('moveend overlayadd overlayremove', draw);
        })({{ this._parent.get_name() }}, {{ this.towns|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, towns: list[list[object]]) -> None:
        super().__init__()
        self._name = "TownLabels"
        self.towns = towns


def town_labels(towns: pd.DataFrame, places: pd.DataFrame, *, near: Sequence[BaseGeometry] = ()) -> TownLabels:
    """Return the names of the basemap's towns and of the study's places, most populous first, each town once.

    Parameters
    ----------
    towns, places
        As `Basemap` and `MapView` have them.
    near
        Shapes, EPSG:4326. Small places far from all of them are left out: there are thousands, and nobody looks for
        one there. With no shape none is left out.
    """
    named = pd.concat([towns.assign(rank="town"), places], ignore_index=True)
    named = named[named["name"].notna() & (named["name"] != "")]
    named = named.assign(weight=[_weight(*pair) for pair in zip(named["population"], named["rank"], strict=True)])
    if near:
        named = named[(named["weight"] >= _SMALL) | _is_near(named, near)]
    order = named.sort_values(["weight", "name", "lon", "lat"], ascending=[False, True, True, True], kind="stable")
    kept: dict[str, list[tuple[float, float]]] = {}
    rows: list[list[object]] = []
    for lon, lat, name in zip(order["lon"], order["lat"], order["name"], strict=True):
        twins = kept.setdefault(str(name), [])
        if not any(abs(lon - x) < _TWIN_DEG and abs(lat - y) < _TWIN_DEG for x, y in twins):
            twins.append((lon, lat))
            rows.append([round(float(lon), 4), round(float(lat), 4), encode(name)])
    return TownLabels(rows)


def _is_near(places: pd.DataFrame, answer: Sequence[BaseGeometry]) -> npt.NDArray[np.bool_]:
    points = shapely.points(places["lon"], places["lat"])
    near = STRtree(answer).query(points, predicate="dwithin", distance=_NEAR_DEG)[0]
    return np.isin(np.arange(len(places)), near)


def _weight(population: float, rank: str) -> float:
    return _WEIGHTS.get(rank, _LEAST) if is_missing(population) else float(population)
