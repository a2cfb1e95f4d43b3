import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type House, startHouse, until } from "../helpers/house.ts";
import { press } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";

const apiKey = "api-key-kling-with-a-webhook-secret";
const webhookSecret = `whsec_${Buffer.from("a secret that only Kling and the shop know").toString("base64")}`;

describe("a callback, where the merchant has stored Kling's webhook secret", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({
      shop: "installed",
      pollEveryMs: 3_600_000,
      sandbox: { taskMs: Infinity, klingKeys: [{ key: apiKey, webhookSecrets: [webhookSecret] }] },
    });
    await house.catalogueRead();
    const { domain } = house.shop;
    const saved = await house.services.connections.save(domain, undefined, {
      provider: "kling",
      baseAddress: `${house.sandbox.origin}/providers/kling`,
      model: "kolors-virtual-try-on-v1-5",
      credentials: { apiKey, webhookSecret },
      settings: {},
    });
    if (saved.ok) await house.services.connections.test(domain, saved.id);
  });
  afterAll(() => house.stop());

  it("wakes the try-on when Kling has signed it, and is refused when anybody else has", async () => {
    const { id } = z.object({ id: z.string() }).parse((await press(house)).body);
    const task = await until(() => house.sandbox.world.tasks[0]);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "running" } }));
    const unsigned = await fetch(task.callbackUrl ?? "", { method: "POST", body: "{}" });
    expect(unsigned.status).toBe(401);
    const forged = await fetch(task.callbackUrl ?? "", {
      method: "POST",
      body: "{}",
      headers: {
        "webhook-id": "1",
        "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
        "webhook-signature": "v1,bm90IHRoZSBzaWduYXR1cmU=",
      },
    });
    expect(forged.status).toBe(401);
    await finishTask(house.sandbox.world, task.id);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "done" } }));
  });
});
