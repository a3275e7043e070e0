// Which country a position lies in: told only where it is sure, for what is taken to be on this side is walked to.

// Where borders meet the sea, and their straight pieces.
let borders = null;
// A border is drawn no finer; one that ends at the sea says nothing of who lies on which side beyond its end.
const BORDER_DRAWN_M = 3500;
const SEA_END_M = 15000;
// A town farther away says nothing of where one is.
const TOWN_TELLS_M = 200000;
// Somebody at a border has a town of either country as near as this, mostly.
const AROUND_BORDER_M = 50000;

async function loadBorders() {
  if (!borders) {
    await addFile("borders.js", () => borders !== null);
  }
}

/** The country of the nearest towns with no border between; null where it is not sure. */
function countryAt(spot) {
  // As far as the phone may be off.
  const off = spot.off || 0;
  const isSure = borders && !isNearBorder(spot, off)
    && !borders.ends.some(([x, y]) => straightMetres(spot, { x, y }) <= SEA_END_M + off);
  if (!isSure) {
    return null;
  }
  const town = index.towns.filter(([, country]) => country)
    .map(([, country, x, y]) => ({ country, x, y, metres: straightMetres(spot, { x, y }) }))
    .filter(({ metres }) => metres <= TOWN_TELLS_M).sort((one, other) => one.metres - other.metres)
    .find((each) => !isNearBorder(each) && !isBorderBetween(spot, each));
  return town ? town.country : null;
}

function keepBorders({ lines, ends }) {
  borders = { ends, pieces: lines.flatMap((line) => line.slice(1).map((end, at) => [line[at], end])) };
}

function isNearBorder(spot, off = 0) {
  return borders.pieces.some(([from, to]) => metresToPiece(spot, from, to) <= BORDER_DRAWN_M + off);
}

function metresToPiece(spot, from, to) {
  return onPiece({ line: [from, to], at: [0, 0] }, 0, spot).metres;
}

/** Whether the straight line between two points meets a border. */
function isBorderBetween(one, other) {
  const side = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const [from, to] = [[one.x, one.y], [other.x, other.y]];
  return borders.pieces.some(([start, end]) => (
    side(from, to, start) !== side(from, to, end) && side(start, end, from) !== side(start, end, to)));
}

/** The countries whose help lines come first: the one a person is in, or where that is not sure those around. */
function countriesNear() {
  if (!here || countryHere()) {
    return here ? [countryHere()] : [];
  }
  const towns = index.towns.filter(([, code]) => code)
    .map(([, code, x, y]) => ({ code, metres: straightMetres(here, { x, y }) }))
    .sort((one, other) => one.metres - other.metres);
  // Where towns are few, the nearest one across a border may be far.
  const most = towns.length && Math.max(AROUND_BORDER_M + (here.off || 0), 2 * towns[0].metres);
  return [...new Set(towns.filter(({ metres }) => metres <= most).map(({ code }) => code))];
}

/** The country one is in; null where that is not sure. */
function countryHere() {
  return (here && here.country) || null;
}

/** Beside a road near a border: of a place whose country nobody knows, whether it is on this side. */
function withDoubt(place, words) {
  return isSideKnown(place) ? words : words + " · " + say("The border may lie between");
}

function isSideKnown(place) {
  return Boolean(place.c) || (place.w || []).every(([corridor]) => !index.corridors[corridor].c.length);
}

/** Whether what lies at a kilometre of a corridor, in a country, may be on the corridor's side of a border. */
function isOnThisSide(corridor, km, country) {
  const runs = corridor.c.filter(([from], at) => at === 0 || from <= km);
  return !country || !runs.length || runs[runs.length - 1][1].split(" ").includes(country);
}
