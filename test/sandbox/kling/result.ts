/** What the provider's machine makes of a request: a person, garments that go together, and the picture of both. */
import { createHash } from "node:crypto";
import sharp from "sharp";
import type { GarmentKind } from "../drawings/catalog.ts";
import { garmentParts, wear } from "../drawings/wear.ts";
import { failureReasons } from "./errors.ts";
import type { TryOnRequest } from "./read-request.ts";

/** Below this spread of brightness a picture is a blank wall, a lens cap or a plain colour. */
const leastSpread = 8;

type Made = { picture: Buffer } | { failure: string };

const keptResults = 50;
const known = new Map<string, Promise<Made>>();

/** Drawing is hard work: asked for the same again, as load tests do, it must not take the app's share of the CPU. */
export function makeResult(request: TryOnRequest): Promise<Made> {
  const hash = createHash("sha256").update(request.model);
  const key = hash.update(request.person.bytes).update(request.garments.bytes).digest("hex");
  const made = known.get(key) ?? make(request);
  known.set(key, made);
  const [oldest] = known.keys();
  if (known.size > keptResults && oldest !== undefined) known.delete(oldest);
  return made;
}

async function make({ model, person, garments }: TryOnRequest): Promise<Made> {
  if (!(await showsSomeone(person.bytes))) return { failure: failureReasons.noPerson };
  const kinds = (await garmentParts(garments.bytes)).map(({ kind }) => kind);
  if (kinds.length === 0) return { failure: failureReasons.noGarment };
  if (!goTogether(model, kinds)) return { failure: failureReasons.garmentsDoNotCombine };
  return { picture: await wear(person.bytes, garments.bytes) };
}

/** Several garments are for v1-5 alone, and of all pairs only an upper with a lower. */
function goTogether(model: string, kinds: GarmentKind[]): boolean {
  if (kinds.length === 1) return true;
  return model === "kolors-virtual-try-on-v1-5" && kinds.toSorted().join() === "lower,upper";
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
