// What the page says, in the reader's language. The English sentences are the keys; a language that did not come is said in Spanish.

const LANGUAGES = ["es", "en", "fr", "ht", "pt", "mam"];
const catalogues = { en: {} };
let language = "es";

/** Returns a sentence in the reader's language, with `{name}` replaced once: a value is never looked into again. */
function say(sentence, values) {
  const words = catalogues[language] || catalogues.es || {};
  const text = Object.prototype.hasOwnProperty.call(words, sentence) ? words[sentence] : sentence;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : text;
}

function keepWords(code, words) {
  catalogues[code] = words;
}

async function loadWords(code) {
  if (!catalogues[code]) {
    await addFile("words-" + code + ".js", () => Boolean(catalogues[code]));
  }
}

/** Loads what a language needs and speaks it from then on; without its words in Spanish, without those in English. */
async function speak(code) {
  await loadWords(code).catch(() => loadWords("es")).catch(() => undefined);
  language = code;
  const met = [code, "es", "en"].find((each) => catalogues[each]);
  document.documentElement.lang = catalogues[met][""] || met;
}

/** Languages of this bundle: `{code, reviewed}`, ours alone, in our order. */
function spokenLanguages() {
  const told = index.languages || LANGUAGES.map((code) => ({ code, reviewed: false }));
  return LANGUAGES.map((code) => told.find((entry) => entry.code === code)).filter(Boolean);
}

function isReviewed(code) {
  return code === "en" || spokenLanguages().some((entry) => entry.code === code && entry.reviewed);
}

/** A number as people write it: at most one decimal, the comma or point of the language. */
function amount(value) {
  const text = String(Math.round(value * 10) / 10);
  return language === "en" ? text : text.replace(".", ",");
}
