// Which screen is shown: the address after # says it, so that the phone's own way back works.

const screens = {
  "": homeScreen, where: whereScreen, list: listScreen, legs: legsScreen, leg: legScreen, place: placeScreen,
  map: mapScreen, along: alongScreen, lines: linesScreen, sheets: sheetsScreen, sheet: sheetScreen,
  strips: stripsScreen, strip: stripScreen, about: aboutScreen,
};
const WITH_NEED = ["where", "list", "legs", "leg", "place", "map", "along"];
const OLD_MAP_DAYS = 180;
let turn = 0;
let before = "";

function pieces() {
  return location.hash.replace(/^#\/?/, "").split("/").map((piece) => {
    try {
      return decodeURIComponent(piece);
    } catch (error) {
      return "";
    }
  });
}

/** The screen of the address; an unknown one is the list of needs, an unknown language the question for it. */
async function screenOf([code, name, ...rest], speaks) {
  if (!speaks) {
    return languageScreen();
  }
  await speak(code);
  keepLanguage().catch(() => undefined);
  const known = Object.prototype.hasOwnProperty.call(screens, name || "");
  const hasNeed = !WITH_NEED.includes(name) || index.needs.includes(rest[0]);
  return known && hasNeed ? screens[name || ""](...rest) : homeScreen();
}

/** Shows the screen of the address, unless another was asked for while its files came. */
async function show() {
  const mine = ++turn;
  const parts = pieces();
  const speaks = spokenLanguages().some(({ code }) => code === parts[0]);
  const slow = setTimeout(() => tell(say("Loading…")), 400);
  const screen = await screenOf(parts, speaks).catch(brokenScreen);
  clearTimeout(slow);
  if (mine === turn) {
    leaveMap();
    fill(screen, speaks);
  }
}

/** What stands in a screen that else is whole. */
function brokenPart() {
  const { title, body } = brokenScreen();
  return part(title, body);
}

function brokenScreen() {
  return isOutdated ? outdatedScreen() : { title: say("A part of this page did not come"), up: "#/" + language, body: [
    make("p", null, say("There may be no connection now.")),
    button("wide strong", () => show(), say("Try again")),
  ] };
}

function outdatedScreen() {
  return { title: say("There is a newer map"), up: "#/" + language, body: [
    make("p", null, say("This page is of the older one.")), newerPart("wide strong"),
  ] };
}

function fill(screen, speaks) {
  const heading = make("h1", { tabindex: "-1" }, screen.title);
  document.body.className = screen.look || "";
  document.title = screen.title + " · " + index.title;
  refill(document.getElementById("skip"), speaks ? say("To the content") : "↓");
  refill(document.getElementById("top"), speaks ? topLinks(screen.up) : null, marks(speaks));
  refill(document.getElementById("main"), heading, screen.body);
  refill(document.getElementById("foot"), speaks ? footLines() : null);
  showNewer();
  tell("");
  settle(heading);
  if (screen.after) {
    screen.after().catch(() => put(document.getElementById("main"), [brokenScreen().body]));
  }
}

/** Back from a place a person is where they left the list; anywhere else at the top. */
function settle(heading) {
  const left = [...document.querySelectorAll("main a[data-return]")].find((link) => link.getAttribute("href") === before);
  const isFirst = before === "";
  before = location.hash || "#/";
  if (left) {
    left.scrollIntoView({ block: "center" });
    left.focus({ preventScroll: true });
    return;
  }
  window.scrollTo(0, 0);
  if (!isFirst) {
    heading.focus({ preventScroll: true });
  }
}

function topLinks(up) {
  return make("nav", { "aria-label": say("Ways through the page") },
    up && linkTo(up, "nav-link", withIcon("back", say("Back"))),
    linkTo("#/" + language, "nav-link", withIcon("home", say("Start"))),
    linkTo("#/", "nav-link", withIcon("language", OWN_NAMES[language].split(" ")[0])));
}

/** What every screen must say of itself. */
function marks(speaks) {
  // Before a language is chosen the one word that matters is said in all of them.
  const example = speaks ? say("EXAMPLE: these places are invented. Do not go there.")
    : "EJEMPLO · EXAMPLE · EXEMPLE · EGZANP";
  const draft = speaks ? say("DRAFT: nobody has signed this yet. Do not hand it out.")
    : "BORRADOR · DRAFT · BROUILLON · BOUYON";
  return [
    index.example ? make("p", { class: "mark example" }, example) : null,
    index.draft ? make("p", { class: "mark" }, draft) : null,
    speaks && !isReviewed(language)
      ? make("p", { class: "mark soft" }, say("Translation not yet reviewed by a person.")) : null,
    speaks ? notHere(pieces()[0]) : null,
  ];
}

function footLines() {
  return [
    longAgo(index.as_of, OLD_MAP_DAYS)
      ? make("p", { class: "may" }, say("This list is more than half a year old. Ask for a newer one.")) : null,
    make("p", null, say("As of {date}.", { date: dateWords(index.as_of) }), " ",
      say("Call before you go: places change.")),
  ];
}

function start(told) {
  index = told;
  if (versionOfWords !== null && versionOfWords !== told.version) {
    forgetWords();
  }
  startKeeping();
  startLooking();
  window.addEventListener("hashchange", show);
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("h1").focus();
  });
  show();
}

// An address that names a language: its words come beside the index, not after it.
if (LANGUAGES.includes(pieces()[0])) {
  loadWords(pieces()[0]).catch(() => undefined);
}

// The index that never came took the choice of the language with it, so this is said in all of them.
const NO_INDEX = {
  es: "Una parte de esta página no llegó. Puede que ahora no haya conexión.",
  en: "A part of this page did not come. There may be no connection now.",
  fr: "Une partie de cette page n’est pas arrivée. Il n’y a peut-être pas de connexion maintenant.",
  ht: "Yon pati nan paj sa a pa rive. Petèt pa gen koneksyon kounye a.",
  pt: "Uma parte desta página não chegou. Talvez não haja conexão agora.",
};
const TRY_AGAIN = "Intentar otra vez · Try again · Réessayer · Eseye ankò · Tentar de novo";

window.ALCANCE = {
  index: start, map: keepMap, version: beginFile,
  places: ifOfThisMap(keepTile), corridors: ifOfThisMap(keepCorridors),
  roads: ifOfThisMap((coded) => { roadGraph = readRoads(coded); }),
  words: ifOfThisMap(keepWords), sheets: ifOfThisMap((code, told) => sheetsIn.set(code, told)),
  borders: ifOfThisMap(keepBorders),
  ground: ifOfThisMap((number, text) => grounds.set(number, text)),
  // For those who check the sums from outside.
  sums: {
    stateWords, howFar, shortWay, countryAt, loadBorders, loadRoads, aboutTime, aboutLength, readRoads, shortest,
    onCorridor,
  },
};

addFile("index.js", () => index !== null).catch(() => {
  refill(document.getElementById("main"), make("h1", null, "Alcance"),
    Object.entries(NO_INDEX).map(([code, words]) => make("p", { lang: code }, words)),
    button("wide strong", () => location.reload(), TRY_AGAIN));
});
