/**
 * Takes the place and all other notes out of a HEIC photo that this browser cannot draw. The boxes `iinf` and `iloc` say
 * which bytes are Exif or XMP; those are overwritten with zeros, and everything else stays where it is.
 */

/** @typedef {{ type: string, at: number, end: number }} Box */

/** @param {ArrayBuffer} file @returns {ArrayBuffer} */
export function withoutPlace(file) {
  const view = new DataView(file);
  try {
    const meta = boxes(view, 0, view.byteLength).find(({ type }) => type === "meta");
    if (!meta) return file;
    const parts = boxes(view, meta.at + 4, meta.end);
    const notes = notesIn(view, parts);
    // Notes that are longer together than the file are a lie that could keep this busy for hours.
    let left = view.byteLength;
    for (const { from, length } of placesOf(view, parts, notes)) {
      left -= length;
      if (left < 0) break;
      new Uint8Array(file).fill(0, from, from + length);
    }
  } catch {
    // A file that lies about its own order: the app refuses it.
  }
  return file;
}

/** @param {DataView} view @param {number} from @param {number} to @returns {Box[]} */
function boxes(view, from, to) {
  const found = [];
  for (let start = from; start + 8 <= to;) {
    const size = view.getUint32(start);
    const isLong = size === 1;
    const length = isLong ? Number(view.getBigUint64(start + 8)) : size || to - start;
    if (length < 8) break;
    const end = Math.min(start + length, to);
    found.push({ type: text(view, start + 4), at: start + (isLong ? 16 : 8), end });
    start += length;
  }
  return found;
}

/** The numbers of the items that are notes. @param {DataView} view @param {Box[]} parts */
function notesIn(view, parts) {
  const iinf = parts.find(({ type }) => type === "iinf");
  /** @type {Set<number>} */
  const notes = new Set();
  if (!iinf) return notes;
  const first = iinf.at + (view.getUint8(iinf.at) === 0 ? 6 : 8);
  for (const { type, at } of boxes(view, first, iinf.end)) {
    if (type !== "infe" || view.getUint8(at) < 2) continue;
    const isWide = view.getUint8(at) === 3;
    const item = isWide ? view.getUint32(at + 4) : view.getUint16(at + 4);
    if (["Exif", "mime"].includes(text(view, at + (isWide ? 10 : 8)))) notes.add(item);
  }
  return notes;
}

/** @param {DataView} view @param {Box[]} parts @param {Set<number>} notes */
function* placesOf(view, parts, notes) {
  const iloc = parts.find(({ type }) => type === "iloc");
  if (!iloc) return;
  const idat = parts.find(({ type }) => type === "idat")?.at ?? 0;
  const version = view.getUint8(iloc.at);
  let at = iloc.at + 4;
  /** @param {number} bytes */
  const read = (bytes) => {
    let value = 0;
    for (let count = 0; count < bytes; count += 1) value = value * 256 + view.getUint8(at++);
    return value;
  };
  const [offsetAndLength, baseAndIndex] = [read(1), read(1)];
  // Places without a size: nothing would ever be read, however many they are said to be.
  if (offsetAndLength === 0) return;
  const items = read(version < 2 ? 2 : 4);
  for (let count = 0; count < items; count += 1) {
    const item = read(version < 2 ? 2 : 4);
    // Items may lie beside the picture's bytes (0) or, by another way of reckoning, in the box `idat` (1).
    const method = version > 0 ? read(2) & 15 : 0;
    read(2);
    const base = read(baseAndIndex >> 4);
    for (let extents = read(2); extents > 0; extents -= 1) {
      if (version > 0) read(baseAndIndex & 15);
      const from = base + read(offsetAndLength >> 4) + (method === 1 ? idat : 0);
      const length = read(offsetAndLength & 15);
      if (notes.has(item) && method < 2) yield { from, length };
    }
  }
}

/** @param {DataView} view @param {number} at */
function text(view, at) {
  return String.fromCharCode(...new Uint8Array(view.buffer, at, 4));
}
