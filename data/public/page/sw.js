// Keeps the files of one version of this page, and answers from them first. It speaks to no other host.

const VERSION = "__VERSION__";
// A page asks for these packed where it can unpack them.
const OF_VALUES = __OF_VALUES__;
const asSent = (path) => (typeof DecompressionStream === "function" && OF_VALUES.test(path) ? path + ".gz" : path);
const FILES = __FILES__.map(asSent);
// Needed for any screen; the rest is kept as it is used, or all at once when a person asks for it.
const FIRST = ["index.html", "app.css", "app.js", "index.js", "icon.svg", "manifest.webmanifest"];
// The ground of a map is heavy: it is kept where a person looks at it, and is never part of "all".
const GROUND = /^map\/ground-\d+\.js(?:\.gz)?$/;
const PREFIX = "alcance " + self.registration.scope + " ";
const CACHE = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  // A page that is told of a newer map asks past what is kept.
  if (event.request.method === "GET" && event.request.cache !== "reload" && path !== null) {
    event.respondWith(fromHere(path));
  }
});

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FIRST.map(asSent).filter((path) => FILES.includes(path)).map(fresh));
}

/** The browser's own store may hold another version: the server is asked, and answers shortly where it is the same. */
function fresh(path) {
  return new Request(new URL(path, self.registration.scope), { cache: "no-cache" });
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

/** What is kept, or the server's own file: an old one out of the browser's store would be kept under the new version. */
async function fromHere(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(new URL(path, self.registration.scope).href);
  if (kept) {
    return kept;
  }
  const got = await fetch(fresh(path));
  if (got.ok) {
    await cache.put(new URL(path, self.registration.scope).href, got.clone());
  }
  return got;
}

/** Takes the older keeper's place when a person asks for the newer map. Else says how much is kept; first loads what is missing of the paths it is given, or of all for "keep", one by one. */
async function answer({ data, ports }) {
  if (data === "take over") {
    await self.skipWaiting();
    return;
  }
  const cache = await caches.open(CACHE);
  const isWanted = (path) => data === "keep" || data.includes(path);
  for (const path of (await missing(cache)).filter(isWanted)) {
    await cache.add(fresh(path)).catch(() => undefined);
  }
  const left = (await missing(cache)).length;
  ports[0].postMessage({ kept: left === 0, count: FILES.length - left, total: FILES.length });
}

async function missing(cache) {
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  return FILES.filter((path) => !kept.has(new URL(path, self.registration.scope).href));
}
