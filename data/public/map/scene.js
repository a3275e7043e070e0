// What is drawn, from below to above: the road, areas, where a person is, groups and places, names.

/** Sorts what the page knows into what has a point and what has a box; the chosen one first, so that it holds its spot. */
function sceneOf(view) {
  const isChosen = (place) => view.chosen !== null && place.href.endsWith("/" + view.chosen.id);
  const chosen = view.places.find(isChosen) || null;
  const ordered = chosen ? [chosen, ...view.places.filter((place) => place !== chosen)] : view.places;
  return {
    places: ordered.filter((place) => !place.box), areas: ordered.filter((place) => place.box),
    corridors: view.corridors, here: view.here, chosen, hereWords: view.say("Seen from here"),
  };
}

/** Draws a scene; groups lie where they belong on the canvas, `spot` finds the place of a longitude and latitude. */
function drawScene(pen, scene, groups, zoom, spot) {
  const fine = pen.getTransform().a;
  const room = [0, 0, pen.canvas.width / fine, pen.canvas.height / fine];
  const boxes = scene.areas.map((area) => ({ area, box: areaBox(area.box, spot) })).filter(({ box }) => meets(box, room));
  const seen = groups.filter(({ x, y }) => meets([x - 24, y - 24, x + 24, y + 24], room));
  drawCorridors(pen, scene.corridors, spot);
  boxes.forEach(({ area, box }) => drawArea(pen, box, area === scene.chosen));
  seen.forEach((group) => drawGroup(pen, group, scene.chosen));
  const taken = seen.map(({ x, y }) => [x - 15, y - 12, x + 15, y + 12]);
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
  return [{ name: scene.hereWords, x: x + 16, y: y + 18 }];
}

function groupNames(groups, chosen) {
  const single = groups.filter(({ places }) => places.length === 1);
  const first = (group) => (group.places[0] === chosen ? 0 : 1);
  return single.sort((one, other) => first(one) - first(other))
    .map(({ x, y, places }) => ({ name: shortened(places[0].name, LONGEST_NAME), x: x + 18, y }));
}

function areaNames(boxes) {
  return boxes.map(({ area, box: [left, top] }) => ({ name: shortened(area.name, LONGEST_AREA), x: left + 4, y: top + 12 }));
}
