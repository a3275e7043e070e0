// What a place is called in an address: by what is told of it, so that it is the same one in the next map or none.

// In an address a spot is two whole numbers.
const SPOTS_A_DEGREE = 100000;
const KEY = /^(-?[0-9a-z]+)\.(-?[0-9a-z]+)\.[0-9a-z]+(?:\.\d+)?$/;

/** Where it lies, and a sum of its name and kind: places may share a spot. */
function placeKey({ x, y, n = "", k = "" }) {
  const spot = [x, y].map((degrees) => Math.round(degrees * SPOTS_A_DEGREE).toString(36));
  return [...spot, sumOf(n + "|" + k)].join(".");
}

/** The positions of signs and what they are, summed after Fowler, Noll and Vo. */
function sumOf(text) {
  const sum = [...text].reduce((so, sign) => Math.imul(so ^ sign.codePointAt(0), 16777619), 2166136261);
  return (sum >>> 0).toString(36);
}

/** Places with their keys; of those that nothing tells apart, each but the first is counted. */
function withKeys(places) {
  const times = new Map();
  return places.map((place) => {
    const key = placeKey(place);
    times.set(key, (times.get(key) || 0) + 1);
    return Object.assign(place, { id: times.get(key) > 1 ? key + "." + times.get(key) : key });
  });
}

/** The place of a key, from the files that reach to its spot; undefined where this map has none. */
async function placeOf(key) {
  const [, ...spot] = KEY.exec(key) || [];
  const [x, y] = spot.map((digits) => parseInt(digits, 36) / SPOTS_A_DEGREE);
  const isIn = ([west, south, east, north]) => x >= west - 1e-6 && x <= east + 1e-6 && y >= south - 1e-6
    && y <= north + 1e-6;
  const numbers = index.tiles.map(({ box }, number) => ({ box, number })).filter(({ box }) => isIn(box));
  return (await loadTiles(numbers.map(({ number }) => number))).find((place) => place.id === key);
}
