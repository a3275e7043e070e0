// Names under symbols, only where they cover nothing: what has no room for its name still has its symbol.

// From here on there is room for them; farther away the names are those of the towns.
const NAMES_FROM_ZOOM = 11;
const NAME_FONT = "600 14px " + LETTERS;
const LONGEST_NAME = 28;
const LONGEST_AREA = 60;
const LINE_PX = 18;

function shortened(name, longest) {
  const letters = Array.from(name);
  return letters.length > longest ? letters.slice(0, longest - 1).join("") + "…" : name;
}

/** Writes those names `{name, x, y}`, x in their middle, that meet none of the boxes `taken` so far. */
function writeNames(pen, names, taken) {
  pen.font = NAME_FONT;
  pen.textBaseline = "middle";
  pen.textAlign = "center";
  pen.lineJoin = "round";
  for (const { name, x, y } of names) {
    const half = pen.measureText(name).width / 2;
    const box = [x - half, y - LINE_PX / 2, x + half, y + LINE_PX / 2];
    if (!taken.some((other) => meets(box, other))) {
      taken.push(box);
      writeName(pen, name, x, y);
    }
  }
}

function writeName(pen, words, x, y) {
  pen.strokeStyle = "#fff";
  pen.lineWidth = 5;
  pen.strokeText(words, x, y);
  pen.fillStyle = "#00254d";
  pen.fillText(words, x, y);
}

function meets(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
