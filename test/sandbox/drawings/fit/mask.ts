/** What stands out from a plain background, row by row. */
export type Raster = { width: number; height: number; pixels: Buffer };
export type Mask = { width: number; height: number; data: Uint8Array };
export type Run = { from: number; to: number };

/** Everything that one can walk to from the starting points. */
export function flood(
  width: number,
  height: number,
  seeds: number[],
  open: (at: number) => boolean,
): Uint8Array {
  const seen = new Uint8Array(width * height);
  const queue: number[] = [];
  const visit = (at: number) => {
    if (seen[at] || !open(at)) return;
    seen[at] = 1;
    queue.push(at);
  };
  seeds.forEach(visit);
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const x = at % width;
    if (x > 0) visit(at - 1);
    if (x < width - 1) visit(at + 1);
    if (at >= width) visit(at - width);
    if (at < width * (height - 1)) visit(at + width);
  }
  return seen;
}

/** The connected parts of a mask, largest first, without crumbs. */
export function components(mask: Mask, smallest: number): Mask[] {
  const { width, height, data } = mask;
  const used = new Uint8Array(data.length);
  const found: { part: Uint8Array; size: number }[] = [];
  for (let at = 0; at < data.length; at += 1) {
    if (!data[at] || used[at]) continue;
    const part = flood(width, height, [at], (next) => data[next] === 1 && used[next] === 0);
    let size = 0;
    for (let i = 0; i < part.length; i += 1) {
      if (!part[i]) continue;
      used[i] = 1;
      size += 1;
    }
    if (size > smallest) found.push({ part, size });
  }
  return found.sort((a, b) => b.size - a.size).map(({ part }) => ({ width, height, data: part }));
}

const known = new WeakMap<Mask, Map<number, Run[]>>();

export function runsOf(mask: Mask, row: number): Run[] {
  const y = Math.round(row);
  const rows = known.get(mask) ?? new Map<number, Run[]>();
  known.set(mask, rows);
  const runs = rows.get(y) ?? measure(mask, y);
  rows.set(y, runs);
  return runs;
}

function measure(mask: Mask, y: number): Run[] {
  const runs: Run[] = [];
  if (y < 0 || y >= mask.height) return runs;
  for (let x = 0; x < mask.width; x += 1) {
    if (!mask.data[y * mask.width + x]) continue;
    const from = x;
    while (x < mask.width && mask.data[y * mask.width + x]) x += 1;
    if (x - from > 1) runs.push({ from, to: x - 1 });
  }
  return runs;
}

export function boxOf({ width, height, data }: Mask) {
  const box = { left: width, top: height, right: -1, bottom: -1 };
  for (let at = 0; at < data.length; at += 1) {
    if (!data[at]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.top) box.top = y;
    if (y > box.bottom) box.bottom = y;
  }
  return box;
}

/** A mask without its outermost pixels, where the background still shines through. */
export function shrink({ width, height, data }: Mask): Mask {
  const inner = new Uint8Array(data.length);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      inner[at] =
        (data[at] ?? 0) &
        (data[at - 1] ?? 0) &
        (data[at + 1] ?? 0) &
        (data[at - width] ?? 0) &
        (data[at + width] ?? 0);
    }
  }
  return { width, height, data: inner };
}
