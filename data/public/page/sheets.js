// Sheets of sentences, one printed page each; every one with its sources, its day and the word to verify it.

function sheetsScreen() {
  const sheets = (index.sheets || []).map((sheet) => make("li", null,
    linkTo("#/" + language + "/sheet/" + sheet.id, "wide", withIcon("sheets", say(sheet.title)))));
  return { title: say("Good to know"), up: "#/" + language, body: [make("ul", { class: "plain" }, sheets)] };
}

/** Whom to call where this map knows nobody. */
function helpSheetLink() {
  const sheet = (index.sheets || []).find(({ id }) => id === "help");
  return sheet ? linkTo("#/" + language + "/sheet/help", "wide", withIcon("sheets", say(sheet.title))) : null;
}

async function sheetScreen(id) {
  const sheet = (await loadSheets()).find((entry) => entry.id === id);
  if (!sheet) {
    return missingScreen();
  }
  return { title: sheet.title, up: "#/" + language + "/sheets", body: [
    make("p", { class: "checked" }, say("As of {date}.", { date: dateWords(sheet.as_of) })),
    printButton(), sheet.sections.map(sheetSection), sourcesPart(sheet.sources || []),
  ], look: "sheet" };
}

function sheetSection(section) {
  return part(section.title, make("ul", null, section.items.map((item) => make("li", null, withCalls(item)))));
}

/** The text of an item with its numbers to tap. */
function withCalls(text) {
  return partsWithNumbers(text).map((piece, position) => (
    position % 2 ? make("a", { href: "tel:" + dialled(piece), class: "inline" }, piece) : piece));
}

function sourcesPart(sources) {
  const read = (source) => (source.read ? " · " + say("read on {date}", { date: dateWords(source.read) }) : "");
  return part(say("Sources"), make("ul", { class: "sources" },
    sources.map((source) => make("li", null, source.title, " · ", source.url, read(source)))));
}

function printButton() {
  return button("wide print-button", () => window.print(), withIcon("print", say("Print this page")));
}
