/** Where a figure's body is on a picture. Widths are half widths, measured from the middle line. */
import { boxOf, components, runsOf } from "./mask.ts";
import type { Mask, Raster } from "./mask.ts";

export type Figure = {
  middle: number;
  top: number;
  height: number;
  /** Pixels of the figure; missing when none stands out from the background. */
  mask: Mask | undefined;
  shoulder: { half: number; y: number };
  armpit: number;
  waist: number;
  crotch: number;
  ankle: number;
  /** Half width of the trunk, below the crotch of both legs together. */
  side: (y: number) => number;
  /** Half width of the whole outline, arms and all. */
  outline: (y: number) => number;
  /** How far down the outline reaches this half width, between neck and shoulder. */
  slope: (half: number) => number;
  leg: (y: number) => { inner: number; outer: number };
  /** The arm's middle line from the shoulder to the wrist: 0 to 1. */
  arm: { from: { x: number; y: number }; to: { x: number; y: number }; half: (share: number) => number };
};

const mix = (a: number, b: number, share: number) => a + (b - a) * share;

/** A grown-up's usual proportions, for a picture that shows no clear outline. */
function usual(middle: number, top: number, height: number, mask: Mask | undefined): Figure {
  const unit = height / 1200;
  const at = (y: number) => top + y * unit;
  return {
    middle,
    top,
    height,
    mask,
    shoulder: { half: 134 * unit, y: at(236) },
    armpit: at(322),
    waist: at(456),
    crotch: at(630),
    ankle: at(1130),
    side: (y) =>
      unit *
      (y < at(456)
        ? 102 - (14 * (y - at(322))) / (at(456) - at(322))
        : Math.min(108, 88 + (y - at(456)) / unit / 6)),
    outline: (y) => unit * (134 + Math.max(0, (y - at(236)) / unit) * 0.32),
    slope: (half) => at(172 + (half / unit) * 0.34),
    leg: (y) => {
      const share = Math.min(1, Math.max(0, (y - at(630)) / (500 * unit)));
      return { inner: unit * mix(6, 50, share), outer: unit * mix(108, 94, share) };
    },
    arm: {
      from: { x: 112 * unit, y: at(246) },
      to: { x: 222 * unit, y: at(600) },
      half: (share) => unit * mix(28, 17, share),
    },
  };
}

/** What differs from the background, taken from both edges of each row. */
function standsOut({ width, height, pixels }: Raster): Mask | undefined {
  const data = new Uint8Array(width * height);
  const edge = Math.max(2, Math.round(width / 100));
  const mean = (y: number, from: number, channel: number) => {
    let sum = 0;
    for (let x = from; x < from + edge; x += 1) sum += pixels[(y * width + x) * 3 + channel] ?? 0;
    return sum / edge;
  };
  let [restless, count] = [0, 0];
  let last = [0, 1, 2].map((channel) => mean(0, 0, channel));
  for (let y = 0; y < height; y += 1) {
    const left = [0, 1, 2].map((channel) => mean(y, 0, channel));
    const right = [0, 1, 2].map((channel) => mean(y, width - edge, channel));
    if (
      left.some(
        (value, channel) =>
          Math.abs(value - (last[channel] ?? 0)) > 9 || Math.abs(value - (right[channel] ?? 0)) > 40,
      )
    )
      restless += 1;
    last = left;
    for (let x = 0; x < width; x += 1) {
      const share = x / (width - 1);
      let most = 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const wall = mix(left[channel] ?? 0, right[channel] ?? 0, share);
        most = Math.max(most, Math.abs((pixels[(y * width + x) * 3 + channel] ?? 0) - wall));
      }
      if (most < 17) continue;
      data[y * width + x] = 1;
      count += 1;
    }
  }
  const share = count / data.length;
  if (restless > height * 0.06 || share < 0.04 || share > 0.55) return undefined;
  return components({ width, height, data }, data.length * 0.03)[0];
}

/** The point of the outline that bulges most over the straight line from neck to upper arm. */
function corner(outer: (y: number) => number, from: number, to: number) {
  const [a, b] = [outer(from), outer(to)];
  let best = { half: a, y: from, bulge: 0 };
  for (let y = from; y < to; y += 1) {
    const bulge = (outer(y) - mix(a, b, (y - from) / (to - from))) / Math.hypot(1, (b - a) / (to - from));
    if (bulge > best.bulge) best = { half: outer(y), y, bulge };
  }
  return best;
}

/** The height of a figure whose feet are not on the picture, from the distance between its crown and its neck. */
function heightFromHead(mask: Mask, box: { top: number; bottom: number }): number {
  const wide = (y: number) => runsOf(mask, y).reduce((sum, run) => sum + run.to - run.from, 0);
  let [widest, neck] = [0, box.top];
  for (let y = box.top; y < box.bottom && wide(y) < widest * 1.35 + 20; y += 1) {
    if (wide(y) >= widest && neck === box.top) widest = wide(y);
    else if (wide(y) < widest * 0.8 && (neck === box.top || wide(y) <= wide(neck))) neck = y;
  }
  return (neck - box.top) / 0.147;
}

function measured(mask: Mask): Figure | undefined {
  const box = boxOf(mask);
  const cropped = box.bottom > mask.height - 3;
  const height = cropped ? heightFromHead(mask, box) : box.bottom - box.top;
  if (height < mask.height * 0.45 || box.right - box.left > height * 0.75) return undefined;
  const head = runsOf(mask, box.top + height * 0.07)[0];
  if (!head) return undefined;
  const middle = (head.from + head.to) / 2;
  const base = usual(middle, box.top, height, mask);
  const at = (share: number) => Math.round(box.top + height * share);
  const central = (y: number) => runsOf(mask, y).find((run) => run.from <= middle && run.to >= middle);
  const trunk = (y: number) => {
    const run = central(y);
    return run ? (run.to - run.from) / 2 : 0;
  };
  let neck = at(0.1);
  for (let y = at(0.1); y < at(0.19); y += 1) if (trunk(y) > 0 && trunk(y) <= trunk(neck)) neck = y;
  const widest = (y: number) => {
    const runs = runsOf(mask, y);
    return ((runs[runs.length - 1]?.to ?? 0) - (runs[0]?.from ?? 0)) / 2;
  };
  const shoulder = corner(widest, neck, neck + Math.round(height * 0.15));
  const beside = (y: number) => {
    const runs = runsOf(mask, y);
    const index = runs.findIndex((run) => run.from <= middle && run.to >= middle);
    const [left, right] = [runs[0], runs[runs.length - 1]];
    return index > 0 && index < runs.length - 1 && left && right ? { left, right } : undefined;
  };
  let armpit = Math.round(shoulder.y);
  while (armpit < at(0.45) && !(beside(armpit) && beside(armpit + 4))) armpit += 1;
  if (armpit >= at(0.45) || shoulder.half < height * 0.06) return undefined;
  let crotch = at(0.45);
  while (crotch < at(0.68) && (central(crotch) || central(crotch + 4))) crotch += 1;
  if (cropped && crotch >= at(0.6)) crotch = at(0.525);
  if (crotch >= at(0.68)) return undefined;
  const arms: { y: number; x: number; half: number }[] = [];
  for (let y = armpit + 3; y < at(0.75); y += 1) {
    const pair = y < crotch ? beside(y) : undefined;
    const outermost = runsOf(mask, y);
    const [left, right] = pair ? [pair.left, pair.right] : [outermost[0], outermost[outermost.length - 1]];
    if (!pair && y < crotch) continue;
    if (!left || !right || (!pair && outermost.length < 4)) break;
    arms.push({
      y,
      x: (right.from + right.to - left.from - left.to) / 4,
      half: (right.to - right.from + left.to - left.from) / 4,
    });
  }
  const [upper, wrist] = [arms[Math.round(arms.length * 0.2)], arms[Math.round(arms.length * 0.715)]];
  if (!upper || !wrist || arms.length < height * 0.15) return undefined;
  const lean = (wrist.x - upper.x) / (wrist.y - upper.y);
  const start = {
    x: wrist.x - lean * (wrist.y - shoulder.y - height * 0.008),
    y: shoulder.y + height * 0.008,
  };
  const leg = (y: number) => {
    if (central(y)) return { inner: 0, outer: trunk(y) };
    const runs = runsOf(mask, Math.min(y, box.bottom - 2));
    const right = runs.find((run) => run.from > middle);
    const left = runs.findLast((run) => run.to < middle);
    if (!right || !left) return base.leg(y);
    return { inner: (right.from - left.to) / 2, outer: (right.to - left.from) / 2 };
  };
  return {
    ...base,
    shoulder,
    armpit,
    crotch,
    waist: mix(armpit, crotch, 0.45),
    outline: widest,
    ankle: at(0.943),
    slope: (half) => {
      let y = neck;
      while (y < shoulder.y && trunk(y) < half) y += 1;
      return y;
    },
    side: (y) => {
      // Where an arm touches the trunk the next row below tells how wide the trunk is.
      let row = Math.round(Math.max(y, armpit + 1));
      while (row < crotch && !beside(row)) row += 1;
      return row < crotch ? trunk(row) : y < crotch ? trunk(crotch - 2) : leg(y).outer;
    },
    leg,
    arm: {
      from: start,
      to: wrist,
      half: (share) => {
        const y = mix(start.y, wrist.y, share);
        const found = arms.find((row) => row.y >= Math.max(y, armpit + height * 0.04));
        return (found ?? wrist).half / Math.hypot(1, lean);
      },
    },
  };
}

export function findFigure(raster: Raster): Figure {
  const mask = standsOut(raster);
  const { width, height } = raster;
  return (mask && measured(mask)) ?? usual(width / 2, height * 0.05, height * 0.9, undefined);
}
