// Whether there is a newer map than the page that is open, and how it comes in its place.

const LOOK_AGAIN_MS = 5 * 60000;
// Where another tab wakes the older keeper, Chromium ends it when it has rested for some 45 s.
const TURN_MS = 60000;
let keepersHere = null;
// Until the older keeper has ended this page asks it nothing: a question wakes it, and it forgets that it is to end.
let handingOver = null;
let isNewerKnown = false;
// With the page itself the browser looks for a new keeper.
let lookedAt = Date.now();

function startLooking() {
  if (!isServed) {
    return;
  }
  if (canKeep) {
    navigator.serviceWorker.getRegistration().then((keepers) => keepers && heedKeepers(keepers)).catch(() => undefined);
  } else {
    setTimeout(lookAtServer, WAIT_MS);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - lookedAt > LOOK_AGAIN_MS) {
      lookedAt = Date.now();
      (keepersHere ? keepersHere.update() : lookAtServer()).catch(() => undefined);
    }
  });
}

/** As long as its answer to whether it changed would be; and that goes by length and day, which may be the same. */
function lookAtServer() {
  return fetch("version.txt", { cache: "no-store" }).then((got) => (got.ok ? got.text() : ""))
    .then((text) => tellNewer(text.trim())).catch(() => undefined);
}

/** A keeper of another map that comes, waits for its turn or took over in another tab. One that comes may soon give up. */
function heedKeepers(keepers) {
  const heed = (keeper) => keeper && answerOf(keeper, "which").then(tellNewer);
  const heedComing = () => keepers.active && keepers.installing && lookAtServer();
  if (!keepersHere) {
    keepersHere = keepers;
    keepers.addEventListener("updatefound", heedComing);
    navigator.serviceWorker.addEventListener("controllerchange", () => heed(navigator.serviceWorker.controller));
    heed(keepers.waiting);
    heedComing();
  }
}

function tellNewer(version) {
  // A network that first wants a sign-in answers with a page of its own.
  if (/^\w+$/.test(version) && version !== index.version && !isNewerKnown) {
    isNewerKnown = true;
    tell(say("There is a newer map"));
    showNewer();
  }
}

/** Below the screen and always in sight: what a thumb is on does not move. */
function showNewer() {
  refill(document.getElementById("newer"), isNewerKnown ? newerPart("inline", say("There is a newer map")) : null);
}

function newerPart(look, words) {
  const told = make("p", { role: "status" }, words);
  const act = button(look, load, say("Load the newer map"));
  async function load() {
    refill(told, say("Loading… Stay on this page."));
    if (!await loadNewer().catch(() => false)) {
      refill(told, say("There may be no connection now."));
    }
  }
  return [told, act];
}

/** Opens the map the server holds now: past what the keeper, or else the browser, has of the older one. */
async function loadNewer() {
  const keepers = canKeep ? await navigator.serviceWorker.getRegistration() : null;
  const next = keepers && await nextKeeper(keepers);
  handingOver = next && takesOver(next);
  const isIn = next ? await handingOver : await comesAnew();
  if (isIn) {
    location.reload();
  }
  return isIn;
}

/** The keeper of the newer map; it may be whole already, and then no connection is needed. */
async function nextKeeper(keepers) {
  const found = keepers.waiting || keepers.installing ? keepers : await keepers.update();
  return found.waiting || found.installing;
}

/** It takes its turn when it holds what the older one does; false where that does not come. */
function takesOver(keeper) {
  return new Promise((resolve) => {
    const heed = () => {
      if (keeper.state === "redundant") {
        resolve(false);
      } else if (keeper.state === "installed") {
        setTimeout(resolve, TURN_MS, false);
      }
    };
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
    keeper.addEventListener("statechange", heed);
    heed();
    keeper.postMessage("take over");
  });
}

async function comesAnew() {
  const anew = (path) => fetch(path, { cache: "reload" }).then(() => true, () => false);
  return (await Promise.all(["index.html", "app.css", "app.js", asSent("index.js")].map(anew))).every(Boolean);
}
