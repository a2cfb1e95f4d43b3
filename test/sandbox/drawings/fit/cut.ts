/** Cuts the garments of a product picture from their near-white background. */
import { boxOf, components, flood, shrink } from "./mask.ts";
import type { Mask, Raster } from "./mask.ts";

export type Cutout = { mask: Mask; box: ReturnType<typeof boxOf>; alpha: Uint8Array; pixels: Buffer };

/** The table and the soft grey shadows on it: nearly as bright as the corners, and as colourless. */
function background({ width, height, pixels }: Raster): Uint8Array {
  const seeds: number[] = [];
  for (let x = 0; x < width; x += 1) seeds.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y += 1) seeds.push(y * width, y * width + width - 1);
  const at = (index: number, channel: number) => pixels[index * 3 + channel] ?? 0;
  const bright = (index: number) => (at(index, 0) + at(index, 1) + at(index, 2)) / 3;
  const colour = (index: number) =>
    Math.max(at(index, 0), at(index, 1), at(index, 2)) - Math.min(at(index, 0), at(index, 1), at(index, 2));
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  const table = corners.reduce((sum, index) => sum + bright(index), 0) / corners.length;
  const tint = corners.reduce((sum, index) => sum + colour(index), 0) / corners.length;
  return flood(width, height, seeds, (index) => table - bright(index) < 66 && colour(index) - tint < 12);
}

function softened({ width, height, data }: Mask): Uint8Array {
  const alpha = new Uint8Array(data.length);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      let sum = 0;
      for (const row of [at - width, at, at + width])
        sum += (data[row - 1] ?? 0) + (data[row] ?? 0) + (data[row + 1] ?? 0);
      alpha[at] = Math.round((sum / 9) * 255);
    }
  }
  return alpha;
}

export function cutGarments(raster: Raster): Cutout[] {
  const { width, height, pixels } = raster;
  const table = background(raster);
  const data = table.map((value) => 1 - value);
  const parts = components(shrink({ width, height, data }), width * height * 0.006);
  const sizes = parts.map((mask) => mask.data.reduce((sum, value) => sum + value, 0));
  return parts
    .filter((_, index) => (sizes[index] ?? 0) > (sizes[0] ?? 0) * 0.18)
    .slice(0, 2)
    .map((mask) => ({ mask, box: boxOf(mask), alpha: softened(mask), pixels }));
}

/**
 * Takes away what lies behind the wearer's neck: the shaded inside of the back and the collar above it. Its lower
 * edge is found by its darkness; a neck that shows nothing darker stays as it is.
 */
export function openNeck(cutout: Cutout, middle: number, half: number): void {
  const { mask, box, alpha, pixels } = cutout;
  const { width } = mask;
  const height = box.bottom - box.top;
  const bright = (at: number) =>
    ((pixels[at * 3] ?? 0) + (pixels[at * 3 + 1] ?? 0) + (pixels[at * 3 + 2] ?? 0)) / 3;
  const patch: number[] = [];
  for (let y = box.top + height * 0.3; y < box.top + height * 0.42; y += 4)
    for (let x = middle - half * 0.5; x < middle + half * 0.5; x += 4)
      patch.push(bright(Math.round(y) * width + Math.round(x)));
  const usual = patch.sort((a, b) => a - b)[Math.floor(patch.length * 0.6)] ?? 0;
  const limit = box.top + height * 0.26;
  const dark = (at: number) =>
    mask.data[at] === 1 &&
    bright(at) < usual * 0.73 &&
    Math.floor(at / width) < limit &&
    Math.abs((at % width) - middle) < half * 0.62;
  const seeds: number[] = [];
  for (const aside of [-0.16, -0.1, 0.1, 0.16]) {
    const x = Math.round(middle + half * aside);
    // A thin dark rim is no neck: the shade must go on for a while.
    let [y, deep] = [box.top, 0];
    for (; y < box.top + height * 0.16 && deep < 8; y += 1) deep = dark(y * width + x) ? deep + 1 : 0;
    seeds.push((y - 2) * width + x);
  }
  const hole = flood(width, mask.height, seeds, dark);
  const low = new Map<number, number>();
  let size = 0;
  for (let at = 0; at < hole.length; at += 1) {
    if (!hole[at]) continue;
    size += 1;
    low.set(at % width, Math.max(low.get(at % width) ?? 0, Math.floor(at / width)));
  }
  const centre = Math.round(middle);
  const depth = (aside: number) => Math.min(low.get(centre - aside) ?? 0, low.get(centre + aside) ?? 0);
  // A neck is the same on both sides and deepest in the middle; what is not so is the shadow of a collar.
  let bottom = Math.max(...[0, 1, 2, 3, 4].map(depth));
  if (size < half * half * 0.02 || bottom >= limit - 2) return;
  for (let aside = 0; aside < half * 0.62; aside += 1) {
    const found = depth(aside);
    bottom = aside < 4 ? bottom : Math.min(bottom, found);
    if (found === 0 && aside > 4) break;
    for (const x of [centre - aside, centre + aside])
      for (let y = Math.max(0, box.top - 2); y <= bottom + 1; y += 1) alpha[y * width + x] = 0;
  }
}
