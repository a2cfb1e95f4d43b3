/** Turns a sketch into pixels: the colours as drawn, lit by the slopes of the height map, grained by the weave. */
import sharp from "sharp";
import type { Piece, Sketch, Weave } from "./sketch.ts";
import { grains, swell } from "./weave.ts";

export type Frame = { x: number; y: number; width: number; height: number };
export type Layer = { width: number; height: number; pixels: Buffer };

const light = { x: -0.42, y: -0.55, z: 0.72 };
const depth: Record<Weave, number> = {
  skin: 0.6,
  satin: 1.25,
  jersey: 1,
  wool: 1,
  linen: 1.25,
  twill: 1,
  knit: 1.1,
};

/** How high the cloth swells and wrinkles by itself where no fold is drawn. */
const swells: Record<Weave, number> = {
  skin: 0,
  satin: 26,
  jersey: 19,
  wool: 17,
  linen: 28,
  twill: 19,
  knit: 15,
};

const grey = (level: number) => {
  const part = Math.round(Math.min(1, Math.max(0, level)) * 255);
  return `rgb(${part},${part},${part})`;
};

const blurs = [6, 12, 24]
  .map(
    (size) =>
      `<filter id="soft${size}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${size}"/></filter>`,
  )
  .join("");

function picture(frame: Frame, width: number, height: number, defs: string, body: string): Buffer {
  const box = `${frame.x} ${frame.y} ${frame.width} ${frame.height}`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}" preserveAspectRatio="none"><defs>${blurs}${defs}</defs>${body}</svg>`,
  );
}

const clips = (pieces: Piece[]) =>
  pieces.map((piece, index) => `<clipPath id="cut${index}"><path d="${piece.outline}"/></clipPath>`).join("");

const colours = (pieces: Piece[]) =>
  pieces
    .map(
      (piece, index) =>
        `<path d="${piece.outline}" fill="${piece.paint}"/><g clip-path="url(#cut${index})">${piece.marks ?? ""}</g>${piece.above ?? ""}`,
    )
    .join("");

const heights = (pieces: Piece[]) =>
  pieces
    .map((piece, index) => {
      const level = piece.level ?? 0.5;
      const roll = piece.roll ?? 14;
      return `<filter id="roll${index}" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="${roll}"/></filter>
        <g clip-path="url(#cut${index})"><path d="${piece.outline}" fill="${grey(level - 0.24)}"/>
        <path d="${piece.outline}" fill="${grey(level)}" filter="url(#roll${index})"/>${piece.folds ?? ""}</g>`;
    })
    .join("");

/** Three passes of a running mean: close to a Gaussian, and it hides the steps of an 8-bit height map. */
export function smooth(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  let [from, to] = [Float32Array.from(values), new Float32Array(values.length)];
  const pass = (lines: number, length: number, lineStep: number, step: number) => {
    for (let line = 0; line < lines; line += 1) {
      const start = line * lineStep;
      let sum = (from[start] ?? 0) * radius;
      for (let i = 0; i <= radius; i += 1) sum += from[start + Math.min(i, length - 1) * step] ?? 0;
      for (let i = 0; i < length; i += 1) {
        to[start + i * step] = sum / (2 * radius + 1);
        sum += from[start + Math.min(i + radius + 1, length - 1) * step] ?? 0;
        sum -= from[start + Math.max(i - radius, 0) * step] ?? 0;
      }
    }
    [from, to] = [to, from];
  };
  for (let round = 0; round < 3; round += 1) {
    pass(height, width, width, 1);
    pass(width, height, 1, width);
  }
  return from;
}

/** How bright each point of the height map is: 1 where it is flat. */
function lighting(map: Float32Array, width: number, height: number, strength: number): Float32Array {
  const result = new Float32Array(map.length).fill(1);
  const around = smooth(map, width, height, Math.max(8, Math.round(width / 34)));
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const dx = ((map[at + 1] ?? 0) - (map[at - 1] ?? 0)) * strength;
      const dy = ((map[at + width] ?? 0) - (map[at - width] ?? 0)) * strength;
      const facing = (-dx * light.x - dy * light.y + light.z) / Math.sqrt(dx * dx + dy * dy + 1) / light.z;
      const hollow = Math.min(0, ((map[at] ?? 0) - (around[at] ?? 0)) / 255);
      result[at] = Math.max(0.3, 0.3 + 0.7 * facing + hollow * 0.7);
    }
  }
  return result;
}

/** Broad swells, hanging more down than across, and a few long creases; turned, so that no grid shows. */
function wrinkle(x: number, y: number): number {
  const [u, v] = [x * 0.93 + y * 0.36 + 300, y * 0.93 - x * 0.36 + 900];
  const bend = swell(u / 260, v / 230) * 1.7;
  const crease = Math.abs(swell(u / 150 + bend, v / 330 + bend * 0.4) - 0.5);
  return (
    (swell(u / 120 + bend, v / 250 + bend) - 0.5) * 2.2 +
    (swell(u / 52 + bend * 2 + 9, v / 140) - 0.5) * 0.5 -
    Math.max(0, 0.15 - crease) * 3
  );
}

export async function render(sketch: Sketch, frame: Frame, width: number, height: number): Promise<Layer> {
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const defs = clips(sketch.pieces) + (sketch.defs ?? "");
  const zoom = width / frame.width;
  const [pixels, relief] = await Promise.all([
    sharp(picture(frame, width, height, defs, colours(sketch.pieces)))
      .ensureAlpha()
      .raw()
      .toBuffer(),
    sharp(picture(frame, halfWidth, halfHeight, defs, heights(sketch.pieces)))
      .flatten({ background: "#505050" })
      .extractChannel(0)
      .raw()
      .toBuffer(),
  ]);
  const map = Float32Array.from(relief);
  const seed = (sketch.seed ?? 0) * 97;
  const waves = swells[sketch.weave];
  if (waves > 0) {
    for (let y = 0; y < halfHeight; y += 1) {
      for (let x = 0; x < halfWidth; x += 1) {
        const at = y * halfWidth + x;
        map[at] =
          (map[at] ?? 0) + wrinkle(seed + frame.x + (x * 2) / zoom, seed + frame.y + (y * 2) / zoom) * waves;
      }
    }
  }
  const even = smooth(map, halfWidth, halfHeight, Math.max(1, Math.round(1.6 * zoom)));
  const shade = lighting(even, halfWidth, halfHeight, 0.11 * zoom * depth[sketch.weave]);
  const grain = grains[sketch.weave];
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(y / 2, halfHeight - 1);
    const [top, v] = [Math.floor(row), row % 1];
    const below = Math.min(top + 1, halfHeight - 1);
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      if (pixels[at + 3] === 0) continue;
      const column = Math.min(x / 2, halfWidth - 1);
      const [left, u] = [Math.floor(column), column % 1];
      const right = Math.min(left + 1, halfWidth - 1);
      const upper =
        (shade[top * halfWidth + left] ?? 1) * (1 - u) + (shade[top * halfWidth + right] ?? 1) * u;
      const lower =
        (shade[below * halfWidth + left] ?? 1) * (1 - u) + (shade[below * halfWidth + right] ?? 1) * u;
      const lit = (upper * (1 - v) + lower * v) * grain(frame.x + x / zoom, frame.y + y / zoom);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = pixels[at + channel] ?? 0;
        const bright = lit > 1 ? value * (1 + (lit - 1) * 0.75) + (lit - 1) * 26 : value * lit;
        pixels[at + channel] = Math.min(255, Math.max(0, Math.round(bright)));
      }
    }
  }
  return { width, height, pixels };
}
