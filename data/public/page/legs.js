// The whole list without a place to see it from: corridor by corridor, leg by leg, kilometre by kilometre.

function legName(leg) {
  const name = say("{from} to {to}", { from: legStart(leg), to: legEnd(leg) });
  return leg.from ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

/** An end without a town of its own is told all the same. */
function legStart(leg) {
  return leg.from || (leg.start_km > 0
    ? say("kilometre {km}", { km: Math.round(leg.start_km) }) : say("the start of the road"));
}

function legEnd(leg) {
  return leg.to || (leg.end_km < index.corridors[leg.corridor].km
    ? say("kilometre {km}", { km: Math.round(leg.end_km) }) : say("the end of the road"));
}

function corridorLegs(corridor) {
  return index.legs.map((leg, number) => ({ leg, number })).filter(({ leg }) => leg.corridor === corridor);
}

function legsScreen(need) {
  const parts = index.corridors.map((corridor, number) => part(corridor.name, make("ul", { class: "plain" },
    corridorLegs(number).map((entry) => make("li", null, linkTo("#/" + language + "/leg/" + need + "/" + entry.number,
      "wide", withIcon("road", legName(entry.leg))))))));
  return {
    title: say("The whole list along the road"), up: "#/" + language + "/where/" + need,
    body: [needLine(need), linesPart(need),
      parts.length ? parts : noRoad("/where/" + need, "here", say("Where are you?"))],
  };
}

/** A link may be of another map. */
function noRoad(screen, drawing, words) {
  return [make("p", null, say("This map has no road.")),
    linkTo("#/" + language + screen, "wide", withIcon(drawing, words))];
}

function besideLeg(place, leg) {
  return (place.w || []).find(([corridor, km]) => corridor === leg.corridor && km >= leg.start_km && km <= leg.end_km);
}

async function placesOnLeg(leg, fits) {
  const near = index.tiles.map((tile, number) => ({ number, box: tile.box })).filter(({ box }) => boxesMeet(box, leg.box));
  const places = (await loadTiles(near.map(({ number }) => number))).filter(fits);
  const beside = places.filter((place) => besideLeg(place, leg))
    .sort((one, other) => besideLeg(one, leg)[1] - besideLeg(other, leg)[1]);
  return { beside, areas: places.filter((place) => place.a && boxesMeet(place.b, leg.box)) };
}

/** A kilometre of the road and how far off it a place lies. */
function besideWords(place, [, km, metres]) {
  return withDoubt(place, metres < BESIDE_ROAD_M ? say("Kilometre {km}, beside the road", { km: Math.round(km) })
    : say("Kilometre {km}, about {length} off the road", { km: Math.round(km), length: aboutLength(metres) }));
}

async function legScreen(need, number) {
  const leg = index.legs[Number(number)];
  if (!leg) {
    return missingScreen();
  }
  const { beside, areas } = await placesOnLeg(leg, (place) => givesOrMay(place, need));
  const rows = beside.map((place) => make("li", null, entry(place, need, besideWords(place, besideLeg(place, leg)))));
  return {
    title: legName(leg), up: "#/" + language + "/legs/" + need,
    body: [needLine(need), rows.length ? null : make("p", null, say("No place is shown for this on this part of the road.")),
      make("ol", { class: "plain entries" }, rows),
      areas.length ? part(say("In an area of this road"), entries(areas, need)) : null],
  };
}
