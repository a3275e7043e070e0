// The ground comes as text, is turned back into an archive of tiles and read from memory: nothing is fetched.

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    bytes[at] = text.charCodeAt(at);
  }
  return bytes;
}

function sourceOf(bytes) {
  return {
    getKey: () => "ground",
    getBytes: (offset, length) => Promise.resolve({ data: bytes.buffer.slice(offset, offset + length) }),
  };
}

/** Opens an archive: `{archive, mostZoom}`; fails where it is cut or is none. */
async function openArchive(base64) {
  const bytes = bytesOf(base64);
  // The library has a reader of archives and no name for it; the one inside a source of its own reads from us instead.
  const archive = new protomapsL.PmtilesSource("ground", true).p;
  archive.source = sourceOf(bytes);
  const header = await archive.getHeader();
  if (header.tileDataOffset + header.tileDataLength > bytes.length) {
    throw new RangeError("cut");
  }
  return { archive, mostZoom: header.maxZoom };
}

/** The archive as the library asks for it: a tile that cannot be read is told once and drawn empty. */
function watchedArchive(archive, onDamage) {
  const reading = (z, x, y, signal) => archive.getZxy(z, x, y, signal).catch((error) => {
    if (error.name === "AbortError") {
      throw error;
    }
    onDamage();
  });
  return { getZxy: reading };
}
