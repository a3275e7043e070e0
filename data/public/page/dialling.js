// Which of what somebody typed is one number that a phone may dial. The same parts are taken apart where the map is made.

const BETWEEN = /[;,/|\n]|\s(?:y|o|and|or|e|ou|et|oswa|ak)\s/i;
// A number, and the extension a person asks for after it: a phone must not dial that.
const DIALLED = /^([+(]?[\d\s().+-]+?)[\s.]*(?:\b(?:extensi[oó]n|ext|opci[oó]n|op|poste|ramal|x)\b[.:]?\s*\d+)?$/i;
// 555-1234 555-5678, or 066 911: two numbers with nothing between them.
const TWO = /^\S*\d-\d\S*\s+\S*\d-\d\S*$|^\d{3}\s+\d{3}$/;
// 22223333.0 of a spreadsheet, and 14.0120: degrees.
const DECIMAL = /\.\d$|^-|^(?:1[0-7]\d|180|\d{1,2})\.\d+(?:\s|$)/;

function piecesOf(text) {
  return String(text || "").split(BETWEEN).map((piece) => piece.trim()).filter(Boolean);
}

/** What a phone dials for a text, or null: a wrong number costs a person the call. */
function dialled(piece) {
  const match = DIALLED.exec(piece);
  if (!match || TWO.test(match[1]) || DECIMAL.test(match[1])) {
    return null;
  }
  // (+504) 2222-3333, and the nought that is dialled within the country alone: +44 (0)20.
  const plain = match[1].replace(/^\(\+(\d{1,3})\)/, "+$1 ").replace(/^(\+\d{1,3})\s*\(0\)/, "$1 ");
  const number = plain.replace(/[\s().-]/g, "");
  // A number of one's own country has 12 digits at most, with the code of another 15.
  const whole = /^(?:\d{5,12}|00\d{8,13}|\+\d{7,15})$/.test(number);
  return whole || /^\d{3,4}$/.test(match[1]) ? number : null;
}

// In our own sentences: 800 911 2000, and the short codes of the corridor; not 200 languages, 72 hours or a year.
const IN_A_SENTENCE = /((?:\b1 )?\b\d{3} \d{3,4} \d{3,4}\b|\b(?:911|[01]\d\d|15\d\d)\b)/;

/** A sentence cut at its numbers: every second part is one. */
function partsWithNumbers(text) {
  return text.split(IN_A_SENTENCE);
}
