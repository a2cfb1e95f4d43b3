import { afterAll, beforeAll, describe, expect, it } from "vitest";
import sharp from "sharp";
import { request } from "undici";
import { type House, startHouse, until } from "../helpers/house.ts";
import { follow, press } from "../helpers/shopper.ts";

describe("the way of a try-on", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  it("leads from a photo to a picture, and the photo is gone afterwards", async () => {
    const started = await press(house);
    expect(started.status).toBe(202);
    const shown = await follow(house, started);
    expect(shown.state).toBe("done");
    const picture = await request(shown.image_url ?? "");
    const { width, height, format } = await sharp(Buffer.from(await picture.body.arrayBuffer())).metadata();
    expect({ format, upright: height > width }).toEqual({ format: "jpeg", upright: true });
    // Its key goes in the step that ends the try-on, its row and bytes right after that.
    await until(async () => (await house.db.picture.count({ where: { role: "photo" } })) === 0);
    expect(await house.db.picture.findMany({ select: { role: true } })).toEqual([{ role: "result" }]);
    expect(await house.storedFiles()).toHaveLength(1);
  });
});
