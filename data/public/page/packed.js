// The values of the map come packed over http where the phone can unpack them: the page and its keeper agree on it here.

// From a file nothing may be fetched.
const isServed = /^https?:$/.test(location.protocol);
const canUnpack = isServed && typeof DecompressionStream === "function";
// Scripts that only hand values over; each says of which map it is.
const OF_VALUES = /^(?:index\.js|words-|sheets-|places\/|corridors\.js|borders\.js|roads\.js|map\/ground-)/;
const HANDED_OVER = /^ALCANCE\.(\w+)\((.*)\);$/gm;

/** The path under which a file is asked for first. */
function asSent(path) {
  return canUnpack && OF_VALUES.test(path) ? path + ".gz" : path;
}

async function unpackedText(blob) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  // Some servers say that it is packed, and the browser has unpacked it by now.
  const isPacked = first === 0x1f && second === 0x8b;
  const stream = blob.stream();
  return new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).text();
}
