// The first question: the language, then what a person needs.

function languageScreen() {
  // Whoever changes the language stays where they were.
  const rest = before.replace(/^#\/[a-z]*/, "");
  const entries = spokenLanguages().map(({ code }) => make("li", null,
    make("a", { href: "#/" + code + rest, class: "wide big", lang: code }, OWN_NAMES[code])));
  // Those who read none of the words still know their language's own name.
  const ask = "Idioma · Language · Langue · Lang";
  return { title: ask, up: null, body: [make("ul", { class: "plain" }, entries)] };
}

function homeScreen() {
  const needs = index.needs.map((need) => make("li", null,
    linkTo("#/" + language + "/where/" + need, "need-tile", withIcon(need, serviceName(need)))));
  return {
    title: say("What do you need?"),
    up: "#/",
    body: [make("ul", { class: "needs" }, needs), part(say("More help"), make("ul", { class: "plain" }, moreHelp()))],
  };
}

function moreHelp() {
  const entry = (screen, drawing, words) => make("li", null,
    linkTo("#/" + language + "/" + screen, "wide", withIcon(drawing, words)));
  return [
    index.hotlines.length ? entry("lines", "hotline", say("Help lines: call someone")) : null,
    (index.sheets || []).length ? entry("sheets", "sheets", say("Good to know: pages to read and print")) : null,
    index.legs.length ? entry("strips", "print", say("The road on paper: strips to print")) : null,
    entry("about", "about", say("About this page")),
  ];
}
