import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type House, startHouse } from "../helpers/house.ts";
import { press } from "../helpers/shopper.ts";
import { askAdmin } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import type { Script } from "../sandbox/world.ts";

const apiKey = "api-key-of-the-look-up";

describe("a try-on at Kling itself whose first answer was lost, and of which no task was made", () => {
  let house: House;
  let aheadMs = 0;
  beforeEach(async () => {
    aheadMs = 0;
    const now = () => new Date(Date.now() + aheadMs);
    house = await startHouse({
      shop: "installed",
      drives: false,
      now,
      sandbox: { taskMs: Infinity, klingKeys: [apiKey] },
    });
    await askAdmin(house.sandbox.world, house.shop, "/app/connections/new", "routes/app.connections.$id", {
      intent: "save",
      provider: "kling",
      baseAddress: `${house.sandbox.origin}/providers/kling`,
      model: "kolors-virtual-try-on-v1-5",
      credentials: { apiKey },
      settings: {},
    });
    await waitForReadyShop(house.shop);
    await house.catalogueRead();
  });
  afterEach(() => house.stop());

  it.each<[string, Script[]]>([
    ["half an answer", [{ on: "query", does: "broken-json" }]],
    ["an answer of another kind", [{ on: "query", does: "another-envelope" }]],
    [
      "a list that can't be read",
      [
        { on: "query", does: "delay", ms: 0 },
        { on: "query", does: "broken-json" },
      ],
    ],
  ])("is not given up because of %s: Kling is asked again, and then it is sent again", async (_name, odd) => {
    const { scripts, tasks } = house.sandbox.world;
    scripts.push({ on: "create", does: "cut" });
    const { id } = z.object({ id: z.string() }).parse((await press(house)).body);
    const advance = () => house.services.tryOns.advance(id);
    const stateNow = async () => (await house.db.tryOn.findUniqueOrThrow({ where: { id } })).state;
    await advance();
    aheadMs = 26_000;
    scripts.push(...odd);
    await advance();
    expect(await stateNow()).toBe("submitting");
    await advance();
    expect(await stateNow()).toBe("queued");
    await advance();
    expect(await stateNow()).toBe("running");
    expect(tasks.map(({ externalId }) => externalId)).toEqual([id]);
  });
});
