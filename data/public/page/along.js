// What comes next along the road: ahead the way most people travel, and behind.

const BESIDE_M = 10000;
const BESIDE_ROAD_M = 1000;
const PAST_END_M = 2000;
const NEXT = 3;

function nearCorridors() {
  return index.corridors.map((corridor, number) => Object.assign({ corridor, number }, onCorridor(corridor, here)))
    .filter(({ metres }) => metres <= BESIDE_M).sort((one, other) => one.metres - other.metres);
}

async function alongScreen(need) {
  if (!here) {
    return whereScreen(need);
  }
  await loadCorridors();
  const near = nearCorridors();
  const parts = await Promise.all(near.map((spot) => corridorPart(spot, need)));
  return {
    title: say("Next along the road"), up: "#/" + language + "/list/" + need,
    body: [needLine(need), hereLine(need), parts,
      near.length ? null : make("p", null, say("You are not near a road of this map. Choose a town on the road."))],
  };
}

async function corridorPart(spot, need) {
  const legs = corridorLegs(spot.number);
  const ends = legs.length ? [legStart(legs[0].leg), legEnd(legs[legs.length - 1].leg)] : ["", ""];
  const [ahead, behind] = await Promise.all([nextPlaces(spot, need, 1), nextPlaces(spot, need, -1)]);
  return part(spot.corridor.name,
    spot.metres < BESIDE_ROAD_M ? null
      : make("p", null, say("You are about {length} from this road.", { length: aboutLength(spot.metres) })),
    nextPart(say("Ahead, toward {town}", { town: ends[1] }), ahead, need),
    nextPart(say("Behind, toward {town}", { town: ends[0] }), behind, need));
}

function nextPart(heading, found, need) {
  const rows = found.map((next) => make("li", null, entry(next.place, need, nextWords(next))));
  return [make("h3", null, heading), rows.length ? make("ol", { class: "plain entries" }, rows)
    : make("p", null, say("No place is shown in that direction."))];
}

/** The road, and where it counts the way from the road to the place. */
function nextWords({ along, off, place }) {
  return withDoubt(place, off < BESIDE_ROAD_M ? say("About {length} along the road", { length: aboutLength(along + off) })
    : say("About {length} along the road, then {off} off it", { length: aboutLength(along), off: aboutLength(off) }));
}

/** How far ahead (`sign` 1) or behind (-1) a kilometre lies; less than nothing on the other side. */
function onward(spot, km, sign) {
  return sign * (km - spot.km);
}

/** The least way along the road to any of its pieces beside a tile; Infinity when none is on that side. */
function onwardToTile(spot, box, sign) {
  const [west, south, east, north] = box;
  const margin = 0.15;
  const wide = [west - margin, south - margin, east + margin, north + margin];
  let least = Infinity;
  spot.corridor.line.forEach(([x, y], step, line) => {
    const [ex, ey] = line[Math.min(step + 1, line.length - 1)];
    if (boxesMeet([Math.min(x, ex), Math.min(y, ey), Math.max(x, ex), Math.max(y, ey)], wide)) {
      const reach = [step, Math.min(step + 1, line.length - 1)].map((end) => onward(spot, spot.corridor.at[end], sign));
      least = Math.max(...reach) < 0 ? least : Math.min(least, Math.max(0, Math.min(...reach)));
    }
  });
  return least;
}

async function nextPlaces(spot, need, sign) {
  const tilesLeft = tilesWith(need).map((tile) => Object.assign(tile, { km: onwardToTile(spot, tile.box, sign) }))
    .filter(({ km }) => km < Infinity).sort((one, other) => one.km - other.km || one.number - other.number);
  let found = [];
  while (tilesLeft.length && !(found.length >= NEXT && whole(found[NEXT - 1]) <= tilesLeft[0].km * 1000)) {
    const places = await loadTile(tilesLeft.shift().number);
    found = found.concat(besideSpot(places, spot, need, sign));
    found.sort((one, other) => whole(one) - whole(other));
  }
  return found.slice(0, NEXT);
}

function whole({ along, off }) {
  return along + off;
}

/** Places beside the corridor on one side of a spot, metres away; what lies just there is told once, as ahead. */
function besideSpot(places, spot, need, sign) {
  return places.filter((place) => givesOrMay(place, need)).map((place) => {
    const beside = (place.w || []).find(([corridor]) => corridor === spot.number);
    return beside && !isPastEnd(beside, spot.corridor)
      ? { place, along: onward(spot, beside[1], sign) * 1000, off: beside[2] } : null;
  }).filter((next) => next && (sign > 0 ? next.along >= 0 : next.along > 0));
}

/** The nearest point of the road is its end: where the way goes on from there, and to which side, nobody knows. */
function isPastEnd([, km, metres], corridor) {
  return metres > PAST_END_M && (km <= 0 || km >= corridor.km);
}
