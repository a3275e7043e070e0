// Straight distances. The page knows the phone's position only here, in its memory, and gives it to nobody.

const EARTH_M = 6371008.8;

function radians(degrees) {
  return degrees * Math.PI / 180;
}

/** Metres between two points, `{x: lon, y: lat}` in degrees. */
function straightMetres(one, other) {
  const high = Math.sin(radians(other.y - one.y) / 2);
  const wide = Math.sin(radians(other.x - one.x) / 2);
  const share = high * high + Math.cos(radians(one.y)) * Math.cos(radians(other.y)) * wide * wide;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(share)));
}

/** Metres from a point to the nearest edge of a box, `[west, south, east, north]`; 0 inside. */
function metresToBox(point, [west, south, east, north]) {
  const nearest = { x: Math.min(Math.max(point.x, west), east), y: Math.min(Math.max(point.y, south), north) };
  return straightMetres(point, nearest);
}

function boxesMeet(one, other) {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

/** Where on a corridor a point lies: `{km, metres}` of the nearest point of its line. */
function onCorridor(corridor, point) {
  let best = { km: 0, metres: Infinity };
  for (let step = 0; step + 1 < corridor.line.length; step++) {
    const found = onPiece(corridor, step, point);
    if (found.metres < best.metres) {
      best = found;
    }
  }
  return best;
}

function onPiece(corridor, step, point) {
  const [x, y] = corridor.line[step];
  const [ex, ey] = corridor.line[step + 1];
  const shrink = Math.cos(radians(point.y));
  const [dx, dy] = [(ex - x) * shrink, ey - y];
  const length = dx * dx + dy * dy;
  const share = length ? Math.min(1, Math.max(0, ((point.x - x) * shrink * dx + (point.y - y) * dy) / length)) : 0;
  const on = { x: x + share * (ex - x), y: y + share * (ey - y) };
  const km = corridor.at[step] + share * (corridor.at[step + 1] - corridor.at[step]);
  return { km, metres: straightMetres(point, on) };
}
