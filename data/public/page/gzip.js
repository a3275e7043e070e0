// How a file of the map is brought: packed, a quarter of the data whatever the server, or as the script it is.

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

function runScript(path) {
  const script = make("script", { src: ofThisVersion(path) });
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(path));
    document.head.appendChild(script);
  }).finally(() => script.remove());
}
