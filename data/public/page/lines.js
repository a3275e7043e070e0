// Help lines: a name, the languages it speaks, a number to tap.

const LINES_FIRST = 2;

/** Only what is a number and nothing else is linked; any other text is shown: a wrong number costs a person the call. */
function phoneLinks(text) {
  let longest = 0;
  return piecesOf(text).map((piece) => {
    const number = dialled(piece);
    // Four digits after a whole number are its other ending, not a short code.
    if (!number || (number.length === 4 && longest > 4)) {
      return make("p", null, piece);
    }
    longest = Math.max(longest, number.length);
    return make("a", { href: "tel:" + number, class: "wide strong call" },
      withIcon("hotline", say("Call {number}", { number: piece })));
  });
}

/** Whether this map knows anybody who can be called. */
function hasHelpLine() {
  return index.hotlines.some((line) => line.t || line.r);
}

/** Where no place is shown a person is not left alone: the help lines, or the sheet with the numbers of the countries. */
function noPlacePart() {
  return hasHelpLine() ? make("p", null, say("No place is shown for this. A help line may know one."))
    : [make("p", null, say("No place is shown for this, and no help line is known.")), helpSheetLink()];
}

function lineCard(line) {
  return make("li", { class: "card" }, make("h3", null, line.n || say("Help line")),
    line.o ? make("p", { class: "kind" }, line.o) : null,
    line.c ? make("p", null, countryName(line.c)) : null,
    (line.l || []).length ? make("p", null, say("Languages:"), " ", languageNames(line.l)) : null,
    stateLine(line), phoneLinks(line.t || line.r), lastChecked(line));
}

/** Lines with the first one of each country in front. */
function oneOfEach(lines, countries) {
  const isFirst = (line, at) => lines.findIndex((other) => other.c === line.c) === at;
  const firsts = lines.filter((line, at) => countries.includes(line.c) && isFirst(line, at));
  return [...new Set([...firsts, ...lines])];
}

/** The lines for a need, above everything else: the whole of help where a place must not be shown. */
function linesPart(need) {
  const lines = oneOfEach(helpLinesFor(need), countriesNear());
  const first = Math.max(LINES_FIRST, countriesNear().length);
  if (!lines.length) {
    return null;
  }
  const more = lines.length > first
    ? linkTo("#/" + language + "/lines/" + need, "wide", withIcon("hotline", say("More help lines"))) : null;
  return part(say("Call someone"), make("ul", { class: "plain" }, lines.slice(0, first).map(lineCard)), more);
}

function linesScreen(asked) {
  const need = index.needs.includes(asked) ? asked : null;
  // All of them, those for the need first.
  const lines = need ? [...new Set(helpLinesFor(need).concat(helpLines()))] : helpLines();
  return {
    title: say("Help lines"),
    up: need ? "#/" + language + "/list/" + need : "#/" + language,
    body: [need ? needLine(need) : null, make("ul", { class: "plain" }, lines.map(lineCard))],
  };
}
