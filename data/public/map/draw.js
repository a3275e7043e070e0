// The map's screen: the choice of a part, the map, what its signs mean, the way back to the list.

ALCANCE.map(function draw(host, view) {
  const parts = screenParts(view);
  let map = null;
  let isOver = false;
  host.append(...parts.all);
  whenStyled(() => {
    if (!isOver && !map) {
      map = startMap(parts, view);
    }
  });
  return function stop() {
    isOver = true;
    if (map) {
      map.remove();
    }
  };
});

function screenParts(view) {
  const scene = sceneOf(view);
  const field = element("div", { class: "map-field", role: "region", "aria-label":
    view.say("Map. The arrow keys move it, plus and minus come closer and go farther.") });
  const [card, told] = [element("section", { class: "map-card", hidden: "", "aria-label": view.say("Place") }),
    element("p", { class: "map-told", role: "status" })];
  const [choice, count] = [element("div"), element("p", { class: "map-count", role: "status" })];
  const list = element("a", { href: view.list, class: "wide" }, view.say("To the list of these places"));
  const frame = element("div", { class: "map-frame" }, field, told, card);
  const all = [choice, frame, count, list, legendOf(view, scene), ...creditsOf(view)];
  return { scene, field, card, told, choice, count, all };
}

function startMap({ scene, field, card, told, choice, count }, view) {
  const map = makeField(field, view.say);
  const layer = new PlaceLayer(scene);
  const showPart = partShower(map, view, scene, { told, count });
  const part = firstPart(view, scene.chosen || scene.here);
  const close = () => { card.hidden = true; field.focus({ preventScroll: true }); };
  showPart(part);
  lookAt(map, scene);
  map.addLayer(layer);
  map.on("click", ({ containerPoint }) => pressAt(map, layer, containerPoint, { card, view, close }));
  if (view.legs.length) {
    emptied(choice, partChoice(view, part, showPart));
  }
  return map;
}

/** Shows a part of the road; of two asked for quickly only the last one gets its ground. */
function partShower(map, view, scene, { told, count }) {
  let ground = null;
  let turn = 0;
  return (part) => {
    const mine = ++turn;
    const isMine = () => mine === turn && Boolean(map.getPane("tilePane"));
    const box = part === WHOLE ? wholeBox(scene) : view.legs[part].box;
    emptied(told);
    emptied(count, countWords(view, scene, box));
    if (ground) {
      ground.remove();
      ground = null;
    }
    keepTo(map, box);
    if (part !== WHOLE) {
      layGround(view, part, (words) => isMine() && emptied(told, words)).then((layer) => {
        if (layer && isMine()) {
          ground = layer.addTo(map);
        }
      });
    }
  };
}

function pressAt(map, layer, point, { card, view, close }) {
  const places = placesAt(map, layer, point);
  if (places.length && !comeCloser(map, places)) {
    openCard(card, view, places, close);
    keepInSight(map, places, card.offsetHeight);
  } else {
    card.hidden = true;
  }
}
