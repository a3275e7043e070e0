// The files of the bundle come when they are needed: as scripts, the one way that works from a memory stick, or packed.

let index = null;
const tiles = new Map();
const grounds = new Map();
const asked = new Map();
const sheetsIn = new Map();
let roadGraph = null;
let mapDrawer = null;
// A server may hold a newer map than the page a phone has open or kept.
let isOfThisMap = true;
let isOutdated = false;

// Words may come before the index says which map this is.
let versionOfWords = null;

/** Each file of the map begins by saying of which version it is. */
function beginFile(version) {
  if (!index) {
    versionOfWords = version;
    return;
  }
  isOfThisMap = version === index.version;
  isOutdated = isOutdated || !isOfThisMap;
}

/** Keeps what a file brings; of another map it is as good as missing, its parts do not belong to these. */
function ifOfThisMap(keep) {
  return (...told) => {
    if (isOfThisMap) {
      keep(...told);
    }
  };
}

/** Loads a file once; one that failed may be asked for again. `hasCome` tells whether it brought what it is for. */
function addFile(path, hasCome) {
  if (!asked.has(path)) {
    asked.set(path, bringFile(path).then(() => {
      // A script that was cut off is loaded all the same: it only brings nothing.
      if (!hasCome()) {
        throw new Error(path);
      }
    }).catch((error) => {
      asked.delete(path);
      throw error;
    }));
  }
  return asked.get(path);
}

/** A browser may hold a file of an older map under the same path; under this address it holds none. */
function ofThisVersion(path) {
  return index ? path + "?" + encodeURIComponent(index.version) : path;
}

function addStyle(path) {
  if (!document.querySelector('link[href="' + path + '"]')) {
    document.head.appendChild(make("link", { rel: "stylesheet", href: path }));
  }
}

function twoDigits(number) {
  return (number < 10 ? "0" : "") + number;
}

/** The places of a tile, each with what it is called in the address of its screen. */
async function loadTile(number) {
  if (!tiles.has(number)) {
    await addFile("places/p" + twoDigits(number) + ".js", () => tiles.has(number));
  }
  return tiles.get(number);
}

function keepTile(number, places, table = [], questions = []) {
  tiles.set(number, withKeys(places.map((place) => unpackedPlace(place, table, questions))));
}

async function loadTiles(numbers) {
  const lists = await Promise.all(numbers.map(loadTile));
  return [].concat(...lists);
}

async function loadRoads() {
  if (!roadGraph) {
    await addFile("roads.js", () => roadGraph !== null);
  }
  return roadGraph;
}

/** Where the corridors go: no list around a place needs it, and it is heavy. */
async function loadCorridors() {
  if (index.corridors.length) {
    await addFile("corridors.js", () => index.corridors.every(({ line }) => line));
  }
}

function keepCorridors(courses) {
  courses.forEach((course, number) => Object.assign(index.corridors[number], course));
}

/** The sheets in the reader's language. */
async function loadSheets() {
  const code = language;
  if (!sheetsIn.has(code)) {
    await addFile(sheetsPath(), () => sheetsIn.has(code));
  }
  return sheetsIn.get(code);
}

function sheetsPath() {
  return "sheets-" + language + ".js";
}

async function loadGround(number) {
  if (!grounds.has(number)) {
    await addFile("map/ground-" + twoDigits(number) + ".js", () => grounds.has(number));
  }
  return grounds.get(number);
}

async function loadMap() {
  addStyle("map/map.css");
  if (!mapDrawer) {
    await addFile("map/map.js", () => mapDrawer !== null);
  }
  return mapDrawer;
}

/** The tiles that may hold a need; `s`, where a tile has it, tells by position which needs its places may meet. */
function tilesWith(need) {
  const at = index.needs.indexOf(need);
  return index.tiles.map((tile, number) => ({ number, box: tile.box, s: tile.s })).filter(({ s }) => !s || s.includes(at));
}

function givesOrMay(place, need) {
  return (place.s || []).includes(need) || (place.m || []).includes(need);
}

// Places for these are often kept out of every list, so a person needs somebody to ask.
const ASK_FIRST = ["gbv", "protection_minors"];

/** Help lines: those of the countries one may be in first, or of others; then those in the reader's language. */
function helpLines(countries = countriesNear()) {
  const spoken = inFront(index.hotlines, (line) => (line.l || []).includes(language));
  return countries.reduceRight((lines, country) => inFront(lines, (line) => line.c === country), spoken);
}

/** Those that name a need; where asking comes first, the others of these countries right after them. */
function helpLinesFor(need) {
  const names = (line) => givesOrMay(line, need);
  const countries = countriesNear();
  return ASK_FIRST.includes(need)
    ? inFront(inFront(helpLines(), names), (line) => line.c && countries.includes(line.c))
    : helpLines().filter(names);
}

function inFront(list, goesFirst) {
  return list.filter(goesFirst).concat(list.filter((item) => !goesFirst(item)));
}
