// Kept in the phone: a small part by itself, all of it when a person asks for it. Only where the page came over http(s).

const canKeep = isServed && "serviceWorker" in navigator && window.isSecureContext;

// The first list comes before all keeping.
const WAIT_MS = 2500;
let isKeeping = false;
let languageKept = null;

function startKeeping() {
  if (!canKeep) {
    return;
  }
  // From a file the browser would refuse it, with an error.
  document.head.appendChild(make("link", { rel: "manifest", href: "manifest.webmanifest" }));
  setTimeout(() => {
    navigator.serviceWorker.register("sw.js").then((keepers) => {
      heedKeepers(keepers);
      // What was loaded before there was a keeper, it has not seen.
      return askKeeper([...asked.keys()].map(asSent));
    }).then(() => {
      isKeeping = true;
      return LANGUAGES.includes(pieces()[0]) ? keepLanguage() : null;
    }).catch(() => keepersHere || lookAtServer());
  }, WAIT_MS);
}

/** The sheets are for where there is no internet: they are kept as soon as a language is chosen. */
async function keepLanguage() {
  if (isKeeping && languageKept !== language) {
    languageKept = language;
    await askKeeper([wordsPath(language), sheetsPath()].map(asSent));
  }
}

/** Asks the keeper to keep paths, or all with "keep"; it answers `{kept, count, total}`: whether it has all, its files. */
async function askKeeper(question) {
  const ready = await navigator.serviceWorker.ready;
  await handingOver;
  return answerOf(ready.active, question);
}

function answerOf(keeper, question) {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => resolve(data);
    keeper.postMessage(question, [channel.port2]);
  });
}

/** The languages whose words a phone has, ours alone. */
async function keptLanguages() {
  const found = canKeep ? await Promise.all(LANGUAGES.map((code) => caches.match(asSent(wordsPath(code))))) : [];
  return LANGUAGES.filter((code, at) => found[at]);
}

function keepPart() {
  if (!canKeep) {
    return null;
  }
  const told = make("p", { role: "status" });
  const act = button("wide strong", keepAll, withIcon("keep", say("Keep all lists in this phone")));
  const show = ({ kept, count, total }) => {
    refill(told, kept ? say("All lists are in this phone and work without internet. The map is kept where you look at it.")
      : say("{count} of {total} files are in this phone.", { count, total }));
    act.hidden = kept;
  };
  function keepAll() {
    refill(told, say("Loading… Stay on this page."));
    askKeeper("keep").then(show);
  }
  askKeeper([]).then(show);
  return part(say("Without internet"), told, act);
}
