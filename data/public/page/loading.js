// The files of the bundle come as scripts when they are needed: the one way that works from a memory stick too.

let index = null;
const tiles = new Map();
const grounds = new Map();
const asked = new Map();
const sheetsIn = new Map();
let roadGraph = null;
let mapDrawer = null;

/** Loads a script once; one that failed may be asked for again. */
function addScript(path) {
  if (!asked.has(path)) {
    asked.set(path, new Promise((resolve, reject) => {
      const script = make("script", { src: path });
      script.onload = resolve;
      script.onerror = () => {
        asked.delete(path);
        script.remove();
        reject(new Error(path));
      };
      document.head.appendChild(script);
    }));
  }
  return asked.get(path);
}

function addStyle(path) {
  if (!document.querySelector('link[href="' + path + '"]')) {
    document.head.appendChild(make("link", { rel: "stylesheet", href: path }));
  }
}

function twoDigits(number) {
  return (number < 10 ? "0" : "") + number;
}

/** The places of a tile, each with the address of its screen. */
async function loadTile(number) {
  if (!tiles.has(number)) {
    await addScript("places/p" + twoDigits(number) + ".js");
  }
  return tiles.get(number) || [];
}

function keepTile(number, places) {
  tiles.set(number, places.map((place, position) => Object.assign(place, { id: number + "-" + position })));
}

async function loadTiles(numbers) {
  const lists = await Promise.all(numbers.map(loadTile));
  return [].concat(...lists);
}

async function loadRoads() {
  if (!roadGraph) {
    await addScript("roads.js");
  }
  return roadGraph;
}

/** Where the corridors go: no list around a place needs it, and it is heavy. */
async function loadCorridors() {
  if (index.corridors.length) {
    await addScript("corridors.js");
  }
}

function keepCorridors(courses) {
  courses.forEach((course, number) => Object.assign(index.corridors[number], course));
}

/** The sheets in the reader's language. */
async function loadSheets() {
  if (!sheetsIn.has(language)) {
    await addScript(sheetsPath());
  }
  return sheetsIn.get(language) || [];
}

function sheetsPath() {
  return "sheets-" + language + ".js";
}

async function loadGround(number) {
  if (!grounds.has(number)) {
    await addScript("map/ground-" + twoDigits(number) + ".js");
  }
  return grounds.get(number);
}

async function loadMap() {
  addStyle("map/map.css");
  if (!mapDrawer) {
    await addScript("map/map.js");
  }
  return mapDrawer;
}

/** The tiles that may hold a need; `s`, where a tile has it, names all that its places give or may give. */
function tilesWith(need) {
  return index.tiles.map((tile, number) => ({ number, box: tile.box, services: tile.s }))
    .filter((tile) => !tile.services || tile.services.includes(need));
}

function givesOrMay(place, need) {
  return (place.s || []).includes(need) || (place.m || []).includes(need);
}

// Places for these are often kept out of every list, so a person needs somebody to ask.
const ASK_FIRST = ["gbv", "protection_minors"];

/** Help lines, those that speak the reader's language first. */
function helpLines() {
  const speaks = (line) => (line.l || []).includes(language);
  return index.hotlines.filter(speaks).concat(index.hotlines.filter((line) => !speaks(line)));
}

/** Those that name a need; where asking comes first, the others after them. */
function helpLinesFor(need) {
  const names = (line) => givesOrMay(line, need);
  return helpLines().filter(names)
    .concat(ASK_FIRST.includes(need) ? helpLines().filter((line) => !names(line)) : []);
}
