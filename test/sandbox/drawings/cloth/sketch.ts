/** The words in which garments are drawn: pieces of cloth, each with paint for its colour and folds for its height. */
export type Piece = {
  /** Outline as SVG path data; everything of the piece but `above` is clipped to it. */
  outline: string;
  paint: string;
  /** How far the piece lies above the table, 0 to 1. */
  level?: number;
  /** How wide its edge rolls off. */
  roll?: number;
  /** SVG for the height map: see `valley` and `ridge`. */
  folds?: string;
  /** SVG for the colour: seams, stitches, stripes. */
  marks?: string;
  /** SVG for the colour that may pass the outline: buttons, handles. */
  above?: string;
};

export type Weave = "jersey" | "linen" | "knit" | "twill" | "wool" | "satin" | "skin";

/** The seed moves the cloth's own wrinkles, so that no two garments lie alike. */
export type Sketch = { pieces: Piece[]; weave: Weave; defs?: string; seed?: number };

/** A segment of an outline: a line [x, y], a quadratic [cx, cy, x, y] or a cubic [ax, ay, bx, by, x, y]. */
export type Segment = number[];

const letters: Record<number, string> = { 2: "L", 4: "Q", 6: "C" };

const pairs = (numbers: number[]) =>
  Array.from({ length: numbers.length / 2 }, (_, index): [number, number] => [
    numbers[index * 2] ?? 0,
    numbers[index * 2 + 1] ?? 0,
  ]);

const data = (segment: Segment) =>
  `${letters[segment.length] ?? "L"}${segment.map((value) => value.toFixed(1)).join(" ")}`;

/** An outline from its first point along the segments. */
export const shape = (start: [number, number], segments: Segment[], close = true) =>
  `M${start.join(" ")}${segments.map(data).join("")}${close ? "Z" : ""}`;

/** The same outline on the other side of the line x = centre. */
export const flip = (segments: Segment[], centre = 600) =>
  segments.map((segment) => segment.map((value, index) => (index % 2 === 0 ? 2 * centre - value : value)));

/** A closed outline from its right half, which runs from the top of the centre line to its bottom. */
export function symmetric(start: [number, number], right: Segment[], centre = 600): string {
  const absolute = right.map((segment) => segment.map((v, index) => (index % 2 === 0 ? centre + v : v)));
  const points = [[centre + start[0], start[1]], ...absolute.map((segment) => segment.slice(-2))];
  const back = absolute
    .map((segment, index) => [...pairs(segment.slice(0, -2)).toReversed().flat(), ...(points[index] ?? [])])
    .toReversed();
  return `M${centre + start[0]} ${start[1]}${[...absolute, ...flip(back, centre)].map(data).join("")}Z`;
}

/** A crease that tapers to both ends: from, bent towards a point, to; `width` at its middle. */
function lens(points: number[], width: number): string {
  const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = points;
  const length = Math.hypot(cx - ax, cy - ay) || 1;
  const [nx, ny] = [(-(cy - ay) / length) * width, ((cx - ax) / length) * width];
  return `M${ax} ${ay}Q${bx + nx} ${by + ny} ${cx} ${cy}Q${bx - nx} ${by - ny} ${ax} ${ay}Z`;
}

const crease = (colour: string) => (points: number[], width: number, depth: number) =>
  `<path d="${lens(points, width)}" fill="${colour}" fill-opacity="${depth}" filter="url(#soft${width > 34 ? 24 : width > 16 ? 12 : 6})"/>`;

export const valley = crease("#000");
export const ridge = crease("#fff");

/** The same SVG on both sides of the centre line. */
export const both = (svg: string, centre = 600) =>
  `${svg}<g transform="translate(${centre * 2} 0) scale(-1 1)">${svg}</g>`;

/** A colour brightened (above 1) or darkened (below 1). */
export function tone(hex: string, factor: number): string {
  const value = Number.parseInt(hex.slice(1), 16);
  const parts = [value >> 16, (value >> 8) & 255, value & 255].map((part) =>
    Math.round(factor > 1 ? part + (255 - part) * (factor - 1) : part * factor),
  );
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** A seam: a dark line with the light edge of the upper cloth beside it. */
export const seam = (d: string, strength = 0.35) =>
  `<path d="${d}" fill="none" stroke="#000" stroke-opacity="${strength}" stroke-width="2.4"/>` +
  `<path d="${d}" fill="none" stroke="#fff" stroke-opacity="${strength * 0.45}" stroke-width="1.8" transform="translate(-1.6 2)"/>`;

export const stitches = (d: string, thread: string, opacity = 0.75) =>
  `<path d="${d}" fill="none" stroke="#000" stroke-opacity="0.22" stroke-width="2.6" stroke-dasharray="8 5" transform="translate(0.8 1.4)"/>` +
  `<path d="${d}" fill="none" stroke="${thread}" stroke-opacity="${opacity}" stroke-width="2.2" stroke-dasharray="8 5"/>`;

export const button = (x: number, y: number, radius: number, colour: string) =>
  `<circle cx="${x + 1.5}" cy="${y + 3}" r="${radius}" fill="#000" fill-opacity="0.3"/>` +
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>` +
  `<circle cx="${x}" cy="${y}" r="${radius * 0.72}" fill="none" stroke="#000" stroke-opacity="0.22" stroke-width="1.6"/>` +
  `<path d="M${x - radius * 0.8} ${y - radius * 0.35}A${radius * 0.9} ${radius * 0.9} 0 0 1 ${x + radius * 0.3} ${y - radius * 0.82}" fill="none" stroke="#fff" stroke-opacity="0.55" stroke-width="1.8"/>` +
  [-1, 1]
    .flatMap((dx) => [-1, 1].map((dy) => [x + dx * radius * 0.24, y + dy * radius * 0.24]))
    .map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="${radius * 0.13}" fill="#000" fill-opacity="0.55"/>`)
    .join("");
