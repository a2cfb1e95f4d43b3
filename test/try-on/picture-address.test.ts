/** Pictures as they are served: the result to whichever page shows it, the photo to its provider. */
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type House, startHouse, until } from "../helpers/house.ts";
import { ask, press, startedShape } from "../helpers/shopper.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { finishTask } from "../sandbox/kling/index.ts";

describe("a picture's address", () => {
  let house: House;
  beforeAll(async () => {
    const apiKey = "api-key-of-this-test";
    house = await startHouse({ shop: "installed", sandbox: { klingKeys: [apiKey], taskMs: Infinity } });
    const saved = await house.services.connections.save(house.shop.domain, undefined, {
      provider: "kling",
      baseAddress: `${house.sandbox.origin}/providers/kling`,
      model: "kling-virtual-try-on-3.0",
      credentials: { apiKey },
      settings: {},
    });
    await house.services.connections.test(house.shop.domain, saved.ok ? saved.id : "");
    await house.catalogueRead();
    await waitForReadyShop(house.shop);
    const { id, token } = startedShape.parse((await press(house)).body);
    await until(() => house.db.tryOn.findFirst({ where: { state: "running" } }));
    const [task] = house.sandbox.world.tasks;
    // This model takes the photo by its address; while the task runs the photo is there.
    [address.photo = ""] = JSON.stringify(task?.request).match(/http[^"]+\/media\/[^"]+/) ?? [];
    served.photo = await look(address.photo);
    await finishTask(house.sandbox.world, task?.id ?? "");
    await until(() => house.db.tryOn.findFirst({ where: { state: "done" } }));
    const { body } = await ask(house, `/try-ons/${id}`, { query: { token } });
    address.result = z.object({ image_url: z.string() }).parse(body).image_url;
    served.result = await look(address.result);
  });
  afterAll(() => house.stop());

  type Served = { status: number; headers: Record<string, unknown> };
  const address = { photo: "", result: "" };
  const served: { photo?: Served; result?: Served } = {};

  const look = async (at: string): Promise<Served> => {
    const {
      statusCode: status,
      headers,
      body,
    } = await request(at, { headers: { origin: "https://shop.example" } });
    await body.dump();
    const { date: _date, connection: _connection, "keep-alive": _kept, ...rest } = headers;
    return { status, headers: rest };
  };

  const kept = {
    "content-type": "image/jpeg",
    "cache-control": "private, max-age=600",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "transfer-encoding": "chunked",
  };

  it("of a result lets every page read it: whoever knows the address has been given the picture", () => {
    expect(served.result).toEqual({ status: 200, headers: { ...kept, "access-control-allow-origin": "*" } });
  });

  it("of a photo lets no page read it: it is for the provider", () => {
    expect(served.photo).toEqual({ status: 200, headers: kept });
  });

  it("of one kind is no address of the other, and of one that is gone is nobody's", async () => {
    const [photo, result] = [address.photo, address.result].map((one) => new URL(one).pathname.split("/"));
    const crossed = `${house.origin}/media/${photo?.[2]}/${result?.[3]}`;
    for (const at of [crossed, address.photo]) {
      const { status, headers } = await look(at);
      expect([status, headers["access-control-allow-origin"]]).toEqual([404, undefined]);
    }
  });
});
