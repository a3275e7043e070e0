// Which part of the road the map shows: each leg has a ground of its own, loaded when it is looked at.

const WHOLE = -1;
const LEAST_SPAN = 0.05; // degrees; round a single point

function boxHolds([west, south, east, north], { x, y }) {
  return west <= x && x <= east && south <= y && y <= north;
}

/** The leg to begin with: of what was chosen or where a person is, else the first; the whole where no leg has it. */
function firstPart(view, point) {
  if (!point) {
    return view.legs.length ? 0 : WHOLE;
  }
  const middle = ({ box }) => Math.hypot((box[0] + box[2]) / 2 - point.x, (box[1] + box[3]) / 2 - point.y);
  const holding = view.legs.filter((leg) => boxHolds(leg.box, point)).sort((one, other) => middle(one) - middle(other));
  return holding.length ? view.legs.indexOf(holding[0]) : WHOLE;
}

/** A box round all there is to see. */
function wholeBox(scene) {
  const points = [
    ...scene.places.map(({ x, y }) => [x, y]), ...(scene.here ? [[scene.here.x, scene.here.y]] : []),
    ...scene.areas.map(({ box }) => [box[0], box[1]]), ...scene.areas.map(({ box }) => [box[2], box[3]]),
    ...[].concat(...scene.corridors.map(({ line }) => line)),
  ];
  const least = (axis) => points.reduce((low, point) => Math.min(low, point[axis]), Infinity) - LEAST_SPAN;
  const most = (axis) => points.reduce((high, point) => Math.max(high, point[axis]), -Infinity) + LEAST_SPAN;
  return points.length ? [least(0), least(1), most(0), most(1)] : [-120, 5, -75, 35];
}

/** A choice of parts, and `choose` told of each change. */
function partChoice(view, part, choose) {
  const option = (words, value) => element("option", { value, ...(value === part ? { selected: "" } : {}) }, words);
  const legWords = ({ from, to }) => view.say("{from} to {to}", { from, to });
  const legsOf = (corridor) => view.legs
    .map((leg, at) => (leg.corridor === corridor ? option(legWords(leg), at) : null));
  const select = element("select", { id: "map-part" },
    view.corridors.map(({ name }, corridor) => element("optgroup", { label: name }, legsOf(corridor))),
    option(view.say("Everything, without roads and towns"), WHOLE));
  select.addEventListener("change", () => choose(Number(select.value)));
  const label = element("label", { for: "map-part" }, view.say("Part of the road"));
  return element("p", { class: "map-choice" }, label, select);
}

/** How many of the places lie on a part; those elsewhere are told of too. */
function countWords(view, scene, box) {
  const inside = scene.places.filter((place) => boxHolds(box, place)).length
    + scene.areas.filter((area) => meets(area.box, box)).length;
  const count = { count: inside, total: view.places.length };
  if (count.total < 2) {
    return count.total === 0 ? view.say("The list has no place for this map.")
      : inside ? view.say("The only place of the list is on this map.")
        : view.say("The only place of the list is on another part.");
  }
  if (inside === 1) {
    return view.say("Of {total} places of the list only one is on this map. The others are on other parts.", count);
  }
  return inside === view.places.length ? view.say("All {total} places of the list are on this map.", count)
    : view.say("{count} of {total} places of the list are on this map. The others are on other parts.", count);
}
