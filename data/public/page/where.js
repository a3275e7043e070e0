// Where am I: the phone's position, a town from a list, or no answer at all. Neither is kept, sent or put in an address.

let here = null;
const TOWNS_SHOWN = 12;
// How far a phone may be from where it says it is before people are told.
const ROUGH_M = 1000;

function whereScreen(need) {
  return {
    title: say("Where are you?"),
    up: "#/" + language,
    body: [needLine(need), positionPart(need), townPart(need), wholePart(need)],
  };
}

/** Whoever says no place sees everything: along the roads, or where this map has none on the map. */
function wholePart(need) {
  const base = "#/" + language + "/";
  return index.corridors.length ? part(say("Or see the whole list"),
    linkTo(base + "legs/" + need, "wide", withIcon("road", say("The whole list along the road"))))
    : part(say("Other ways to look"), linkTo(base + "map/" + need, "wide", withIcon("map", say("Map"))));
}

function needLine(need) {
  return make("p", { class: "need" }, withIcon(need, serviceName(need)));
}

function positionPart(need) {
  const answer = make("p", { role: "status" });
  const look = () => {
    refill(answer, say("Looking for your position…"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => chooseSpot({ x: coords.longitude, y: coords.latitude, name: null, off: coords.accuracy }, need),
      () => refill(answer, say("The phone gives no position. Choose a town instead.")),
      { enableHighAccuracy: true, maximumAge: 60000, timeout: 20000 });
  };
  const can = navigator.geolocation && window.isSecureContext;
  return part(say("Use the phone’s position"),
    make("p", null, say("This page does not send your position and does not keep it.")),
    can ? button("wide strong", look, withIcon("here", say("Use my position"))) : null,
    can ? null : make("p", null, say("The phone gives no position to this page. Choose a town instead.")), answer);
}

/** Distances stop at a border, so it is looked up first in which country a position lies; of a town it is told. */
async function chooseSpot(spot, need) {
  await loadBorders().catch(() => undefined);
  choose(Object.assign({ country: countryAt(spot) }, spot), need);
}

/** The list of a link, or of a page loaded anew, asked for the place itself: its address is the one to go to already. */
function choose(place, need) {
  here = place;
  const list = "#/" + language + "/list/" + need;
  if (location.hash === list) {
    show();
  } else {
    location.hash = list;
  }
}

/** Letters without accents and capitals, so that "Mexico" finds "México". */
function bare(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

/** The index tells towns largest first; a person looks for one by its name. */
function townsByName() {
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  return index.towns.slice().sort(([one, here], [other, there]) => order(one, other) || order(here, there));
}

function fittingTowns(towns, typed) {
  const looked = bare(typed.trim());
  const fits = towns.filter(([name]) => bare(name).includes(looked));
  const begins = ([name]) => bare(name).startsWith(looked);
  return fits.filter(begins).concat(fits.filter((town) => !begins(town)));
}

function townPart(need) {
  const list = make("ul", { class: "plain" });
  const count = make("p", { role: "status" });
  const towns = townsByName();
  const show = (typed) => {
    const fits = fittingTowns(towns, typed);
    refill(list, fits.slice(0, TOWNS_SHOWN).map((town) => make("li", null, townButton(town, need))));
    const words = fits.length > TOWNS_SHOWN ? say("Write more letters to see other towns.") : "";
    refill(count, fits.length ? words : say("No town of this list has these letters."));
  };
  const field = make("input", { type: "search", id: "town", autocomplete: "off", oninput: () => show(field.value) });
  show("");
  return part(say("Or choose a town"), make("label", { for: "town" }, say("First letters of the town")), field, count, list);
}

function townButton([name, country, x, y, near], need) {
  const spot = { x, y, name, country, near };
  return button("wide", () => (country ? choose(spot, need) : chooseSpot(spot, need)),
    withIcon("town", [townName(name, near), country && countryName(country)].filter(Boolean).join(", ")));
}

/** Of towns of one name in one country it is said which is meant. */
function townName(name, near) {
  return near ? say("{town} (near {other})", { town: name, other: near }) : name;
}

function seenFrom() {
  const name = here.name ? townName(here.name, here.near) : say("your position");
  const place = say("Seen from: {place}.", { place: name });
  return here.off > ROUGH_M
    ? place + " " + say("Your position is only known to about {length}.", { length: aboutLength(here.off) }) : place;
}

/** Where the list is seen from, and the way to change it. */
function hereLine(need) {
  return make("p", { class: "here" }, seenFrom(), " ",
    linkTo("#/" + language + "/where/" + need, "inline", say("Change")));
}
