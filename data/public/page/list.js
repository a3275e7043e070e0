// The list: help lines first, then what is nearest, a few at a time.

const FEW = 10;
const OLD_CHECK_DAYS = 365;
const shown = new Map();

/** The places for a need around here, from as few tiles as give `count` of them for certain. */
async function nearestPlaces(need, count) {
  const tilesLeft = tilesWith(need).map((tile) => Object.assign(tile, { metres: metresToBox(here, tile.box) }))
    .sort((one, other) => one.metres - other.metres || one.number - other.number);
  let found = [];
  while (tilesLeft.length && !(found.length > count && straightTo(found[count]) <= tilesLeft[0].metres)) {
    const places = await loadTiles(tilesLeft.splice(0, 2).map((tile) => tile.number));
    found = found.concat(places.filter((place) => givesOrMay(place, need)));
    found.sort((one, other) => straightTo(one) - straightTo(other));
  }
  return found;
}

function straightTo(place) {
  return place.a ? metresToBox(here, place.b) : straightMetres(here, place);
}

/** The way by road is longer, so a few more than are shown take part in the order. */
function inOrder(places, count) {
  return places.slice(0, count + 2 * FEW).map((place) => ({ place, metres: wayMetres(here, place) }))
    .sort((one, other) => one.metres - other.metres).map(({ place }) => place);
}

async function listScreen(need) {
  if (!here) {
    return whereScreen(need);
  }
  const body = make("div");
  await fillList(body, need).catch(() => refill(body, brokenPart()));
  return {
    title: serviceName(need), up: "#/" + language + "/where/" + need,
    body: [hereLine(need), linesPart(need), body, ways(need)],
  };
}

async function fillList(body, need) {
  const count = shown.get(need) || FEW;
  const places = await nearestPlaces(need, count);
  refill(body, entries(inOrder(places, count).slice(0, count), need), places.length > count
    ? button("wide", () => showMore(body, need, count), say("Show more")) : null,
    places.length ? null : noPlacePart());
  if (!roadGraph) {
    // Without the roads the list stands as it is, in straight lines.
    loadRoads().then(() => roadGraph && body.isConnected && !isUsed(body) && fillList(body, need)).catch(() => undefined);
  }
}

/** Under a thumb or a focus nothing may move. */
function isUsed(body) {
  return window.scrollY > 40 || body.contains(document.activeElement);
}

async function showMore(body, need, before) {
  shown.set(need, before + FEW);
  await fillList(body, need).catch(() => {
    shown.set(need, before);
    refill(body, brokenPart());
  });
  const next = body.querySelectorAll("a.entry")[before];
  if (next) {
    next.focus();
  }
}

function entries(places, need) {
  return make("ol", { class: "plain entries" }, places.map((place) => make("li", null, entry(place, need))));
}

/** One place in a list: a whole row to press. */
function entry(place, need, way) {
  const words = [
    make("strong", { class: "name" }, placeTitle(place)),
    make("span", { class: "kind" }, [kindName(place.k), place.o, otherCountry(place)].filter(Boolean).join(" · ")),
    way || (here && wayWords(here, place)),
  ];
  const may = (place.s || []).includes(need) ? null
    : make("p", { class: "may" }, say("May help with this: call first"));
  const facts = firstAnswers(place);
  return make("a", { href: placeAddress(place, need), class: "entry", "data-return": true },
    words.map((word) => word && make("p", null, word)), stateFor(place), may, longAgo(place.q, OLD_CHECK_DAYS)
      ? make("p", { class: "unsure" }, say("Last checked more than a year ago")) : null,
    facts.length ? make("p", { class: "facts" }, facts.join(" · ")) : null);
}

/** The country of a place, where it is not the one a person is in; an area may be in several. */
function otherCountry(place) {
  if (place.cc && !isHereAlone(place)) {
    return place.cc.map(countryName).join(" / ");
  }
  return place.c && !(here && place.c === countryHere()) ? countryName(place.c) : null;
}

/** Of an area no hours are known, and none are asked for: its way in is the phone, where anybody has one. */
function stateFor(place) {
  return place.a ? make("p", { class: "state unknown" }, wayIn(place)) : stateLine(place);
}

function wayIn(area) {
  return area.r ? say("Ask by phone") : hasHelpLine() ? say("Ask a help line") : say("No telephone number is known");
}

function placeTitle(place) {
  return place.a ? say("A place in the area of {town}", { town: place.n }) : place.n || kindName(place.k);
}

function placeAddress(place, need) {
  return "#/" + language + "/place/" + need + "/" + place.id;
}

function ways(need) {
  const base = "#/" + language + "/";
  return part(say("Other ways to look"), make("ul", { class: "plain" },
    index.hotlines.length ? make("li", null,
      linkTo(base + "lines/" + need, "wide", withIcon("hotline", say("Help lines: call someone")))) : null,
    make("li", null, linkTo(base + "map/" + need, "wide", withIcon("map", say("Map")))),
    index.corridors.length ? make("li", null,
      linkTo(base + "along/" + need, "wide", withIcon("road", say("Next along the road: ahead and behind")))) : null));
}
