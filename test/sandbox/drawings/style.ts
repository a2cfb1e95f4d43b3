/** How a style of the range is written down, and the ways in which it is photographed. */
import type { Dye } from "./cloth/parts.ts";
import type { Frame } from "./cloth/render.ts";
import type { Sketch } from "./cloth/sketch.ts";

export type View = { name: string; words: string; draw: (dye: Dye) => Sketch; frame: Frame };

export type Colour = Dye & { name: string; soldOut?: string; file?: "webp" };

export type Style = {
  handle: string;
  title: string;
  text: string;
  type: string;
  category: string;
  tags: string[];
  priceCents: number;
  colours: Colour[];
  sizes: string[];
  /** The first view is drawn for each colour, the others for the first colour only. */
  views: [View, ...View[]];
  /** The pictures' size where it is not the usual one. */
  size?: { width: number; height: number };
  draft?: boolean;
};

export const whole = (draw: View["draw"], top = 0): View => ({
  name: "front",
  words: "front",
  draw,
  frame: { x: 0, y: top, width: 1200, height: 1500 },
});

export const near = (draw: View["draw"], x: number, y: number, width: number): View => ({
  name: "detail",
  words: "close view",
  draw,
  frame: { x, y, width, height: width * 1.25 },
});

export const folded = (draw: View["draw"]): View => ({
  name: "folded",
  words: "folded",
  draw,
  frame: { x: 150, y: 110, width: 900, height: 1125 },
});
