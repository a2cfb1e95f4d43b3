import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { garmentFile } from "../sandbox/drawings/garments.ts";
import { personFile } from "../sandbox/drawings/people.ts";
import { garmentParts, wear } from "../sandbox/drawings/wear.ts";

async function garment(file: string): Promise<Buffer> {
  const picture = await garmentFile(file);
  if (!picture) throw new Error(`No garment picture ${file}`);
  return picture.bytes;
}

async function person(name: string): Promise<Buffer> {
  const picture = await personFile(name);
  if (!picture) throw new Error(`No person ${name}`);
  return picture;
}

async function colourAt(picture: Buffer, x: number, y: number): Promise<number[]> {
  const { data } = await sharp(picture)
    .extract({ left: x - 4, top: y - 4, width: 8, height: 8 })
    .resize(1, 1)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

const sideBySide = (left: Buffer, right: Buffer) =>
  sharp({ create: { width: 2400, height: 1500, channels: 3, background: "#fff" } })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: right, left: 1200, top: 0 },
    ])
    .jpeg()
    .toBuffer();

const kinds = async (picture: Buffer) => (await garmentParts(picture)).map(({ kind }) => kind);

describe("a garment's kind", () => {
  it.each([
    ["fjell-t-shirt-moss-front.jpg", "upper"],
    ["harbour-denim-jacket-indigo-front.jpg", "upper"],
    ["archive-ribbed-vest-sage-front.jpg", "upper"],
    ["holmen-straight-jeans-black-front.jpg", "lower"],
    ["lund-pleated-skirt-slate-front.jpg", "lower"],
    ["sunne-wrap-dress-plum-front.jpg", "dress"],
    ["kiruna-shift-dress-ink-front.jpg", "dress"],
  ])("of %s is told from its outline: %s", async (file, kind) => {
    expect(await kinds(await garment(file))).toEqual([kind]);
  });

  it("is told for both garments of an outfit, from left to right", async () => {
    const outfit = await sideBySide(
      await garment("gotland-wide-trousers-olive-front.jpg"),
      await garment("aland-linen-shirt-sky-front.jpg"),
    );
    expect(await kinds(outfit)).toEqual(["lower", "upper"]);
  });

  it("is none for a bag and for an empty picture", async () => {
    expect(await kinds(await garment("torget-canvas-tote-natural-front.jpg"))).toEqual([]);
    expect(
      await kinds(
        await sideBySide(
          await sharp({ create: { width: 9, height: 9, channels: 3, background: "#fff" } })
            .png()
            .toBuffer(),
          Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>'),
        ),
      ),
    ).toEqual([]);
  });
});

describe("a worn garment", () => {
  it("covers the chest, leaves the face alone and keeps the picture's size", async () => {
    const [maja, tee] = [await person("maja"), await garment("fjell-t-shirt-moss-front.jpg")];
    const worn = await wear(maja, tee);
    const { width, height, format } = await sharp(worn).metadata();
    expect([width, height, format]).toEqual([900, 1350, "jpeg"]);
    const [red = 0, green = 0, blue = 0] = await colourAt(worn, 450, 480);
    expect(green).toBeGreaterThan(Math.max(red, blue) + 8);
    const [before, after] = [await colourAt(maja, 450, 180), await colourAt(worn, 450, 180)];
    before.forEach((value, channel) => expect(Math.abs(value - (after[channel] ?? 0))).toBeLessThan(8));
  });

  it("looks the same each time", async () => {
    const [lars, jeans] = [await person("lars"), await garment("holmen-straight-jeans-mid-blue-front.jpg")];
    expect((await wear(lars, jeans)).equals(await wear(lars, jeans))).toBe(true);
  });

  it("is also put on a photo in which no figure stands out", async () => {
    const noise = { type: "gaussian" as const, mean: 128, sigma: 60 };
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#888", noise } })
      .jpeg()
      .toBuffer();
    const worn = await wear(photo, await garment("lund-pleated-skirt-terracotta-front.jpg"));
    const { width, height } = await sharp(worn).metadata();
    expect([width, height]).toEqual([640, 480]);
    const [red = 0, green = 0] = await colourAt(worn, 320, 270);
    expect(red).toBeGreaterThan(green + 40);
  });
});
