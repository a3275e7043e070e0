// What is drawn, from below to above: the road, areas, where a person is, groups and places, names.

/** Sorts what the page knows into points and boxes; the chosen one comes first, so that it holds its spot. */
function sceneOf(view) {
  const isChosen = (place) => view.chosen !== null && place.href.endsWith("/" + view.chosen.id);
  const chosen = view.places.find(isChosen) || null;
  const ordered = chosen ? [chosen, ...view.places.filter((place) => place !== chosen)] : view.places;
  return {
    places: ordered.filter((place) => !place.box), areas: ordered.filter((place) => place.box),
    corridors: view.corridors, here: view.here, chosen, hereWords: view.say("Seen from here"),
  };
}

/** Draws a scene into a room, a box; groups lie where they belong in it, `spot` finds a longitude and latitude. */
function drawScene(pen, scene, groups, { zoom, room, spot }) {
  const boxes = scene.areas.map((area) => ({ area, box: areaBox(area.box, spot) }))
    .filter(({ box }) => meets(box, room));
  const seen = groups.filter(({ x, y }) => meets([x - 24, y - 24, x + 24, y + 24], room));
  drawCorridors(pen, scene.corridors, spot);
  boxes.forEach(({ area, box }) => drawArea(pen, box, area === scene.chosen));
  seen.forEach((group) => drawGroup(pen, group, scene.chosen));
  const taken = seen.map(({ x, y }) => [x - 20, y - 20, x + 20, y + 20]);
  const near = zoom >= NAMES_FROM_ZOOM ? [...groupNames(seen, scene.chosen), ...areaNames(boxes)] : [];
  writeNames(pen, [...hereName(pen, scene, spot), ...near], taken);
}

function drawGroup(pen, { x, y, places }, chosen) {
  if (places.includes(chosen)) {
    drawRing(pen, x, y);
  }
  if (places.length > 1) {
    drawNumber(pen, places.length, x, y);
  } else {
    drawSymbol(pen, places[0].kind, x, y);
  }
}

function hereName(pen, scene, spot) {
  if (!scene.here) {
    return [];
  }
  const [x, y] = spot(scene.here.x, scene.here.y);
  drawHere(pen, x, y);
  return [{ name: scene.hereWords, x, y: y + 24 }];
}

/** A name for each place that stands alone and for the chosen one, which comes first. */
function groupNames(groups, chosen) {
  const isChosen = ({ places }) => places[0] === chosen;
  const alone = groups.filter((group) => group.places.length === 1 && !isChosen(group));
  return [...groups.filter(isChosen), ...alone]
    .map(({ x, y, places: [place] }) => ({
      name: shortened(place.name, LONGEST_NAME), x, y: y + (place === chosen ? 34 : 26),
    }));
}

function areaNames(boxes) {
  return boxes.map(({ area, box: [left, top, right] }) => ({
    name: shortened(area.name, LONGEST_AREA), x: (left + right) / 2, y: top + 14,
  }));
}
