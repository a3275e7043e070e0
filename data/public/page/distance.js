// How far a place is on foot and by road: about, rounded up, and never nothing.

const WALK_M_S = 4500 / 3600;
// Off the main roads a car goes slowly.
const LANE_M_S = 20000 / 3600;
// A way is longer than the straight line.
const DETOUR = 1.3;
const NEAR_M = 2000;
const TO_ROAD_M = 5000;
const CROSSINGS = 4;
// Queues, papers and the law lie between: what is on this side comes first, where it is not much farther.
const BORDER_M = 5000;

/** What is reached from a place over the main roads; null where the roads are not here or none is near. */
function reachFrom(here) {
  if (!roadGraph) {
    return null;
  }
  if (!here.reach) {
    const starts = nearestNodes(roadGraph, here, CROSSINGS, TO_ROAD_M);
    here.reach = {
      metres: shortest(roadGraph, starts.map(([node, metres]) => [node, metres * DETOUR]), 1),
      seconds: shortest(roadGraph, starts.map(([node, metres]) => [node, metres * DETOUR / LANE_M_S]), 2),
    };
  }
  return here.reach;
}

/** Whether a border lies between; null where one of the countries is not known, as near a border: then one may. */
function isAcross(here, place) {
  return here.country && place.c ? here.country !== place.c : null;
}

/** `{metres, walk, drive}` from here to a place: seconds; null where not known: without `walk` the line is straight. */
function howFar(here, place) {
  const straight = straightMetres(here, place);
  const across = isAcross(here, place);
  if (across !== false) {
    // The nearest way over a river that is the border may be no way at all.
    return { metres: straight, walk: null, drive: null, across };
  }
  if (straight <= NEAR_M) {
    return { metres: straight * DETOUR, walk: straight * DETOUR / WALK_M_S, drive: null };
  }
  // A river or a ridge may lie between: nobody is told hours over a way that nobody knows.
  const unknown = { metres: straight, walk: null, drive: null };
  const reach = reachFrom(here);
  if (!reach) {
    return unknown;
  }
  const ends = nearestNodes(roadGraph, place, CROSSINGS, TO_ROAD_M);
  const metres = Math.min(Infinity, ...ends.map(([node, off]) => reach.metres[node] + off * DETOUR));
  const seconds = Math.min(Infinity, ...ends.map(([node, off]) => reach.seconds[node] + off * DETOUR / LANE_M_S));
  if (metres === Infinity) {
    return unknown;
  }
  return { metres, walk: metres / WALK_M_S, drive: seconds === Infinity ? null : seconds };
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

function shortWay(far) {
  const length = aboutLength(far.metres);
  if (far.across) {
    return say("About {length} in a straight line, across the border", { length });
  }
  if (far.across === null) {
    return say("About {length} in a straight line; the border may lie between", { length });
  }
  if (far.walk === null) {
    return say("About {length} in a straight line", { length });
  }
  if (far.walk <= 2 * 3600 || far.drive === null) {
    return far.walk <= LONGEST_WALK_S
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
  return (far.walk === null ? far.metres * DETOUR : far.metres) + (far.across ? BORDER_M : 0);
}
