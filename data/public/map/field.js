// The piece of the page that is dragged and pressed.

// The arrow keys would make it glide.
const StillMap = L.Map.extend({
  panBy(offset) {
    return L.Map.prototype.panBy.call(this, offset, { animate: false });
  },
});

/** A map without movement of its own: nothing glides, nothing fades. */
function makeField(host, say) {
  const map = new StillMap(host, {
    attributionControl: false, zoomControl: false, maxZoom: CLOSEST_ZOOM, maxBoundsViscosity: 1, inertia: false,
    zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false,
  });
  map.addControl(new ZoomButtons(say));
  return map;
}

/** Keeps the map to a box that fits its smallest size. */
function keepTo(map, [west, south, east, north]) {
  const bounds = L.latLngBounds([south, west], [north, east]);
  map.setMaxBounds(null);
  map.setMinZoom(0);
  const least = Math.min(map.getBoundsZoom(bounds), CLOSEST_ZOOM - 1);
  map.setView(bounds.getCenter(), least, { animate: false });
  map.setMinZoom(least);
  map.setMaxBounds(bounds);
}

/** Shows what was chosen from near, or where a person is with the nearest places around. */
function lookAt(map, scene) {
  const { chosen, here } = scene;
  if (chosen && chosen.box) {
    map.fitBounds([[chosen.box[1], chosen.box[0]], [chosen.box[3], chosen.box[2]]], { maxZoom: 13, animate: false });
  } else if (chosen) {
    map.setView([chosen.y, chosen.x], 13, { animate: false });
  } else if (here) {
    const away = (place) => Math.hypot(place.x - here.x, place.y - here.y);
    const near = [...scene.places].sort((one, other) => away(one) - away(other)).slice(0, 3);
    map.fitBounds([here, ...near].map(({ x, y }) => [y, x]), { maxZoom: 13, animate: false, padding: [40, 40] });
  }
}

/** Calls back once the map's own style is there: without it the map has no height. */
function whenStyled(begin) {
  const link = document.querySelector('link[href="map/map.css"]');
  if (link && !link.sheet) {
    link.addEventListener("load", begin);
    link.addEventListener("error", begin);
  } else {
    begin();
  }
}
