// What the page says, in the reader's language, or the one it had where that did not come. The English sentences are the keys.

const LANGUAGES = ["es", "en", "fr", "ht", "pt", "mam"];
const catalogues = { en: {} };
let language = "es";
// Of a language that did not come it is told in itself; in Mam nobody has written it yet.
const NOT_HERE = {
  es: "Este idioma todavía no está en este teléfono. Llega cuando hay conexión.",
  fr: "Cette langue n’est pas encore dans ce téléphone. Elle vient quand il y a une connexion.",
  ht: "Lang sa a poko nan telefòn sa a. L ap vini lè gen koneksyon.",
  pt: "Este idioma ainda não está neste telefone. Ele chega quando há conexão.",
};

/** Returns a sentence in the reader's language, with `{name}` replaced once: a value is never looked into again. */
function say(sentence, values) {
  const words = catalogues[language] || catalogues.es || {};
  const text = Object.prototype.hasOwnProperty.call(words, sentence) ? words[sentence] : sentence;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : text;
}

function keepWords(code, words) {
  catalogues[code] = words;
}

function wordsPath(code) {
  return "words-" + code + ".js";
}

async function loadWords(code) {
  if (!catalogues[code]) {
    await addFile(wordsPath(code), () => Boolean(catalogues[code]));
  }
}

/** Those that came before the index and are of another map: they are asked for again. */
function forgetWords() {
  Object.keys(catalogues).filter((code) => code !== "en").forEach((code) => {
    delete catalogues[code];
    asked.delete(wordsPath(code));
  });
}

/** Speaks a language from then on, or where its words do not come the one spoken so far, one that is kept, or English. */
async function speak(code) {
  const comes = (each) => loadWords(each).then(() => true, () => false);
  const firsts = [...new Set([code, language, "es"])];
  const met = await firstThat(comes, firsts) || await firstThat(comes, await keptLanguages()) || "en";
  language = met;
  document.documentElement.lang = catalogues[met][""] || met;
}

async function firstThat(fits, list) {
  for (const each of list) {
    if (await fits(each)) {
      return each;
    }
  }
  return null;
}

/** Said where the address names a language of this map and another is spoken. */
function notHere(code) {
  const own = NOT_HERE[code] ? code : "es";
  return code === language ? null : make("p", { class: "mark", lang: own }, NOT_HERE[own]);
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
