// The files of the map come packed over http where the phone can unpack them: a quarter of the data, whatever the server.

// From a file nothing may be fetched.
const isServed = /^https?:$/.test(location.protocol);
const canUnpack = isServed && typeof DecompressionStream === "function";
// Scripts that only hand values over; the keeper is given the same.
const OF_VALUES = /^(?:index\.js|words-|sheets-|places\/|corridors\.js|borders\.js|roads\.js|map\/ground-)/;
const HANDED_OVER = /^ALCANCE\.(\w+)\((.*)\);$/gm;

/** The path under which a file is asked for first. */
function asSent(path) {
  return canUnpack && OF_VALUES.test(path) ? path + ".gz" : path;
}

/** Brings a file: unpacked here or, where that does not work, as the script it is. */
function bringFile(path) {
  return asSent(path) === path ? runScript(path) : runPacked(path).catch(() => runScript(path));
}

async function runPacked(path) {
  const got = await fetch(ofThisVersion(asSent(path)));
  if (!got.ok) {
    throw new Error(path);
  }
  for (const [, name, values] of (await unpackedText(await got.blob())).matchAll(HANDED_OVER)) {
    ALCANCE[name](...JSON.parse("[" + values + "]"));
  }
}

async function unpackedText(blob) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  // Some servers say that it is packed, and the browser has unpacked it by now.
  const isPacked = first === 0x1f && second === 0x8b;
  const stream = blob.stream();
  return new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).text();
}

function runScript(path) {
  const script = make("script", { src: ofThisVersion(path) });
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(path));
    document.head.appendChild(script);
  }).finally(() => script.remove());
}
