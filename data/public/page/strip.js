// The road on one sheet of paper: towns and what there is beside each piece of a leg, drawn from the top down.

const PIECES = 24;
const LINES_ON_PAPER = 4;
const STRIP = { width: 880, top: 20, row: 34, km: 60, line: 400, text: 420, icon: 22 };
// Letters of a name that fit beside the road on a line of its own, and on two smaller ones.
const ON_ONE_LINE = 30;
const ON_TWO_LINES = 37;
const END_KM = 10;

function stripsScreen() {
  const parts = index.corridors.map((corridor, number) => part(corridor.name, make("ul", { class: "plain" },
    corridorLegs(number).map((entry) => make("li", null,
      linkTo("#/" + language + "/strip/" + entry.number, "wide", withIcon("print", legName(entry.leg))))))));
  return { title: say("The road on paper"), up: "#/" + language,
    body: parts.length ? parts : noRoad("", "home", say("What do you need?")) };
}

async function stripScreen(number) {
  const leg = index.legs[Number(number)];
  if (!leg) {
    return missingScreen();
  }
  const [{ beside: near }] = await Promise.all([placesOnLeg(leg, (place) => !place.a), loadCorridors()]);
  // On paper nobody is asked: what may lie across a border is left out.
  const pieces = stripPieces(leg, near.filter(isSideKnown));
  const used = index.needs.filter((need) => pieces.some((piece) => piece.needs.includes(need)));
  return { title: legName(leg), up: "#/" + language + "/strips", look: "strip", body: [
    printButton(), stripDrawing(pieces), stripLegend(used), stripTable(pieces), stripLines(leg),
    make("p", { class: "checked" }, say("Within 10 km of the road. As of {date}. Call before you go.",
      { date: dateWords(index.as_of) })),
  ] };
}

/** Pieces of equal length with the towns and needs beside each; the towns the leg is named after are among them. */
function stripPieces(leg, places) {
  const length = (leg.end_km - leg.start_km) / PIECES;
  const pieces = Array.from({ length: PIECES }, (_, number) => (
    { km: kilometres(leg.start_km + number * length, length), towns: [], needs: [] }));
  const at = (km) => pieces[Math.min(PIECES - 1, Math.max(0, Math.floor((km - leg.start_km) / length)))];
  for (const place of places) {
    const piece = at(besideLeg(place, leg)[1]);
    piece.needs = index.needs.filter((need) => piece.needs.includes(need) || (place.s || []).includes(need));
  }
  const towns = townsOnLeg(leg);
  towns.forEach((town) => at(town.km).towns.push(town));
  markEnd(towns, at(leg.start_km), { name: leg.from, km: leg.start_km });
  markEnd(towns, at(leg.end_km), { name: leg.to, km: leg.end_km });
  return pieces;
}

/** As many decimals as tell one piece from the next. */
function kilometres(km, length) {
  const text = km.toFixed(length < 0.1 ? 2 : length < 1 ? 1 : 0);
  return language === "en" ? text : text.replace(".", ",");
}

/** A leg's end is on its paper where the town lies; where that is not beside this leg, on the piece at the end. */
function markEnd(towns, piece, { name, km }) {
  const away = (town) => Math.abs(town.km - km);
  const own = towns.filter((town) => town.name === name && away(town) <= END_KM)
    .sort((one, other) => away(one) - away(other))[0];
  if (own) {
    own.isEnd = true;
  } else if (name) {
    piece.towns.push({ name, km, isEnd: true, size: Infinity });
  }
}

function townsOnLeg(leg) {
  const corridor = index.corridors[leg.corridor];
  const [west, south, east, north] = leg.box;
  return index.towns.map(([name, country, x, y], size) => ({ name, country, x, y, size }))
    .filter(({ x, y }) => x >= west && x <= east && y >= south && y <= north)
    .map((town) => Object.assign(town, onCorridor(corridor, town)))
    .filter(({ km, metres }) => metres <= 5000 && km >= leg.start_km && km <= leg.end_km)
    .filter(({ km, country }) => isOnThisSide(corridor, km, country))
    .sort((one, other) => one.km - other.km);
}

/** What a piece is called on paper: the ends of the leg that are in it, and its largest town. */
function pieceName({ towns }) {
  const largest = towns.slice().sort((one, other) => one.size - other.size)[0];
  return towns.filter((town) => town.isEnd || town === largest)
    .sort((one, other) => one.km - other.km).map(({ name }) => name).join(", ");
}

/** A name in one line, or in two that are as alike as its spaces allow. */
function linesOf(text) {
  const cuts = [...text].map((letter, at) => (letter === " " ? at : -1)).filter((at) => at > 0);
  if (text.length <= ON_ONE_LINE || !cuts.length) {
    return text ? [text] : [];
  }
  const longer = (at) => Math.max(at, text.length - at - 1);
  const cut = cuts.sort((one, other) => longer(one) - longer(other))[0];
  return [text.slice(0, cut), text.slice(cut + 1)];
}

/** The drawing is for the eyes; the table below it says the same. */
function stripDrawing(pieces) {
  const height = STRIP.top + pieces.length * STRIP.row + 10;
  const bottom = height - 10;
  return draw("svg", { viewBox: "0 0 " + STRIP.width + " " + height, class: "strip-drawing", "aria-hidden": "true" },
    draw("path", { d: "M" + STRIP.line + " " + STRIP.top + "V" + bottom, class: "strip-road" }),
    pieces.map((piece, row) => stripRow(piece, STRIP.top + row * STRIP.row)));
}

function stripRow(piece, top) {
  const base = top + STRIP.row * 0.7;
  const step = Math.min(STRIP.icon + 4, (STRIP.width - STRIP.text - STRIP.icon) / Math.max(1, piece.needs.length));
  return draw("g", null,
    stripName(linesOf(pieceName(piece)), top),
    draw("text", { x: 0, y: base, class: "strip-km" }, piece.km),
    draw("path", { d: "M" + (STRIP.line - 7) + " " + top + "h14", class: "strip-tick" }),
    piece.needs.map((need, place) => draw("svg", {
      x: STRIP.text + place * step, y: top + 6, width: STRIP.icon, height: STRIP.icon, viewBox: "0 0 24 24",
    }, outline(need))));
}

/** A name is read whole or not at all: one too long for its line is drawn narrower. */
function stripName(lines, top) {
  const most = lines.length > 1 ? ON_TWO_LINES : ON_ONE_LINE;
  const room = STRIP.line - 12 - STRIP.km;
  return lines.map((line, at) => draw("text", {
    x: STRIP.line - 12, y: top + STRIP.row * (lines.length > 1 ? 0.42 + 0.44 * at : 0.7),
    class: "strip-towns" + (lines.length > 1 ? " strip-two" : ""),
    textLength: line.length > most ? room : null, lengthAdjust: line.length > most ? "spacingAndGlyphs" : null,
  }, line));
}

function stripLegend(needs) {
  return make("ul", { class: "plain legend" }, needs.map((need) => make("li", null, withIcon(need, serviceName(need)))));
}

function stripTable(pieces) {
  const told = pieces.filter((piece) => piece.towns.length || piece.needs.length);
  const heads = ["km", say("Towns"), say("Help beside the road")];
  return make("table", { class: "strip-table" },
    make("thead", null, make("tr", null, heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", null, told.map((piece) => make("tr", null, make("th", { scope: "row" }, piece.km),
      make("td", null, piece.towns.map(({ name }) => name).join(", ")),
      make("td", null, piece.needs.map(serviceName).join(" · "))))));
}

/** Lines of the countries the leg passes through, one of each first: a sheet is read by whoever travels it. */
function stripLines(leg) {
  const lines = helpLines(countriesOn(leg)).filter((line) => line.t || line.r);
  const told = oneOfEach(lines, countriesOn(leg)).slice(0, LINES_ON_PAPER);
  return told.length ? part(say("Help lines"), make("ul", null, told.map((line) => make("li", null,
    [line.n, line.c && countryName(line.c)].filter(Boolean).join(", "), ": ", line.t || line.r,
    (line.l || []).length ? [" · ", languageNames(line.l)] : null)))) : null;
}

function countriesOn(leg) {
  return [...new Set(townsOnLeg(leg).map(({ country }) => country).filter(Boolean))];
}
