// Which country a position lies in: told only where it is sure, for what is taken to be on this side is walked to.

let borders = null;
// A border is drawn no finer; one that ends at the sea says nothing of who lies on which side beyond its end.
const BORDER_DRAWN_M = 3500;
const SEA_END_M = 15000;
// A town farther away says nothing of where one is.
const TOWN_TELLS_M = 200000;

async function loadBorders() {
  if (!borders) {
    await addFile("borders.js", () => borders !== null);
  }
}

/** The country of the nearest towns with no border between; null where it is not sure. */
function countryAt(spot) {
  if (!borders || isNearBorder(spot) || borders.ends.some(([x, y]) => straightMetres(spot, { x, y }) <= SEA_END_M)) {
    return null;
  }
  const town = index.towns.filter(([, country]) => country)
    .map(([, country, x, y]) => ({ country, x, y, metres: straightMetres(spot, { x, y }) }))
    .filter(({ metres }) => metres <= TOWN_TELLS_M).sort((one, other) => one.metres - other.metres)
    .find((each) => !isNearBorder(each) && !isBorderBetween(spot, each));
  return town ? town.country : null;
}

function borderPieces() {
  return borders.lines.flatMap((line) => line.slice(1).map((end, at) => [line[at], end]));
}

function isNearBorder(spot) {
  return borderPieces().some(([from, to]) => metresToPiece(spot, from, to) <= BORDER_DRAWN_M);
}

function metresToPiece(spot, [x, y], [ex, ey]) {
  return onPiece({ line: [[x, y], [ex, ey]], at: [0, 0] }, 0, spot).metres;
}

/** Whether the straight line between two points meets a border. */
function isBorderBetween(one, other) {
  const side = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const [from, to] = [[one.x, one.y], [other.x, other.y]];
  return borderPieces().some(([start, end]) => (
    side(from, to, start) !== side(from, to, end) && side(start, end, from) !== side(start, end, to)));
}

/** The country whose help lines come first: where it is not sure, that of the nearest town; each line names its own. */
function countryNear() {
  const away = ({ x, y }) => straightMetres(here, { x, y });
  const towns = here ? index.towns.filter(([, code]) => code).map(([, code, x, y]) => ({ code, x, y })) : [];
  return countryHere()
    || (towns.length ? towns.reduce((best, town) => (away(town) < away(best) ? town : best)).code : null);
}

/** The country one is in; null where that is not sure. */
function countryHere() {
  return (here && here.country) || null;
}
