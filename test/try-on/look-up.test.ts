import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type House, startHouse, until } from "../helpers/house.ts";
import { press } from "../helpers/shopper.ts";
import { askAdmin } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import type { Script } from "../sandbox/world.ts";

const apiKey = "api-key-of-the-look-up";
const otherKey = "api-key-of-another-account";
const models = ["kolors-virtual-try-on-v1-5", "kling-virtual-try-on-3.0"];

describe("a try-on at Kling itself whose first answer was lost", () => {
  let house: House;
  let aheadMs = 0;
  beforeEach(async () => {
    aheadMs = 0;
    const now = () => new Date(Date.now() + aheadMs);
    house = await startHouse({
      shop: "installed",
      drives: false,
      now,
      sandbox: { taskMs: Infinity, klingKeys: [apiKey, otherKey] },
    });
    await askAdmin(house.sandbox.world, house.shop, "/app/connections/new", "routes/app.connections.$id", {
      intent: "save",
      ...entered(apiKey),
    });
    await waitForReadyShop(house.shop);
    await house.catalogueRead();
  });
  afterEach(() => house.stop());

  const entered = (key: string, model = models[0] ?? "") => ({
    provider: "kling",
    baseAddress: `${house.sandbox.origin}/providers/kling`,
    model,
    credentials: { apiKey: key },
    settings: {},
  });
  /** Saved and tested, as the merchant's page does it. */
  const enter = async (key: string, model?: string) => {
    const { id } = await house.db.connection.findFirstOrThrow();
    const { connections } = house.services;
    expect((await connections.save(house.shop.domain, id, entered(key, model))).ok).toBe(true);
    expect((await connections.test(house.shop.domain, id)).ok).toBe(true);
  };
  const begin = async () => {
    const { id } = z.object({ id: z.string() }).parse((await press(house)).body);
    return {
      id,
      advance: () => house.services.tryOns.advance(id),
      row: () => house.db.tryOn.findUniqueOrThrow({ where: { id } }),
    };
  };

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
  ])(
    "without a task is not given up because of %s: Kling is asked again, and then it is sent again",
    async (_name, odd) => {
      const { scripts, tasks } = house.sandbox.world;
      scripts.push({ on: "create", does: "cut" });
      const { id, advance, row } = await begin();
      const stateNow = async () => (await row()).state;
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
    },
  );

  it("without a task is sent again by Try-On 3.0, too", async () => {
    await enter(apiKey, models[1]);
    const { scripts, tasks } = house.sandbox.world;
    scripts.push({ on: "create", does: "cut" });
    const { id, advance, row } = await begin();
    await advance();
    aheadMs = 26_000;
    await advance();
    await advance();
    expect((await row()).state).toBe("running");
    expect(tasks.map(({ externalId }) => externalId)).toEqual([id]);
  });

  it.each(models)(
    "with a task is paid once, and not sent to another account whose key came since: %s",
    async (model) => {
      await enter(apiKey, model);
      const { scripts, tasks } = house.sandbox.world;
      scripts.push({ on: "create", does: "cut", taskMade: true });
      const { advance, row } = await begin();
      await advance();
      await enter(otherKey, model);
      aheadMs = 26_000;
      await advance();
      expect(await row()).toMatchObject({ state: "failed", failureCode: "unknown_outcome", charge: "spent" });
      expect(tasks.map(({ key }) => key)).toEqual([apiKey]);
    },
  );

  it("with a task is paid once also where the key is changed while it is about to be sent", async () => {
    const { scripts, tasks } = house.sandbox.world;
    scripts.push({ on: "create", does: "cut", taskMade: true });
    const { advance, row } = await begin();
    let sending: Promise<unknown> = Promise.resolve();
    await house.db.$transaction(async (transaction) => {
      // It has read its connection by then, and waits here for the photo.
      await transaction.$executeRaw`lock table picture`;
      sending = advance();
      sending.catch(() => {});
      await until(async () => {
        const waiting = await house.db.$queryRaw<unknown[]>`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return waiting.length > 0;
      });
      await enter(otherKey);
    });
    await sending;
    expect(tasks).toEqual([]);
    await advance();
    aheadMs = 26_000;
    await advance();
    await advance();
    expect((await row()).state).toBe("running");
    expect(tasks.map(({ key }) => key)).toEqual([otherKey]);
  });
});
