// The card that opens over the map: what a place is and gives, and the way to all that is known of it.

/** Fills the card with one place or with several of one spot; the heading is read first. */
function openCard(card, view, places, close) {
  const heading = element("h2", { tabindex: "-1" }, places.length > 1
    ? view.say("{count} places here", { count: places.length }) : places[0].name);
  emptied(card, pressable("map-close", close, element("span", { "aria-hidden": "true" }, "×"),
    element("span", { class: "map-heard" }, view.say("Close"))), heading,
    places.length > 1 ? rowsOf(view, places) : wholeOf(view, places[0]));
  card.hidden = false;
  card.scrollTop = 0;
  heading.focus({ preventScroll: true });
}

function rowsOf(view, places) {
  const row = ({ href, name, kind }) => element("a", { href, class: "wide" },
    element("span", null, [name, view.kindName(kind)].filter(Boolean).join(" · ")));
  return element("ul", { class: "plain" }, places.map((place) => element("li", null, row(place))));
}

function wholeOf(view, place) {
  return [
    place.kind ? element("p", { class: "kind" }, view.kindName(place.kind)) : null,
    place.box ? element("p", null, view.say("Where it is exactly is not shown.")) : null,
    served(view.say("What they give"), place.services, view),
    served(view.say("What they may give: call first"), place.may, view),
    element("a", { href: place.href, class: "wide strong" }, view.say("Hours, phone and more")),
  ];
}

function served(words, services, view) {
  return services.length
    ? element("p", null, element("strong", null, words), ": ", services.map(view.serviceName).join(", ")) : null;
}
