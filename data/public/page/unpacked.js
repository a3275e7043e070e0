// Places come packed: what several of a tile have in common stands once in a table, what they ask as a letter each.

const SHARED = ["k", "s", "m", "c", "o", "h", "hx", "l", "q", "f"];
const LETTERS = { y: "yes", n: "no" };

/** A place as it was: a number where there is none by itself is a position in the table. */
function unpackedPlace(place, table, questions) {
  const whole = Object.assign({}, place);
  SHARED.filter((name) => typeof place[name] === "number").forEach((name) => { whole[name] = table[place[name]]; });
  if (typeof place.d === "string") {
    whole.d = {};
    questions.forEach((name, at) => { whole.d[name] = LETTERS[place.d[at]]; });
  }
  return whole;
}
