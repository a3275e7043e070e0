// What stands for a kind of place: a shape of its own, 24 × 24, so that no one has to tell colours apart.

const HEALTH = "#8a0f1e";
const DAILY = "#00366d";
const RIGHTS = "#4a1f7a";
const SYMBOLS = {
  hospital: [HEALTH, "M2 2H22V22H2ZM10 5V10H5V14H10V19H14V14H19V10H14V5Z"],
  clinic: [HEALTH, "M12 1A11 11 0 1 0 12.01 1ZM10 6V10H6V14H10V18H14V14H18V10H14V6Z"],
  health_post: [HEALTH, "M8.5 2H15.5V8.5H22V15.5H15.5V22H8.5V15.5H2V8.5H8.5Z"],
  pharmacy: [HEALTH, "M12 0L24 12L12 24L0 12ZM10.5 6.5V10.5H6.5V13.5H10.5V17.5H13.5V13.5H17.5V10.5H13.5V6.5Z"],
  mobile_clinic: [HEALTH, "M1 5H16V9H20L23 13V19H1ZM7 7V10H4V13H7V16H10V13H13V10H10V7ZM6 18A3 3 0 1 0 6.01 18ZM18 18A3 3 0 1 0 18.01 18Z"],
  shelter: [DAILY, "M12 1L23 11H20V22H4V11H1ZM9.5 14V22H14.5V14Z"],
  water: [DAILY, "M12 1C8 8 4.5 11.5 4.5 15.5A7.5 7.5 0 0 0 19.5 15.5C19.5 11.5 16 8 12 1Z"],
  food: [DAILY, "M1 11H23A11 11 0 0 1 1 11ZM7 2H9V9H7ZM11 2H13V9H11ZM15 2H17V9H15Z"],
  consulate: [RIGHTS, "M3 1H6V3H22L18 8.5L22 14H6V23H3Z"],
  legal_aid: [RIGHTS, "M12 2L23 22H1ZM10.7 9V15H13.3V9ZM10.7 17V19.5H13.3V17Z"],
  registry: [RIGHTS, "M4 1H15L20 6V23H4ZM7 9V11H17V9ZM7 13V15H17V13ZM7 17V19H17V17Z"],
  school: [RIGHTS, "M12 2L23 8L12 14L1 8ZM5 12L12 16L19 12V18L12 22L5 18Z"],
};
const OTHER = ["#222222", "M7 1H17L23 7V17L17 23H7L1 17V7ZM12 9A3 3 0 1 0 12.01 9Z"];
const SYMBOL_SIZE = 24;

/** The colour and the outline for a kind. */
function symbolOf(kind) {
  return Object.prototype.hasOwnProperty.call(SYMBOLS, kind) ? SYMBOLS[kind] : OTHER;
}

/** Draws a kind on a canvas around a point; white around it keeps it apart from what it lies on. */
function drawSymbol(pen, kind, x, y) {
  const [color, outline] = symbolOf(kind);
  const path = new Path2D(outline);
  pen.save();
  pen.translate(x - SYMBOL_SIZE / 2, y - SYMBOL_SIZE / 2);
  pen.lineWidth = 5;
  pen.lineJoin = "round";
  pen.strokeStyle = "#fff";
  pen.stroke(path);
  pen.fillStyle = "#fff";
  pen.fill(path);
  pen.fillStyle = color;
  pen.fill(path, "evenodd");
  pen.restore();
}

/** The same for the legend. */
function symbolPicture(kind) {
  const [fill, d] = symbolOf(kind);
  return drawing("svg", { viewBox: "0 0 24 24", class: "map-symbol", "aria-hidden": "true", focusable: "false" },
    drawing("path", { d, fill, "fill-rule": "evenodd" }));
}
