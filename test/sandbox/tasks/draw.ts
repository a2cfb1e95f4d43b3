/** What a provider's machine makes of a request: a person, garments that go together, and the picture of both. */
import { createHash } from "node:crypto";
import sharp from "sharp";
import type { GarmentKind } from "../drawings/catalog.ts";
import { garmentParts, wear } from "../drawings/wear.ts";
import type { Made } from "./desk.ts";
import { failureReasons } from "./failure-reasons.ts";

export type Drawing = {
  model: string;
  person: Buffer;
  garments: Buffer[];
  goesTogether: (kinds: GarmentKind[]) => boolean;
};

/** Below this spread of brightness a picture is a blank wall, a lens cap or a plain colour. */
const leastSpread = 8;
const mergedHeight = 1000;

const keptResults = 50;
const known = new Map<string, Promise<Made>>();

/** Drawing is hard work: asked for the same again, as load tests do, it must not take the app's share of the CPU. */
export function drawTryOn(drawing: Drawing): Promise<Made> {
  const hash = createHash("sha256").update(drawing.model);
  for (const picture of [drawing.person, ...drawing.garments])
    hash.update(`${picture.length} `).update(picture);
  const key = hash.digest("hex");
  const made = known.get(key) ?? make(drawing);
  known.set(key, made);
  const [oldest] = known.keys();
  if (known.size > keptResults && oldest !== undefined) known.delete(oldest);
  return made;
}

async function make({ person, garments, goesTogether }: Drawing): Promise<Made> {
  if (!(await showsSomeone(person))) return { failure: failureReasons.noPerson };
  const merged = await sideBySide(garments);
  const kinds = (await garmentParts(merged)).map(({ kind }) => kind);
  if (kinds.length === 0) return { failure: failureReasons.noGarment };
  if (!goesTogether(kinds)) return { failure: failureReasons.garmentsDoNotCombine };
  return { pictures: [await wear(person, merged)] };
}

/** Of all pairs only an upper with a lower. */
export function isOutfit(kinds: GarmentKind[]): boolean {
  return kinds.length === 1 || kinds.toSorted().join() === "lower,upper";
}

/** Several garments as one picture on white, which is what the drawing takes. */
export async function sideBySide(pictures: Buffer[]): Promise<Buffer> {
  const [only] = pictures;
  if (only !== undefined && pictures.length === 1) return only;
  const sized = await Promise.all(
    pictures.map((picture) =>
      sharp(picture)
        .resize({ height: mergedHeight })
        .flatten({ background: "#fff" })
        .jpeg()
        .toBuffer({ resolveWithObject: true }),
    ),
  );
  let left = 0;
  const layers = sized.map(({ data, info }) => {
    const layer = { input: data, left, top: 0 };
    left += info.width;
    return layer;
  });
  const white = { width: left, height: mergedHeight, channels: 3, background: "#fff" } as const;
  return sharp({ create: white }).composite(layers).jpeg({ quality: 92 }).toBuffer();
}

/** Seen small, so that noise and grain even out and only shapes remain. */
async function showsSomeone(bytes: Buffer): Promise<boolean> {
  const small = await sharp(bytes)
    .resize(64, 64, { fit: "fill" })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .png()
    .toBuffer();
  const { channels } = await sharp(small).stats();
  return channels.some(({ stdev }) => stdev >= leastSpread);
}
