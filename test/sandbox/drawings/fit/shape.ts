/** What a cut-out garment is, by its outline, and where its seams and corners are. */
import type { GarmentKind } from "../catalog.ts";
import { runsOf } from "./mask.ts";
import type { Cutout } from "./cut.ts";

export type Spot = { half: number; y: number };

export type Shape = {
  kind: GarmentKind;
  middle: number;
  top: number;
  bottom: number;
  /** Half width of the part on the middle line. */
  trunk: (y: number) => number;
  /** Half width from outermost to outermost. */
  outer: (y: number) => number;
  /** Half of the gap between the legs; 0 where there is none. */
  inner: (y: number) => number;
  /** Where the legs part, on trousers. */
  crotch: number | undefined;
  armpit: Spot | undefined;
  sleeve:
    { outer: Spot; inner: Spot; at: (y: number) => { inner: number; outer: number } | undefined } | undefined;
};

const rows = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / step)) }, (_, index) =>
    Math.round(from + index * step),
  );

/** Nothing for what nobody wears on shoulders or hips, such as a bag, and for what lies folded. */
export function shapeOf({ mask, box }: Cutout): Shape | undefined {
  const { top } = box;
  const height = box.bottom - top;
  const middle = (box.left + box.right) / 2;
  const at = (share: number) => Math.round(top + height * share);
  const outer = (y: number) => {
    const runs = runsOf(mask, y);
    const [first, last] = [runs[0], runs[runs.length - 1]];
    return first && last ? (last.to - first.from) / 2 : 0;
  };
  const central = (y: number) => runsOf(mask, y).find((run) => run.from <= middle && run.to >= middle);
  const trunk = (y: number) => {
    const run = central(y);
    return run ? (run.to - run.from) / 2 : 0;
  };
  const inner = (y: number) => {
    const runs = runsOf(mask, y);
    const [left, right] = [runs.findLast((run) => run.to < middle), runs.find((run) => run.from > middle)];
    return left && right ? (right.from - left.to) / 2 : 0;
  };
  /** Sleeves may hang lower than the hem. */
  const bottom = rows(at(0.3), box.bottom + 1).findLast((y) => central(y)) ?? box.bottom;
  const plain = {
    middle,
    top,
    bottom,
    trunk,
    outer,
    inner,
    crotch: undefined,
    armpit: undefined,
    sleeve: undefined,
  };

  if (
    rows(at(0.7), at(0.93)).filter((y) => !central(y) && inner(y) > 0 && inner(y) < outer(y) * 0.45).length >
    height * 0.16
  ) {
    let crotch = at(0.93);
    while (crotch > at(0.08) && !central(crotch)) crotch -= 1;
    return { ...plain, kind: "lower", crotch, bottom: box.bottom };
  }
  const parted = (y: number) => {
    const runs = runsOf(mask, y);
    const [left, right] = [runs[0], runs[runs.length - 1]];
    if (!left || !right || left.to >= middle || right.from <= middle) return undefined;
    return { inner: (right.from - left.to) / 2, outer: (right.to - left.from) / 2 };
  };
  const gap = rows(at(0.12), at(0.75)).find((y) => central(y) && parted(y) && parted(y + 2));
  const widest = Math.max(...rows(top, box.bottom).map(outer));
  let reached = 0;
  const narrows = rows(at(0.03), at(0.93)).some((y) => {
    reached = Math.max(reached, outer(y));
    return outer(y) < reached - widest * 0.025;
  });
  const waist = outer(at(0.025));
  if (gap === undefined && !narrows && (waist < widest * 0.3 || outer(at(0.14)) > widest * 0.87))
    return undefined;
  if (!narrows && gap === undefined) return { ...plain, kind: "lower" };

  const middleWidths = rows(at(0.4), at(0.7), 3)
    .map((y) => trunk(y) * 2)
    .sort((a, b) => a - b);
  const kind = height / (middleWidths[middleWidths.length >> 1] ?? 1) > 1.85 ? "dress" : "upper";
  if (gap !== undefined) {
    let low = gap;
    while (parted(low + 1)) low += 1;
    const end = parted(low);
    let tip = { half: 0, y: top };
    for (const y of rows(top, low)) if (outer(y) > tip.half) tip = { half: outer(y), y };
    return {
      ...plain,
      kind,
      armpit: { half: trunk(gap + 1), y: gap },
      sleeve: { outer: tip, inner: { half: end?.inner ?? tip.half, y: low }, at: parted },
    };
  }
  const peak = rows(at(0.14), at(0.55)).find(
    (y) =>
      outer(y) > outer(at(0.1)) * 1.06 && rows(y, y + height * 0.05).every((next) => outer(next) <= outer(y)),
  );
  const y = peak ?? at(0.25);
  return { ...plain, kind, armpit: { half: outer(y), y } };
}

/** How far down the outline reaches this half width. */
export function reach(shape: Shape, half: number): number {
  let y = shape.top;
  while (y < shape.bottom && shape.outer(y) < half) y += 1;
  return y;
}
