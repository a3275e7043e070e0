// What the signs mean, only those that are on this map, and whose work the ground is.

function legendOf(view, scene) {
  const { say } = view;
  const kinds = [...new Set(scene.places.map((place) => place.kind))]
    .map((kind) => [view.kindName(kind) || say("Another place"), kind])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const signs = kinds.map(([words, kind]) => [symbolPicture(kind), words]);
  if (scene.places.length > 1) {
    signs.push([sign("number", "2"), say("So many places: press to come closer")]);
  }
  if (scene.areas.length) {
    signs.push([sign("area"), say("Somewhere in this area")]);
  }
  if (scene.corridors.length) {
    signs.push([sign("road"), say("The road of this map")]);
  }
  if (scene.here) {
    signs.push([sign("here"), say("Seen from here")]);
  }
  return element("ul", { class: "plain map-legend" },
    signs.map(([picture, words]) => element("li", null, picture, element("span", null, words))));
}

function sign(name, text) {
  return element("span", { class: "map-sign map-sign-" + name, "aria-hidden": "true" }, text);
}

function creditsOf(view) {
  return view.credits.map((credit) => element("p", { class: "map-credit" }, credit));
}
