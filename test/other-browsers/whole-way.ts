/** From the button to the cart. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { done, running, terms } from "../extensions/app.ts";
import { maja } from "../helpers/room.ts";
import type { Room } from "./fitting-room.ts";

/** Neither browser's window becomes as narrow as a phone: some 450 is as far as they go. */
const sizes = [
  { size: "phone", width: 390, height: 800 },
  { size: "desktop", width: 1280, height: 800 },
];

export function describeWholeWay(room: Room): void {
  test.each(sizes)("goes from the button to the cart, $size", async ({ size, width, height }) => {
    const { page, app, storefront } = room;
    const look = (step: string) => page.picture(`${size}-${step}`);
    app.looks = [running];
    await page.size(width, height);
    await room.visit();
    await look("1-product");
    await page.press("Try it on");
    await page.sees("See it on you", "h2");
    await look("2-dialog");
    await room.givePhoto(await sideways());
    await look("3-photo");
    await page.press("Make my picture");
    await page.sees("Please tick the box first");
    await look("4-asked");
    expect(app.starts).toHaveLength(0);
    await page.press("I agree");
    await page.press("Make my picture");
    await page.sees("Making your picture", "h2");
    await look("5-waiting");
    app.looks = [done];
    await page.sees("Here you are", "h2");
    await page.sees("Add to cart", "button");
    await look("6-result");

    expect(app.starts).toHaveLength(1);
    expect(app.starts[0]?.query.get("consent")).toBe(terms.version);
    expect(app.starts[0]?.type).toBe("image/jpeg");
    await expectUprightAndBare(app.starts[0]?.bytes);

    await page.press("Add to cart");
    await page.sees("Sunne", "cart-drawer dialog[open]");
    await look("7-cart");
    expect(JSON.stringify([...storefront.shop.carts.values()])).toContain('"_try_on_id":"t1"');
  });
}

/** As a phone writes it that was held upright: lying, with a note of how to turn it. */
async function sideways(): Promise<Buffer> {
  const lying = sharp(await maja())
    .rotate(-90)
    .resize({ width: 3000 });
  return lying.withMetadata({ orientation: 6 }).jpeg().toBuffer();
}

async function expectUprightAndBare(photo: Buffer | undefined): Promise<void> {
  const { format, width = 0, height, exif, orientation } = await sharp(photo).metadata();
  expect({ format, height, exif, orientation }).toEqual({ format: "jpeg", height: 2048 });
  expect(width).toBeLessThan(2048);
  // Seen from afar: upside down, the same picture is another.
  const fromAfar = (picture?: Buffer) =>
    sharp(picture).greyscale().resize(16, 24, { fit: "fill" }).raw().toBuffer();
  const [sent, given] = await Promise.all([fromAfar(photo), fromAfar(await maja())]);
  const apart = sent.reduce((sum, value, at) => sum + Math.abs(value - (given[at] ?? 0)), 0) / sent.length;
  expect(apart).toBeLessThan(3);
}
