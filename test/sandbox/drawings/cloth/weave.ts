/** The grain of cloth, as a brightness factor at a point of the drawing. The same point always has the same grain. */
import type { Weave } from "./sketch.ts";

export function speck(x: number, y: number): number {
  let value = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263);
  value = Math.imul(value ^ (value >>> 13), 1274126177);
  return ((value ^ (value >>> 16)) >>> 0) / 4294967296;
}

/** Smooth noise between 0 and 1, about one swell for each unit. */
export function swell(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - left, y - top];
  const [a, b] = [u * u * (3 - 2 * u), v * v * (3 - 2 * v)];
  const upper = speck(left, top) * (1 - a) + speck(left + 1, top) * a;
  const lower = speck(left, top + 1) * (1 - a) + speck(left + 1, top + 1) * a;
  return upper * (1 - b) + lower * b;
}

const wave = (value: number) => Math.abs((value % 1) - 0.5) * 2;

const noise = (x: number, y: number, amount: number) => (speck(x, y) - 0.5) * amount;

export const grains: Record<Weave, (x: number, y: number) => number> = {
  skin: () => 1,
  satin: (x, y) => 1 + noise(x, y, 0.02),
  jersey: (x, y) => 1 + noise(x, y, 0.06) + (wave(x / 5) - 0.5) * 0.025,
  wool: (x, y) => 1 + noise(x, y, 0.1) + (swell(x / 5, y / 5) - 0.5) * 0.12,
  linen: (x, y) =>
    1 +
    noise(x, y, 0.05) +
    (swell(x / 3, y / 70) - 0.5) * 0.11 +
    (swell(x / 70 + 40, y / 3) - 0.5) * 0.12 +
    (wave(y / 4) + wave(x / 4) - 1) * 0.025,
  twill: (x, y) =>
    1 +
    noise(x, y, 0.09) +
    (wave((x + y * 0.6) / 6) - 0.5) * 0.09 +
    (swell(x / 4, y / 40) - 0.5) * 0.1 +
    (swell(x / 60, y / 90) - 0.5) * 0.12,
  knit: (x, y) => {
    const column = x / 13;
    const inColumn = Math.abs((column % 1) - 0.5) * 2;
    const loop = wave(y / 11 + inColumn * 0.55);
    return (
      0.98 + noise(x, y, 0.05) + (loop - 0.5) * 0.12 - (inColumn > 0.82 ? 0.1 : 0) + (1 - inColumn) * 0.03
    );
  },
};
