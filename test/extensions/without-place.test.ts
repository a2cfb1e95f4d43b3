import * as fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { unfoldHeic } from "../../app/try-on/photo/heic.server.ts";
import { withoutPlace } from "../../extensions/try-it-on/assets/try-it-on-heic.js";
import { heicFile } from "../try-on/photo/photo-files.ts";

const withNotes = heicFile("from-a-camera");

/** In memory of its own, as a browser reads a file. */
const cleaned = (file: Buffer): Buffer => Buffer.from(withoutPlace(Uint8Array.from(file).buffer));

async function pixels(file: Buffer): Promise<Uint8Array | undefined> {
  const { width, height } = await sharp(file).metadata();
  return unfoldHeic({ bytes: file, width, height });
}

test("the notes of a camera are gone, and nothing but the notes", async () => {
  const { exif } = await sharp(withNotes).metadata();
  if (!exif) throw new Error("the fixture has lost its notes");
  // They are the end of the file: four bytes that say where the Exif begins, Exif, XMP.
  const at = withNotes.indexOf(exif) - 4;
  const without = cleaned(withNotes);
  expect(withNotes.includes("A camera", at) && withNotes.includes("xmpmeta", at)).toBe(true);
  expect(Buffer.compare(without.subarray(0, at), withNotes.subarray(0, at))).toBe(0);
  expect(Buffer.compare(without.subarray(at), Buffer.alloc(withNotes.length - at))).toBe(0);
});

test.each(["from-a-camera", "upright", "ten-bit", "transparent", "two-pictures"])(
  "the picture stays as it was: %s",
  async (name) => {
    const before = await pixels(heicFile(name));
    const after = await pixels(cleaned(heicFile(name)));
    expect(before?.length).toBeGreaterThan(1000);
    expect(after && before && Buffer.compare(after, before)).toBe(0);
  },
);

test.each(["upright", "ten-bit", "transparent", "two-pictures", "unfolds-to-100-megapixels"])(
  "a photo without notes is left alone: %s",
  (name) => {
    expect(Buffer.compare(cleaned(heicFile(name)), heicFile(name))).toBe(0);
  },
);

test("a file of any other kind, or cut off anywhere, is handed back", () => {
  expect(cleaned(Buffer.alloc(0))).toHaveLength(0);
  const text = Buffer.from("no photo at all, and long enough for a box or two");
  expect(Buffer.compare(cleaned(text), text)).toBe(0);
  for (let length = 1; length < withNotes.length; length += 7)
    expect(cleaned(withNotes.subarray(0, length))).toHaveLength(length);
});

test("however a file lies about its boxes, it is handed back in its length", () => {
  const header = 1200;
  const lies = fc.array(fc.tuple(fc.nat(header), fc.constantFrom(0, 1, 2, 7, 8, 127, 128, 254, 255)), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(lies, (changes) => {
      const lying = Buffer.from(withNotes);
      for (const [at, value] of changes) lying[at] = value;
      expect(cleaned(lying)).toHaveLength(lying.length);
    }),
    { numRuns: 2000 },
  );
});

/** `iinf` names item 1 as Exif; `iloc` is the test's own. */
function lyingFile(iloc: Buffer, bytes: number): Buffer {
  const infe = box("infe", Buffer.from([2, 0, 0, 0, 0, 1, 0, 0]), Buffer.from("Exif\0"));
  const iinf = box("iinf", Buffer.from([0, 0, 0, 0, 0, 1]), infe);
  const meta = box("meta", Buffer.alloc(4), iinf, box("iloc", iloc));
  return Buffer.concat([meta, Buffer.alloc(bytes, 7)]);
}

function box(type: string, ...bodies: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + bodies.reduce((sum, body) => sum + body.length, 0));
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...bodies]);
}

/** One item after the other, each with as many extents as a number of two bytes can say. */
function crowd(sizes: number, items: number): Buffer {
  const head = Buffer.from([0, 0, 0, 0, sizes, 0, 0xff, 0xff]);
  return Buffer.concat([head, ...Array<Buffer>(items).fill(Buffer.from([0, 1, 0, 0, 0xff, 0xff]))]);
}

test("places without number and without size do not keep it busy", () => {
  const file = lyingFile(crowd(0x00, 200_000), 1000);
  expect(cleaned(file)).toHaveLength(file.length);
});

test("places that all claim the whole file do not keep it busy", () => {
  const places = Buffer.alloc(3_000_000, 0xff);
  const file = lyingFile(Buffer.concat([crowd(0x04, 1), places]), 1000);
  expect(cleaned(file)).toHaveLength(file.length);
});

test("a place that points outside of the file does not save the one behind it", () => {
  const head = Buffer.from([0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 2]);
  const file = lyingFile(Buffer.concat([head, Buffer.alloc(16)]), 100);
  const at = file.length - 50;
  const placesAt = file.indexOf(head) + head.length;
  // Each is an offset and a length.
  for (const [index, value] of [file.length + 1000, 10, at, 20].entries())
    file.writeUInt32BE(value, placesAt + index * 4);
  const without = cleaned(file);
  expect(without.subarray(at, at + 20).equals(Buffer.alloc(20))).toBe(true);
  expect(without[at - 1]).toBe(7);
  expect(without[at + 20]).toBe(7);
});

test("places that are reckoned within another item are not taken for places in the file", () => {
  const iloc = Buffer.from([1, 0, 0, 0, 0x11, 0, 0, 1, 0, 1, 0, 2, 0, 0, 0, 1, 0, 200]);
  const file = lyingFile(iloc, 300);
  expect(cleaned(file).equals(file)).toBe(true);
});
