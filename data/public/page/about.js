// Who made this, from what, when; which words a person has looked at.

function aboutScreen() {
  return { title: say("About this page"), up: "#/" + language, body: [
    make("p", null, index.title),
    make("p", null, say("This page shows places that give help to people on the move. Call before you go: places change.")),
    make("p", null, say("It asks for no name, keeps no account and no cookie, and sends nothing about you to anyone.")),
    make("p", null, say("Some places are not in this list, and some things about them are not known.")),
    make("p", null, say("As of {date}.", { date: dateWords(index.as_of) }), " ",
      say("Version {version}.", { version: index.version })),
    keepPart(), languagesTold(), studySources(),
  ] };
}

function languagesTold() {
  const rows = spokenLanguages().filter(({ code }) => code !== "en").map(({ code }) => make("li", null,
    languageName(code), ": ", isReviewed(code) ? say("translation reviewed") : say("translation not yet reviewed")));
  return part(say("Languages of this page"), make("ul", null, rows));
}

function studySources() {
  const told = (source) => [source.title, source.licence, source.url, source.retrieved].filter(Boolean).join(" · ");
  return part(say("Sources"), make("ul", { class: "sources" },
    (index.sources || []).map((source) => make("li", null, told(source)))));
}
