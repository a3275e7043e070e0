// How far a place is on foot and by road: about, rounded up, and never nothing.

const WALK_M_S = 4500 / 3600;
// Off the main roads a car goes slowly.
const LANE_M_S = 20000 / 3600;
// A way is longer than the straight line.
const DETOUR = 1.3;
const NEAR_M = 2000;
const TO_ROAD_M = 5000;
// As far as a way around is followed, and how much longer than the straight line it may be.
const AROUND_M = 12000;
const MOST_AROUND = 3;
const CROSSINGS = 4;
// From a position that is known no better nobody is told a time.
const MOST_OFF_M = 2000;
// Queues, papers and the law lie between: what is on this side comes first, where it is not much farther.
const BORDER_M = 5000;

/** What is reached from a place over the main roads; null where the roads are not here or none is near. */
function reachFrom(here) {
  if (!roadGraph) {
    return null;
  }
  if (!here.reach) {
    const near = nearestNodes(roadGraph, here, CROSSINGS, TO_ROAD_M).map(([node, off]) => [node, off * DETOUR]);
    const starts = (metresACost) => near.map(([node, metres]) => [node, metres / metresACost, metres]);
    here.reach = {
      walk: shortest(roadGraph, starts(1), ON_FOOT, here.country),
      drive: shortest(roadGraph, starts(LANE_M_S), BY_CAR, here.country),
    };
  }
  return here.reach;
}

/** Whether a border lies between; null where one of the countries is not known, as near a border: then one may. */
function isAcross(here, place) {
  return here.country && place.c ? here.country !== place.c : null;
}

/** `{metres, walk, drive}` from here to a place: seconds; null where not known: without either the line is straight. */
function howFar(here, place) {
  const straight = straightMetres(here, place);
  const across = isAcross(here, place);
  if (across !== false) {
    // The nearest way over a river that is the border may be no way at all.
    return { metres: straight, walk: null, drive: null, across };
  }
  // A river or a ridge may lie between: nobody is told hours over a way that nobody knows.
  const unknown = { metres: straight, walk: null, drive: null };
  if (here.off > MOST_OFF_M) {
    return unknown;
  }
  if (straight <= NEAR_M) {
    return isFarAround(here, place, straight) ? unknown
      : { metres: straight * DETOUR, walk: straight * DETOUR / WALK_M_S, drive: null };
  }
  const reach = reachFrom(here);
  return (reach && byRoad(reach, nearestNodes(roadGraph, place, CROSSINGS, TO_ROAD_M))) || unknown;
}

function isStraight(far) {
  return far.walk === null && far.drive === null;
}

/** The way over the roads; null where there is none. Who is told a time on foot is told the length of that way. */
function byRoad(reach, ends) {
  const onFoot = Math.min(Infinity, ...ends.map(([node, off]) => reach.walk.cost[node] + off * DETOUR));
  const byCar = ends.map(([node, off]) => (
    { seconds: reach.drive.cost[node] + off * DETOUR / LANE_M_S, metres: reach.drive.metres[node] + off * DETOUR }))
    .reduce((best, each) => (each.seconds < best.seconds ? each : best), { seconds: Infinity, metres: Infinity });
  if (onFoot === Infinity && byCar.seconds === Infinity) {
    return null;
  }
  const walk = onFoot === Infinity ? null : onFoot / WALK_M_S;
  return {
    metres: isWalked({ walk }) || byCar.seconds === Infinity ? onFoot : byCar.metres,
    walk,
    drive: byCar.seconds === Infinity ? null : byCar.seconds,
  };
}

/** Whether water may lie between near points: the roads beside both lead far around, or are not joined. */
function isFarAround(here, place, straight) {
  const [start, end] = roadGraph ? [here, place].map((point) => nearestNodes(roadGraph, point, 1, NEAR_M)[0]) : [];
  if (!start || !end || start[0] === end[0]) {
    return false;
  }
  if (!here.around) {
    here.around = shortest(roadGraph, [[start[0], 0, 0]], METRES, here.country, AROUND_M).cost;
  }
  const road = here.around[end[0]];
  const [from, to] = [start[0], end[0]].map((node) => ({ x: roadGraph.x[node], y: roadGraph.y[node] }));
  // Far from any road its detour says nothing of the way between the two.
  return road + start[1] + end[1] > MOST_AROUND * straight && road > 2 * straightMetres(from, to);
}

/** Minutes and hours, up to the next five minutes; up to the next hour from ten hours on. */
function aboutTime(seconds) {
  const minutes = Math.max(5, Math.ceil(seconds / 300) * 5);
  if (minutes < 60) {
    return say("{minutes} min", { minutes });
  }
  if (minutes > 600) {
    return say("{hours} h", { hours: Math.ceil(minutes / 60) });
  }
  const rest = minutes % 60;
  const hours = (minutes - rest) / 60;
  return rest ? say("{hours} h {minutes} min", { hours, minutes: rest }) : say("{hours} h", { hours });
}

/** Metres and kilometres, rounded up: to 100 m, from 1 km on to half a kilometre, from 10 km on to a whole one. */
function aboutLength(metres) {
  if (metres <= 900) {
    return say("{metres} m", { metres: Math.max(100, Math.ceil(metres / 100) * 100) });
  }
  const step = metres < 10000 ? 500 : 1000;
  return say("{km} km", { km: amount(Math.ceil(metres / step) * step / 1000) });
}

/** Nobody walks for more than a day at a stretch: beyond it only the way by road is told. */
const LONGEST_WALK_S = 8 * 3600;

function isWalked({ walk }) {
  return walk !== null && walk <= LONGEST_WALK_S;
}

function shortWay(far) {
  const length = aboutLength(far.metres);
  if (far.across) {
    return say("About {length} in a straight line, across the border", { length });
  }
  if (far.across === null) {
    return say("About {length} in a straight line; the border may lie between", { length });
  }
  if (isStraight(far)) {
    return say("About {length} in a straight line", { length });
  }
  if (far.drive === null || (far.walk !== null && far.walk <= 2 * 3600)) {
    return isWalked(far)
      ? say("About {length}, {time} on foot", { length, time: aboutTime(far.walk) })
      : say("About {length}", { length });
  }
  return say("About {length}, {time} by car or bus", { length, time: aboutTime(far.drive) });
}

/** How far an area begins; of a place inside it nothing is known, so nothing is computed. */
function toArea(here, area) {
  const metres = metresToBox(here, area.b);
  const words = metres === 0
    ? say("In this area")
    : say("The area begins about {length} away in a straight line", { length: aboutLength(metres) });
  return isHereAlone(area) ? words : words + " · " + say("The border may lie between");
}

/** Whether all of an area is in the country one is in, for sure. */
function isHereAlone({ cc }) {
  return Boolean(cc) && cc.length === 1 && cc[0] === countryHere();
}

function wayWords(here, place) {
  return place.a ? toArea(here, place) : shortWay(howFar(here, place));
}

/** What a list is sorted by: for an area the way to its edge; a straight line counts as the way it may stand for. */
function wayMetres(here, place) {
  if (place.a) {
    return metresToBox(here, place.b) * DETOUR;
  }
  const far = howFar(here, place);
  return (isStraight(far) ? far.metres * DETOUR : far.metres) + (far.across ? BORDER_M : 0);
}
