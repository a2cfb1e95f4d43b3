/** Parts that several tops share: the inside of the neck, collar bands, sleeves, stripes. */
import { ridge, seam, shape, stitches, symmetric, tone, valley } from "./sketch.ts";
import type { Piece, Segment } from "./sketch.ts";

export type Dye = { base: string; accent: string };

/** The cloth of the back that is seen through the neck; even in colour, as it lies in the shade. */
export function inside(dye: Dye, depth: number, wide: number): Piece {
  return {
    outline: symmetric(
      [0, 262],
      [
        [wide * 0.62, 262, wide - 3, 234],
        [wide + 14, 262],
        [wide * 0.8, depth + 26, 0, depth + 30],
      ],
    ),
    paint: tone(dye.base, 0.5),
    level: 0.2,
    roll: 4,
    above:
      `<path d="M${604 - wide} 240Q${600 - wide * 0.6} 269 600 269Q${600 + wide * 0.6} 269 ${596 + wide} 240" fill="none" stroke="${tone(dye.base, 0.8)}" stroke-width="15"/>` +
      (depth > 310
        ? `<rect x="578" y="279" width="44" height="22" rx="2" fill="#f1eadb"/><path d="M586 290h28" stroke="#8a8378" stroke-width="2.5"/>`
        : ""),
  };
}

export const neckline = (wide: number, depth: number, top: number) =>
  `M${600 - wide} ${top}C${600 - wide * 0.86} ${depth - 12} ${600 - wide * 0.5} ${depth} 600 ${depth}C${600 + wide * 0.5} ${depth} ${600 + wide * 0.86} ${depth - 12} ${600 + wide} ${top}`;

export const front = (wide: number, depth: number, rest: Segment[]) =>
  symmetric([0, depth], [[wide * 0.5, depth, wide * 0.86, depth - 12, wide, 241], ...rest]);

/** The band of rib round the neck, cut off along the shoulder. */
export function collarBand(dye: Dye, wide: number, depth: number, band: number): Piece {
  const [x, top, low] = [wide - band * 0.92, 241 - band * 0.3, depth - band] as const;
  return {
    outline: symmetric(
      [0, low],
      [
        [x * 0.5, low, x * 0.88, low - 12, x, top],
        [wide, 241],
        [wide * 0.9, depth - 10, wide * 0.5, depth, 0, depth],
      ],
    ),
    paint: tone(dye.base, 0.95),
    level: 0.66,
    roll: 5,
    marks:
      `<path d="${neckline(wide - band / 2, depth - band / 2, 238)}" fill="none" stroke="#000" stroke-opacity="0.15" stroke-width="${band + 14}" stroke-dasharray="2.4 4.2"/>` +
      `<path d="${neckline(wide, depth, 241)}" fill="none" stroke="#000" stroke-opacity="0.2" stroke-width="4"/>`,
  };
}

export const stripes = (dye: Dye, turn: number, from: number) =>
  `<g transform="rotate(${turn} 600 500)">${Array.from({ length: 30 }, (_, index) => `<rect x="-400" y="${from + index * 52}" width="2000" height="17" fill="${dye.accent}"/>`).join("")}</g>`;

export const other = (svg: string) => `<g transform="translate(1200 0) scale(-1 1)">${svg}</g>`;

const mirrorPath = (start: [number, number], segments: Segment[], side: number) =>
  shape(
    [600 + side * start[0], start[1]],
    segments.map((segment) => segment.map((value, index) => (index % 2 === 0 ? 600 + side * value : value))),
  );

export function shortSleeve(dye: Dye, side: 1 | -1, marks = ""): Piece {
  const svg =
    valley([915, 545, 950, 470, 1000, 430], 18, 0.3) +
    ridge([950, 560, 985, 500, 1030, 455], 16, 0.2) +
    valley([900, 330, 950, 370, 1010, 390], 20, 0.16);
  const lines = seam("M1088 460L978 584", 0.16) + stitches("M1081 453L971 576", tone(dye.base, 1.2), 0.4);
  return {
    outline: mirrorPath(
      [288, 292],
      [
        [350, 312, 506, 474],
        [510, 482, 504, 490],
        [450, 560, 396, 606],
        [388, 612, 380, 604],
        [350, 580, 325, 560],
        [200, 560],
        [220, 292],
      ],
      side,
    ),
    paint: dye.base,
    level: 0.46,
    roll: 20,
    folds: side > 0 ? svg : other(svg),
    marks: marks + (side > 0 ? lines : other(lines)),
  };
}

/** A sleeve down to the wrist, laid beside the body; `cuff` draws its end, in the right sleeve's coordinates. */
export function longSleeve(dye: Dye, side: 1 | -1, cuff: string, marks = "", below = ""): Piece {
  const svg =
    valley([905, 560, 950, 610, 985, 590], 20, 0.34) +
    valley([925, 640, 985, 690, 1030, 660], 22, 0.3) +
    ridge([915, 600, 960, 650, 1010, 630], 18, 0.2) +
    valley([945, 770, 1000, 790, 1050, 750], 20, 0.24) +
    valley([1060, 880, 1010, 930, 960, 915], 18, 0.24) +
    ridge([1068, 905, 1020, 960, 970, 950], 16, 0.16) +
    below;
  return {
    outline: mirrorPath(
      [282, 290],
      [
        [372, 340, 436, 560, 508, 1046],
        [510, 1056, 502, 1060],
        [440, 1084, 386, 1088],
        [378, 1088, 376, 1078],
        [352, 900, 330, 700, 304, 556],
        [180, 560],
        [200, 290],
      ],
      side,
    ),
    paint: dye.base,
    level: 0.44,
    roll: 20,
    folds: side > 0 ? svg : other(svg),
    marks: marks + (side > 0 ? cuff : other(cuff)),
  };
}
