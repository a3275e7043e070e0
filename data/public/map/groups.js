// Places too near each other for a thumb are one group with their number: none is left out in silence.

const APART_PX = 46;

/** Groups at a whole zoom: `{x, y}` in pixels of the world and the `places` of each; the first one holds its spot. */
function groupPlaces(map, places, zoom) {
  const groups = [];
  const cells = new Map();
  for (const place of places) {
    const { x, y } = map.project([place.y, place.x], zoom);
    const near = nearGroup(cells, x, y);
    if (near) {
      near.places.push(place);
    } else {
      const group = { x, y, places: [place] };
      groups.push(group);
      cellAt(cells, x, y).push(group);
    }
  }
  return groups;
}

function cellKey(x, y) {
  return Math.floor(x / APART_PX) + ":" + Math.floor(y / APART_PX);
}

function cellAt(cells, x, y) {
  const key = cellKey(x, y);
  if (!cells.has(key)) {
    cells.set(key, []);
  }
  return cells.get(key);
}

function nearGroup(cells, x, y) {
  let best = null;
  let least = APART_PX;
  for (const across of [-APART_PX, 0, APART_PX]) {
    for (const down of [-APART_PX, 0, APART_PX]) {
      for (const group of cells.get(cellKey(x + across, y + down)) || []) {
        const away = Math.hypot(group.x - x, group.y - y);
        if (away < least) {
          [best, least] = [group, away];
        }
      }
    }
  }
  return best;
}
