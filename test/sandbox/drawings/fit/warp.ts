/** Bends a cut-out garment so that its pins come to lie on the body: a thin-plate spline from body to cloth. */
import type { Cutout } from "./cut.ts";
import { components } from "./mask.ts";
import type { Pin } from "./pins.ts";

export type Sheet = { width: number; height: number; pixels: Buffer };

type Bend = (x: number, y: number) => { x: number; y: number };

const radial = (squared: number) => (squared === 0 ? 0 : squared * Math.log(squared));

/** Solves a set of linear equations with two right-hand sides by elimination. */
function solve(rows: number[][]): number[][] {
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    const [pivot, swapped] = [rows[best] ?? [], rows[column] ?? []];
    [rows[column], rows[best]] = [pivot, swapped];
    for (let row = 0; row < size; row += 1) {
      const line = rows[row];
      if (row === column || !line) continue;
      const factor = (line[column] ?? 0) / (pivot[column] || 1e-9);
      if (factor === 0) continue;
      for (let i = column; i < size + 2; i += 1) line[i] = (line[i] ?? 0) - factor * (pivot[i] ?? 0);
    }
  }
  return rows.map((row, index) => [
    (row[size] ?? 0) / (row[index] || 1e-9),
    (row[size + 1] ?? 0) / (row[index] || 1e-9),
  ]);
}

function bendBetween(points: { x: number; y: number; u: number; v: number }[]): Bend {
  const count = points.length;
  const smoothing = 0.5;
  const rows = points.map((a, index) => [
    ...points.map(
      (b, other) => radial((a.x - b.x) ** 2 + (a.y - b.y) ** 2) + (index === other ? smoothing : 0),
    ),
    1,
    a.x,
    a.y,
    a.u,
    a.v,
  ]);
  const ones = (pick: (point: { x: number; y: number }) => number) => [...points.map(pick), 0, 0, 0, 0, 0];
  const weights = solve([...rows, ones(() => 1), ones(({ x }) => x), ones(({ y }) => y)]);
  const [base, alongX, alongY] = [weights[count] ?? [], weights[count + 1] ?? [], weights[count + 2] ?? []];
  const value = (axis: number, x: number, y: number) => {
    let sum = (base[axis] ?? 0) + (alongX[axis] ?? 0) * x + (alongY[axis] ?? 0) * y;
    for (const [index, point] of points.entries())
      sum += (weights[index]?.[axis] ?? 0) * radial((x - point.x) ** 2 + (y - point.y) ** 2);
    return sum;
  };
  return (x, y) => ({ x: value(0, x, y), y: value(1, x, y) });
}

function bothSides(pins: Pin[], body: number, cloth: number) {
  const right = pins.map((pin) => ({
    x: body + pin.body.half,
    y: pin.body.y,
    u: cloth + pin.cloth.half,
    v: pin.cloth.y,
  }));
  const left = pins
    .filter((pin) => pin.body.half > 0.5)
    .map((pin) => ({ x: body - pin.body.half, y: pin.body.y, u: cloth - pin.cloth.half, v: pin.cloth.y }));
  return [...right, ...left];
}

const grid = 6;

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));

export function warp(
  cutout: Cutout,
  pins: Pin[],
  middles: { body: number; cloth: number },
  width: number,
  height: number,
): Sheet {
  const points = bothSides(pins, middles.body, middles.cloth);
  const bend = bendBetween(points);
  const margin = height * 0.035;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [clamp(Math.min(...xs) - margin, width), clamp(Math.max(...xs) + margin, width)];
  const [top, bottom] = [clamp(Math.min(...ys) - margin, height), clamp(Math.max(...ys) + margin, height)];
  const columns = Math.ceil((right - left) / grid) + 2;
  const lines = Math.ceil((bottom - top) / grid) + 2;
  const knots = Array.from({ length: columns * lines }, (_, index) =>
    bend(left + (index % columns) * grid, top + Math.floor(index / columns) * grid),
  );
  const { mask, alpha, pixels } = cutout;
  const sheet = Buffer.alloc(width * height * 4);
  for (let y = top; y < bottom; y += 1) {
    const line = Math.floor((y - top) / grid);
    const b = (y - top) / grid - line;
    for (let x = left; x < right; x += 1) {
      const column = Math.floor((x - left) / grid);
      const a = (x - left) / grid - column;
      const corner = line * columns + column;
      const [p, q, r, s] = [
        knots[corner],
        knots[corner + 1],
        knots[corner + columns],
        knots[corner + columns + 1],
      ];
      if (!p || !q || !r || !s) continue;
      const u = (p.x * (1 - a) + q.x * a) * (1 - b) + (r.x * (1 - a) + s.x * a) * b;
      const v = (p.y * (1 - a) + q.y * a) * (1 - b) + (r.y * (1 - a) + s.y * a) * b;
      if (u < 0 || v < 0 || u >= mask.width - 1 || v >= mask.height - 1) continue;
      const [iu, iv] = [Math.floor(u), Math.floor(v)];
      const [fu, fv] = [u - iu, v - iv];
      const at = iv * mask.width + iu;
      const near = [at, at + 1, at + mask.width, at + mask.width + 1];
      const shares = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv];
      let [cover, red, green, blue] = [0, 0, 0, 0];
      for (let i = 0; i < 4; i += 1) {
        const from = near[i] ?? at;
        const share = (shares[i] ?? 0) * (alpha[from] ?? 0);
        cover += share;
        red += share * (pixels[from * 3] ?? 0);
        green += share * (pixels[from * 3 + 1] ?? 0);
        blue += share * (pixels[from * 3 + 2] ?? 0);
      }
      if (cover < 2) continue;
      const to = (y * width + x) * 4;
      sheet[to] = red / cover;
      sheet[to + 1] = green / cover;
      sheet[to + 2] = blue / cover;
      sheet[to + 3] = cover;
    }
  }
  return { width, height, pixels: withoutEchoes(sheet, width, height) };
}

/** Far from all pins the spline may bend back into the cloth; what does not hang together with the garment goes. */
function withoutEchoes(sheet: Buffer, width: number, height: number): Buffer {
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) data[at] = (sheet[at * 4 + 3] ?? 0) > 30 ? 1 : 0;
  const [garment, ...echoes] = components({ width, height, data }, 0);
  if (!garment || echoes.length === 0) return sheet;
  for (const echo of echoes)
    for (let at = 0; at < data.length; at += 1) if (echo.data[at]) sheet[at * 4 + 3] = 0;
  return sheet;
}
