// What a phone kept of an older map, as files of this one. Places lie in other tiles when some came or went.

const TILE = /^places\/p(\d+)\.js$/;
// Degrees: a tile that is no farther from what was kept may by now hold a place of the same lists.
const BESIDE = 0.1;

async function olderCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  return Promise.all(names.map((name) => caches.open(name)));
}

/** The files of this map that tell what those of an older one told; `cache` has this one's index already. */
async function asInThisMap(old, cache) {
  const scope = self.registration.scope;
  const kept = (await old.keys()).map(({ url }) => url.slice(scope.length).replace(/\.gz$/, ""));
  const [before, now] = await Promise.all([old, cache].map(indexIn));
  const grounds = kept.filter((path) => GROUND.test(path) && Number(GROUND.exec(path)[1]) < now.legs.length);
  const tiles = wantedTiles(kept, before, now).map((number) => "places/p" + String(number).padStart(2, "0") + ".js");
  const others = kept.includes(ALL) ? FILES : kept.filter((path) => !TILE.test(path)).map(asSent);
  return [...others.filter((path) => FILES.includes(path)), ...[...tiles, ...grounds].map(asSent)];
}

/** Tiles beside those that were kept, but for one that is where it was and was not needed then either. */
function wantedTiles(kept, before, now) {
  const had = new Set(kept.filter((path) => TILE.test(path)).map((path) => Number(TILE.exec(path)[1])));
  const boxes = before.tiles.map(({ box }) => box);
  const isAsBefore = (box, number) => String(boxes[number]) === String(box);
  return now.tiles.map(({ box }, number) => ({ box, number }))
    .filter(({ box, number }) => (isAsBefore(box, number) && !had.has(number) ? false
      : boxes.some((old, at) => had.has(at) && isBeside(old, box)))).map(({ number }) => number);
}

function isBeside([west, south, east, north], [otherWest, otherSouth, otherEast, otherNorth]) {
  return otherWest <= east + BESIDE && otherEast >= west - BESIDE && otherSouth <= north + BESIDE
    && otherNorth >= south - BESIDE;
}

/** The index among kept files; an older map that was given up before it had one kept nothing of use. */
async function indexIn(cache) {
  // It lies there as this browser could take it then.
  const [packed, plain] = await Promise.all(["index.js.gz", "index.js"].map((path) => cache.match(addressOf(path))));
  const kept = packed || plain;
  const text = kept ? await unpackedText(await kept.blob()) : "";
  const [[, , values] = []] = text.matchAll(HANDED_OVER);
  return values ? JSON.parse(values) : { tiles: [], legs: [] };
}
