// What lies under a finger: the nearest place or group, else the areas the finger is in.

const REACH_PX = 28;
const CLOSEST_ZOOM = 16;

/** The places a press at a point of the screen means; none where there are none. */
function placesAt(map, layer, point) {
  const group = nearestGroup(map, layer.drawn, point);
  return group ? group.places : areasAt(map, layer.scene.areas, point);
}

function nearestGroup(map, groups, point) {
  const scale = map.getZoomScale(map.getZoom(), Math.round(map.getZoom()));
  const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint(point));
  let best = null;
  let least = REACH_PX;
  for (const group of groups) {
    const away = Math.hypot(group.x * scale - origin.x, group.y * scale - origin.y);
    if (away < least) {
      [best, least] = [group, away];
    }
  }
  return best;
}

function areasAt(map, areas, { x, y }) {
  const spot = (lon, lat) => { const at = map.latLngToContainerPoint([lat, lon]); return [at.x, at.y]; };
  return areas.filter((area) => meets(areaBox(area.box, spot), [x, y, x + 1, y + 1]));
}

/** Moves the map so that the card does not cover what was pressed; an area is larger than that. */
function keepInSight(map, [{ x, y, box }], covered) {
  if (!box) {
    const edge = REACH_PX + 4;
    map.panInside([y, x], { paddingTopLeft: [edge, edge], paddingBottomRight: [edge, edge + covered], animate: false });
  }
}

/** Comes closer to a group; false where it would never fall apart, or is a single place. */
function comeCloser(map, places) {
  if (places.some((place) => place.box) || groupPlaces(map, places, CLOSEST_ZOOM).length < 2) {
    return false;
  }
  const bounds = L.latLngBounds(places.map((place) => [place.y, place.x]));
  const zoom = Math.max(map.getZoom() + 1, Math.min(map.getBoundsZoom(bounds), CLOSEST_ZOOM));
  map.setView(bounds.getCenter(), zoom, { animate: false });
  return true;
}
