import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Download } from "../../../app/providers/download.server.ts";
import type { Garment } from "../../../app/try-on/garments/garments.ts";
import { mergeOnWhite } from "../../../app/try-on/garments/merge.server.ts";
import { prepareGarments } from "../../../app/try-on/garments/send-garments.server.ts";

const red = { r: 200, g: 20, b: 30 };
const blue = { r: 20, g: 40, b: 200 };
type Colour = typeof red;

const filled = (width: number, height: number, background: Colour) =>
  sharp({ create: { width, height, channels: 3, background } });

async function pixelsOf(picture: Buffer) {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const from = (y * info.width + x) * info.channels;
    return [...data.subarray(from, from + 3)];
  };
  /** How many of a row's or column's points are this colour, near enough for JPEG. */
  const count = (points: [number, number][], { r, g, b }: Colour) =>
    points.filter(([x, y]) =>
      at(x, y).every((value, index) => Math.abs(value - ([r, g, b][index] ?? 0)) < 24),
    ).length;
  const row = (y: number) => Array.from({ length: info.width }, (_, x): [number, number] => [x, y]);
  const column = (x: number) => Array.from({ length: info.height }, (_, y): [number, number] => [x, y]);
  return { ...info, count, row, column };
}

const white = { r: 255, g: 255, b: 255 };

async function merged(upper: [number, number], lower: [number, number]) {
  const picture = await mergeOnWhite(
    await filled(...upper, red)
      .png()
      .toBuffer(),
    await filled(...lower, blue)
      .jpeg()
      .toBuffer(),
  );
  return { picture, pixels: await pixelsOf(picture) };
}

type Size = [number, number];

describe("an upper and a lower on one picture", () => {
  it("stand side by side, the upper first, with white around and between", async () => {
    const { pixels } = await merged([600, 800], [500, 900]);
    const { width, height, count, row, column } = pixels;
    for (const edge of [row(0), row(height - 1), column(0), column(width - 1)])
      expect(count(edge, white)).toBe(edge.length);
    const middle = row(Math.round(height / 2));
    const reds = middle.filter((point) => count([point], red) === 1).map(([x]) => x);
    const blues = middle.filter((point) => count([point], blue) === 1).map(([x]) => x);
    expect(reds.length).toBeGreaterThan(100);
    expect(blues.length).toBeGreaterThan(100);
    const [lastRed, firstBlue] = [Math.max(...reds), Math.min(...blues)];
    expect(firstBlue - lastRed).toBeGreaterThan(20);
    const between = column(Math.round((lastRed + firstBlue) / 2));
    expect(count(between, white)).toBe(between.length);
  });

  it("keep their shapes", async () => {
    const { pixels } = await merged([600, 800], [500, 1000]);
    const { height, count, row, column } = pixels;
    for (const [colour, shape] of [
      [red, 600 / 800],
      [blue, 500 / 1000],
    ] as const) {
      const across = row(Math.round(height / 2)).filter((point) => count([point], colour) === 1);
      const down = column(across[Math.round(across.length / 2)]?.[0] ?? 0);
      const tall = down.filter((point) => count([point], colour) === 1).length;
      expect(across.length / tall).toBeCloseTo(shape, 1);
    }
  });

  it.each<[string, Size, Size]>([
    ["usual ones", [600, 800], [600, 800]],
    ["squares", [1000, 1000], [1000, 1000]],
    ["large ones", [4000, 5000], [3000, 4500]],
    ["small ones", [301, 301], [301, 301]],
    ["tiny ones", [20, 30], [20, 30]],
    ["broad ones", [1600, 800], [1600, 800]],
    ["very broad ones", [2500, 500], [2500, 500]],
    ["a broad and a tall one", [2500, 500], [400, 1600]],
    ["tall ones", [400, 1600], [400, 1600]],
    ["very tall ones", [200, 2000], [200, 2000]],
  ])("are within what providers take: %s", async (_name, upper, lower) => {
    const { picture, pixels } = await merged(upper, lower);
    const sides = [pixels.width, pixels.height];
    expect(Math.min(...sides)).toBeGreaterThanOrEqual(301);
    expect(Math.max(...sides)).toBeLessThanOrEqual(2_048);
    expect(Math.max(...sides) / Math.min(...sides)).toBeLessThanOrEqual(2.5);
    expect(picture.length).toBeLessThanOrEqual(10 * 1024 * 1024);
    expect((await sharp(picture).metadata()).format).toBe("jpeg");
  });

  it("are not too many bytes even when nothing in them repeats", async () => {
    const noise = await sharp({
      create: {
        width: 1500,
        height: 1500,
        channels: 3,
        background: "#888888",
        noise: { type: "gaussian", mean: 128, sigma: 80 },
      },
    })
      .png()
      .toBuffer();
    expect((await mergeOnWhite(noise, noise)).length).toBeLessThanOrEqual(10 * 1024 * 1024);
  });

  it("are white where they are transparent, and upright where a camera lay on its side", async () => {
    const clear = await sharp({
      create: { width: 600, height: 800, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const lying = await filled(800, 400, blue).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width, height, count, row, column } = await pixelsOf(await mergeOnWhite(clear, lying));
    const left = row(Math.round(height / 2)).filter(([x]) => x < width / 3);
    expect(count(left, white)).toBe(left.length);
    const across = row(Math.round(height / 2)).filter((point) => count([point], blue) === 1);
    const down = column(across[Math.round(across.length / 2)]?.[0] ?? 0);
    expect(down.filter((point) => count([point], blue) === 1).length).toBeGreaterThan(across.length);
  });

  it.each<[string, () => Promise<Buffer>]>([
    ["grey", () => filled(600, 800, red).greyscale().png().toBuffer()],
    ["CMYK", () => filled(600, 800, red).toColourspace("cmyk").jpeg().toBuffer()],
    ["16 bits", () => filled(600, 800, red).toColourspace("rgb16").png().toBuffer()],
    ["WebP", () => filled(600, 800, red).webp().toBuffer()],
  ])("may be of any make: %s", async (_name, make) => {
    const picture = await mergeOnWhite(await make(), await filled(600, 800, blue).png().toBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ format: "jpeg", space: "srgb", channels: 3 });
  });
});

describe("the garments of a try-on, made ready for its model", () => {
  const at = (name: string) => `https://cdn.example/${name}.png`;
  const garment = (kind: Garment["kind"]): Garment => ({
    productId: kind,
    title: kind,
    kind,
    address: at(kind),
  });
  const outfit = [garment("upper"), garment("lower")];
  const merging = { provider: "kling", model: "kolors-virtual-try-on-v1-5" };

  const never: Download = async (address) => {
    throw new Error(`${address} was fetched for nothing`);
  };

  it.each(["upper", "lower", "dress"] as const)("one %s goes by its address, unfetched", async (kind) => {
    expect(await prepareGarments(merging, [garment(kind)], never)).toStrictEqual({
      ok: true,
      value: { wear: "one", kind, picture: { address: at(kind) } },
    });
  });

  it.each([
    ["hidream", "hidream-vton"],
    ["kling", "kling-v3-omni"],
    ["kling-gateway", "kling-image-o1"],
  ])("an outfit goes by two addresses to %s's %s, unfetched", async (provider, model) => {
    expect(await prepareGarments({ provider, model }, outfit, never)).toStrictEqual({
      ok: true,
      value: { wear: "separate", upper: { address: at("upper") }, lower: { address: at("lower") } },
    });
  });

  it("an outfit goes as one picture of both to a model that wants it so", async () => {
    const bytes = await filled(600, 800, red).png().toBuffer();
    const fetched: string[] = [];
    const ready = await prepareGarments(merging, outfit, async (address) => {
      fetched.push(address);
      return { ok: true, bytes, type: "image/png" };
    });
    expect(fetched).toStrictEqual([at("upper"), at("lower")]);
    expect(ready).toStrictEqual({
      ok: true,
      value: { wear: "merged", picture: { bytes: await mergeOnWhite(bytes, bytes) } },
    });
  });

  it.each([
    ["upper", true],
    ["lower", true],
    ["upper", false],
    ["lower", false],
  ])(
    "an outfit whose %s can't be fetched is refused before it costs, again later: %s",
    async (kind, retry) => {
      const bytes = await filled(600, 800, red).png().toBuffer();
      const ready = await prepareGarments(merging, outfit, async (address) =>
        address === at(kind) ? { ok: false, retry, detail: "gone" } : { ok: true, bytes, type: "image/png" },
      );
      expect(ready).toStrictEqual({
        ok: false,
        failure: { code: "garment_refused", retry, mayHaveStarted: false, detail: "gone" },
      });
    },
  );

  it("an outfit with a damaged picture is refused, too, and not thrown about", async () => {
    const whole = await filled(600, 800, red).png().toBuffer();
    const damaged = whole.subarray(0, 60);
    const ready = prepareGarments(merging, outfit, async () => ({
      ok: true,
      bytes: damaged,
      type: "image/png",
    }));
    await expect(ready).resolves.toMatchObject({
      ok: false,
      failure: { code: "garment_refused", retry: false, mayHaveStarted: false },
    });
  });
});
