import type { Locator } from "playwright-core";

/** Until every picture in the list has come. */
export async function pictures(images: Locator): Promise<void> {
  for (const image of await images.all())
    await image.evaluate((each) => (each instanceof HTMLImageElement ? each.decode() : undefined));
}
