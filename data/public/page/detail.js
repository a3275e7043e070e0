// One place: whether it is open, how to call, how far, what it gives and asks, who says so and when.

async function placeScreen(need, id) {
  const place = await placeOf(id);
  if (!place) {
    return missingScreen(say("The link may be of another map, or the place is no longer told."));
  }
  return {
    title: placeTitle(place),
    up: "#/" + language + "/list/" + need,
    body: place.a ? areaBody(place, need) : placeBody(place, need),
  };
}

function placeBody(place, need) {
  return [
    make("p", { class: "kind" },
      [kindName(place.k), place.o, place.c && countryName(place.c)].filter(Boolean).join(" · ")),
    stateLine(place), phonesPart(place),
    wayPart(place), givesPart(place), asksPart(place), languagesPart(place), hoursPart(place),
    linkTo("#/" + language + "/map/" + need + "/" + place.id, "wide", withIcon("map", say("See on the map"))),
    lastChecked(place),
  ];
}

/** The number that leads people to a place comes before the place's own. */
function phonesPart({ t, r }) {
  return r && r !== t ? [make("p", null, say("Call this number first:")), phoneLinks(r), phoneLinks(t)]
    : phoneLinks(t || r);
}

function areaBody(area, need) {
  return [
    area.k ? make("p", { class: "kind" }, kindName(area.k)) : null,
    make("p", null, area.r ? say("Where it is exactly is not shown. Ask by phone how to get there.")
      : say("Where it is exactly is not shown.")),
    area.r ? area.r.map(phoneLinks) : whomToAsk(need),
    here ? make("p", null, toArea(here, area)) : null, givesPart(area),
  ];
}

/** What has no number of its own is asked for at a help line; without any, only the sheet of numbers is left. */
function whomToAsk(need) {
  return hasHelpLine() ? [make("p", null, say("Ask a help line about it.")),
    linkTo("#/" + language + "/lines/" + need, "wide", withIcon("hotline", say("Help lines: call someone")))]
    : [make("p", null, say("No telephone number is known for it.")), helpSheetLink()];
}

function wayPart(place) {
  if (!here) {
    return null;
  }
  const far = howFar(here, place);
  if (isStraight(far)) {
    return part(say("How far"), make("p", null, seenFrom()), make("p", null, shortWay(far)));
  }
  return part(say("How far"), make("p", null, seenFrom()), make("ul", null,
    make("li", null, say("Distance: about {length}", { length: aboutLength(far.metres) })),
    isWalked(far) ? make("li", null, say("On foot: about {time}", { time: aboutTime(far.walk) })) : null,
    far.drive === null ? null : make("li", null, say("By car or bus: about {time}", { time: aboutTime(far.drive) }))));
}

function givesPart(place) {
  const named = (codes) => make("ul", { class: "plain services" },
    codes.map((code) => make("li", null, withIcon(code, serviceName(code)))));
  return [
    (place.s || []).length ? part(say("What they give"), named(place.s)) : null,
    (place.m || []).length ? part(say("What they may give: call first"), named(place.m)) : null,
  ];
}

function asksPart(place) {
  const known = place.d || {};
  const said = (name) => make("li", { class: known[name] ? null : "unsure" }, asks(name, known[name]));
  return part(say("What they ask"), make("ul", null, ASKED.filter((name) => known[name]).map(said),
    ASKED.filter((name) => !known[name]).map(said)));
}

function languagesPart(place) {
  const known = (place.l || []).length;
  return part(say("Languages spoken"), make("p", null, known ? languageNames(place.l) : say("Not known")));
}

function lastChecked(place) {
  const source = place.f ? [" ", say("Source: {source}", { source: place.f })] : null;
  return make("p", { class: "checked" }, place.q ? say("Last checked: {date}.", { date: dateWords(place.q) })
    : say("Nobody has written when this was checked."), source);
}

/** Whether a day, `YYYY-MM-DD`, lies more days back than a number of them, by the phone's own clock. */
function longAgo(text, days) {
  return (Date.now() - Date.parse(text || "")) / 86400000 > days;
}

/** A day in words, from `YYYY-MM-DD`; anything else stays as written. */
function dateWords(text) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || "");
  const months = [
    say("January"), say("February"), say("March"), say("April"), say("May"), say("June"), say("July"), say("August"),
    say("September"), say("October"), say("November"), say("December"),
  ];
  return match && months[match[2] - 1]
    ? say("{day} {month} {year}", { day: Number(match[3]), month: months[match[2] - 1], year: match[1] }) : text || "";
}

function missingScreen(why) {
  return { title: say("This is not in the list"), up: "#/" + language, body: [
    why ? make("p", null, why) : null,
    linkTo("#/" + language, "wide", withIcon("home", say("What do you need?"))),
  ] };
}
