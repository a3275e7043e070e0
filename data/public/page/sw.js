// Keeps the files of one version of this page, and answers from them first. It speaks to no other host.

const VERSION = "__VERSION__";
// A page asks for these packed where it can unpack them.
const FILES = __FILES__.map(asSent);
// Needed for any screen; the rest is kept as it is used, or all at once when a person asks for it.
const FIRST = ["index.html", "app.css", "app.js", "icon.svg", "manifest.webmanifest"];
// The ground of a map is heavy: it is kept where a person looks at it, and is never part of "all".
const GROUND = /^map\/ground-(\d+)\.js(?:\.gz)?$/;
// Stands among what is kept once a person asked for all of it and got it.
const ALL = "all";
const PREFIX = "alcance " + self.registration.scope + " ";
const CACHE = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  // A page that is told of a newer map asks past what is kept.
  if (event.request.method === "GET" && event.request.cache !== "reload" && path !== null) {
    event.respondWith(isForAnotherMap(event.request.url, path) ? ofAnotherMap() : fromHere(path));
  }
});

/** Until this is done the older map's keeper goes on serving all it has: it ends only where no less is kept by then. */
async function install() {
  const cache = await caches.open(CACHE);
  await keepFirst(cache);
  await keep(cache, asSent("index.js"));
  for (const old of await olderCaches()) {
    for (const path of await asInThisMap(old, cache)) {
      await keep(cache, path);
    }
    if (await old.match(addressOf(ALL))) {
      await cache.put(addressOf(ALL), new Response());
    }
  }
}

/** The page's own files say nothing of their map: what came counts if the server still has this one afterwards. */
async function keepFirst(cache) {
  const left = (await missing(cache)).filter((path) => FIRST.includes(path));
  await cache.addAll(left.map(fresh));
  if (left.length && !(await isServedNow())) {
    await caches.delete(CACHE);
    throw new Error(VERSION);
  }
}

/** Keeps a file of this map; throws where it does not come, or is of another. */
async function keep(cache, path) {
  if (await cache.match(addressOf(path))) {
    return;
  }
  const got = await bring(path);
  if (!got || !got.ok) {
    throw new Error(path);
  }
  await cache.put(addressOf(path), got);
}

/** What the server answers, or null for a file of another map. */
async function bring(path) {
  const got = await fetch(fresh(path));
  if (!got.ok || await isOfThisMap(path, got.clone())) {
    return got;
  }
  // To a server that goes by their day alone, the file of an older map in the browser's store may be the same.
  const anew = await isServedNow() ? await fetch(addressOf(path), { cache: "reload" }) : null;
  return anew && anew.ok && await isOfThisMap(path, anew.clone()) ? anew : null;
}

async function isOfThisMap(path, got) {
  return OF_VALUES.test(path) ? (await unpackedText(await got.blob())).includes(VERSION) : isServedNow();
}

/** Whether the server has this map and no other; without a connection nobody knows, and nothing new is kept. */
async function isServedNow() {
  const got = await fetch(addressOf("version.txt"), { cache: "no-store" }).catch(() => null);
  return Boolean(got && got.ok) && (await got.text()).trim() === VERSION;
}

function addressOf(path) {
  return new URL(path, self.registration.scope).href;
}

/** The browser's own store may hold another version: the server is asked, and answers shortly where it is the same. */
function fresh(path) {
  return new Request(addressOf(path), { cache: "no-cache" });
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) {
      await caches.delete(name);
    }
  }
  await self.clients.claim();
}

/** The file of this page that a request asks for, or null. */
function pathOf(request) {
  const scope = self.registration.scope;
  const url = request.url.split(/[?#]/)[0];
  if (!url.startsWith(scope)) {
    return null;
  }
  const path = url.slice(scope.length) || "index.html";
  return FILES.includes(path) || GROUND.test(path) ? path : null;
}

/** A page of another map, still open in some tab, says so in what it asks for. */
function isForAnotherMap(url, path) {
  const [, version = VERSION] = /\?([^#]+)/.exec(url) || [];
  return /\.js(?:\.gz)?$/.test(path) && version !== VERSION;
}

/** Tells a page that a file is of another map than itself. */
function ofAnotherMap() {
  return new Response("ALCANCE.version(\"\");\n", { headers: { "Content-Type": "text/javascript" } });
}

/** What is kept, or the server's own file: an old one out of the browser's store would be kept under the new version. */
async function fromHere(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(addressOf(path));
  if (kept) {
    return kept;
  }
  const got = await bring(path);
  if (got && got.ok) {
    await cache.put(addressOf(path), got.clone());
  }
  return got || ofAnotherMap();
}

/** Takes the older keeper's place when a person asks for the newer map, or says which map it keeps. Else says how much is kept; first loads what is missing of the paths it is given, or of all for "keep", one by one. */
async function answer({ data, ports }) {
  if (data === "take over") {
    await self.skipWaiting();
  } else if (data === "which") {
    ports[0].postMessage(VERSION);
  } else {
    ports[0].postMessage(await keepAsked(data));
  }
}

async function keepAsked(asked) {
  const cache = await caches.open(CACHE);
  const wanted = (await missing(cache)).filter((path) => asked === "keep" || asked.includes(path));
  // Where another map is served nobody pays for files that would be of no use.
  for (const path of wanted.length && await isServedNow() ? wanted : []) {
    await keep(cache, path).catch(() => undefined);
  }
  const left = (await missing(cache)).length;
  if (asked === "keep" && left === 0) {
    await cache.put(addressOf(ALL), new Response());
  }
  return { kept: left === 0, count: FILES.length - left, total: FILES.length };
}

async function missing(cache) {
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  return FILES.filter((path) => !kept.has(addressOf(path)));
}
