// The road on one sheet of paper: towns and what there is beside each piece of a leg, drawn from the top down.

const PIECES = 24;
const LINES_ON_PAPER = 4;
const STRIP = { width: 720, top: 20, row: 34, line: 270, text: 290, icon: 22 };

function stripsScreen() {
  const parts = index.corridors.map((corridor, number) => part(corridor.name, make("ul", { class: "plain" },
    corridorLegs(number).map((entry) => make("li", null,
      linkTo("#/" + language + "/strip/" + entry.number, "wide", withIcon("print", legName(entry.leg))))))));
  return { title: say("The road on paper"), up: "#/" + language, body: parts };
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

/** Pieces of equal length with the towns and needs beside each. */
function stripPieces(leg, places) {
  const length = (leg.end_km - leg.start_km) / PIECES;
  const pieces = Array.from({ length: PIECES }, (_, number) => (
    { km: Math.round(leg.start_km + number * length), towns: [], needs: [] }));
  const at = (km) => pieces[Math.min(PIECES - 1, Math.max(0, Math.floor((km - leg.start_km) / length)))];
  for (const place of places) {
    const piece = at(besideLeg(place, leg)[1]);
    piece.needs = index.needs.filter((need) => piece.needs.includes(need) || (place.s || []).includes(need));
  }
  townsOnLeg(leg).forEach(({ name, km }) => at(km).towns.push(name));
  return pieces;
}

function townsOnLeg(leg) {
  const corridor = index.corridors[leg.corridor];
  return index.towns.filter(([, , x, y]) => x >= leg.box[0] && x <= leg.box[2] && y >= leg.box[1] && y <= leg.box[3])
    .map(([name, country, x, y]) => Object.assign({ name, country }, onCorridor(corridor, { x, y })))
    .filter(({ km, metres }) => metres <= 5000 && km >= leg.start_km && km <= leg.end_km)
    .filter(({ km, country }) => isOnThisSide(corridor, km, country))
    .sort((one, other) => one.km - other.km);
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
  const towns = piece.towns.slice(0, 2).join(", ");
  const step = Math.min(STRIP.icon + 4, (STRIP.width - STRIP.text - STRIP.icon) / Math.max(1, piece.needs.length));
  return draw("g", null,
    draw("text", { x: STRIP.line - 12, y: base, class: "strip-towns" }, shortened(towns, 20)),
    draw("text", { x: 0, y: base, class: "strip-km" }, String(piece.km)),
    draw("path", { d: "M" + (STRIP.line - 7) + " " + top + "h14", class: "strip-tick" }),
    piece.needs.map((need, place) => draw("svg", {
      x: STRIP.text + place * step, y: top + 6, width: STRIP.icon, height: STRIP.icon, viewBox: "0 0 24 24",
    }, outline(need))));
}

function shortened(text, most) {
  return text.length > most ? text.slice(0, most - 1) + "…" : text;
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
      make("td", null, piece.towns.join(", ")), make("td", null, piece.needs.map(serviceName).join(" · "))))));
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
