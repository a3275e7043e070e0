// The strokes of the map's own signs: the road of the corridor, areas, numbers, where a person is.

const AREA_LEAST_PX = 16;

function drawCorridors(pen, corridors, spot) {
  pen.lineWidth = 9;
  pen.lineJoin = "round";
  pen.strokeStyle = "rgba(255, 196, 0, .65)";
  for (const corridor of corridors) {
    pen.beginPath();
    corridor.line.forEach(([x, y]) => pen.lineTo(...spot(x, y)));
    pen.stroke();
  }
}

/** An area's box on the canvas, never smaller than an eye can find: `[left, top, right, bottom]`. */
function areaBox([west, south, east, north], spot) {
  const [left, bottom] = spot(west, south);
  const [right, top] = spot(east, north);
  const wider = Math.max(0, AREA_LEAST_PX - (right - left)) / 2;
  const taller = Math.max(0, AREA_LEAST_PX - (bottom - top)) / 2;
  return [left - wider, top - taller, right + wider, bottom + taller];
}

function drawArea(pen, [left, top, right, bottom], isChosen) {
  pen.fillStyle = isChosen ? "rgba(255, 210, 0, .3)" : "rgba(255, 255, 255, .25)";
  pen.fillRect(left, top, right - left, bottom - top);
  for (const [color, width, dash] of [["#fff", 5, []], ["#111", 2.5, [8, 5]]]) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.strokeRect(left, top, right - left, bottom - top);
  }
  pen.setLineDash([]);
}

function drawNumber(pen, count, x, y) {
  circle(pen, x, y, 19, "#fff");
  circle(pen, x, y, 17, "#111");
  pen.fillStyle = "#fff";
  pen.font = "700 " + (count > 999 ? 12 : 15) + "px " + LETTERS;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(String(count), x, y + 0.5);
}

function drawRing(pen, x, y) {
  circle(pen, x, y, 24, "#111");
  circle(pen, x, y, 21, "#ffd200");
}

function drawHere(pen, x, y) {
  circle(pen, x, y, 12, "#fff");
  circle(pen, x, y, 10, "#0050c8");
  circle(pen, x, y, 4, "#fff");
}

function circle(pen, x, y, radius, color) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = color;
  pen.fill();
}
