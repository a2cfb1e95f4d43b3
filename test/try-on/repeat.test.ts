import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Started } from "../../app/try-on/start.server.ts";
import { type House, startHouse } from "../helpers/house.ts";
import { photoOfSomebody, startQueryFor } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import type { Script } from "../sandbox/world.ts";
import { recountMoney } from "../usage/recount.ts";

const price = 70_000n;
const noon = new Date("2025-11-30T12:00:00Z");

describe("the same wish again", () => {
  let house: House;
  let photo: Buffer;
  let wish: Record<string, string> = {};
  let at = noon;
  beforeAll(async () => {
    house = await startHouse({ drives: false, now: () => at, sandbox: { taskMs: Infinity } });
    await house.db.connectionModel.updateMany({ data: { priceMicros: price } });
    const { id: connectionId } = await house.db.connection.findFirstOrThrow();
    const model = "kolors-virtual-try-on-v1";
    await house.db.connectionModel.create({ data: { connectionId, model, priceMicros: price } });
    photo = await photoOfSomebody();
  });
  beforeEach(async () => {
    at = noon;
    house.sandbox.reset();
    wish = startQueryFor(house);
    await house.db.shop.updateMany({ data: { settings: {} } });
    await house.db.tryOn.deleteMany();
    await house.db.picture.deleteMany();
    await house.db.tally.deleteMany();
    await house.db.spend.deleteMany();
  });
  afterAll(() => house.stop());

  type Changes = { query?: Record<string, string>; photo?: Buffer };
  const ask = (changes: Changes = {}) =>
    house.services.tryOns.start({
      shop: house.shop.domain,
      query: { ...wish, ...changes.query },
      address: "203.0.113.7",
      photo: changes.photo ?? photo,
    });
  const start = async (changes: Changes = {}): Promise<Started> => {
    const started = await ask(changes);
    if (!started.ok) throw new Error(`refused as ${started.code}`);
    return started.value;
  };
  const goOn = async ({ id }: Started) => {
    for (;;) {
      const step = await house.services.tryOns.advance(id);
      if (step.ended || step.waitMs > 0) return;
    }
  };
  const finish = async (started: Started) => {
    await goOn(started);
    await finishTask(house.sandbox.world, house.sandbox.world.tasks.at(-1)?.id ?? "");
    await goOn(started);
  };
  const forget = ({ id, token }: Started) =>
    house.services.tryOns.forget({ shop: house.shop.domain, id, token });
  const script = (...scripts: Script[]) => void house.sandbox.world.scripts.push(...scripts);

  /** All that a start changes, to the last picture and job. */
  const standing = async () => {
    const jobs = await house.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from pgboss.job where name = 'try-on'`;
    return {
      jobs,
      tryOns: await house.db.tryOn.findMany(),
      pictures: await house.db.picture.findMany({ orderBy: { id: "asc" } }),
      files: (await house.storedFiles()).length,
      tallies: await house.db.tally.findMany({ orderBy: { scope: "asc" } }),
      spend: await house.db.spend.findMany(),
      consents: await house.db.consent.count(),
      tasks: house.sandbox.world.tasks.length,
    };
  };

  const ways: [state: Started["state"], reach: (started: Started) => Promise<unknown>][] = [
    ["queued", async () => {}],
    [
      "submitting",
      async (started) => {
        script({ on: "create", does: "cut", taskMade: true });
        await house.services.tryOns.advance(started.id);
      },
    ],
    ["running", goOn],
    ["done", finish],
  ];

  it.each(ways)(
    "is the one that is %s: its id, its token, nothing new and no money",
    async (state, reach) => {
      const first = await start();
      await reach(first);
      const before = await standing();
      expect(await start()).toEqual({ ...first, state });
      expect(await standing()).toEqual(before);
      const shown = await house.services.tryOns.show({ shop: house.shop.domain, ...first, waitSeconds: 0 });
      expect(shown).toMatchObject({ ok: true, value: { id: first.id, state } });
    },
  );

  it("is free when cap and allowances are used up, where another one is refused", async () => {
    const limits = { perVisitorPerDay: 1, perAddressPerDay: 1, perShopPerMinute: 1 };
    await house.db.shop.updateMany({ data: { settings: { ...limits, monthlyCapMicros: Number(price) } } });
    const first = await start();
    expect(await start()).toEqual(first);
    expect(await ask({ query: { visitor: "somebody-else" } })).toMatchObject({ ok: false, code: "too_many" });
  });

  it("is one when it comes many times at the same moment", async () => {
    const before = await standing();
    const all = await Promise.all(Array.from({ length: 12 }, () => start()));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const { tryOns, spend, tallies, pictures, files } = await standing();
    expect([tryOns.length, pictures.length, files - before.files]).toEqual([1, 1, 1]);
    expect(spend).toMatchObject([{ reservedMicros: price, spentMicros: 0n }]);
    expect(tallies.map(({ count }) => count)).toEqual([1, 1, 1]);
  });

  it("goes through the shop's proxy as well", async () => {
    const first = await start();
    await finish(first);
    const address = new URL(`${house.sandbox.origin}/apps/try-it-on/try-ons`);
    for (const [name, value] of Object.entries(wish)) address.searchParams.set(name, value);
    const headers = { "content-type": "image/jpeg" };
    const answer = await fetch(address, { method: "POST", headers, body: new Uint8Array(photo) });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ id: first.id, token: first.token, state: "done" });
  });

  /** The first garment that is shown in two colours, and the variants that show them. */
  const inColours = () => {
    for (const { id, variants } of house.shop.products) {
      const [one] = variants;
      const same = variants.find((variant) => variant !== one && variant.pictureId === one?.pictureId);
      const another = variants.find(({ pictureId }) => pictureId !== one?.pictureId);
      if (one && same && another) return { id, one, same, another };
    }
    throw new Error("nothing comes in two colours and two sizes");
  };
  const asProduct = (id: number, variant: { id: number }) => ({
    product_id: String(id),
    variant_id: String(variant.id),
  });

  it("in another size is the same, in another colour it is another one", async () => {
    const { id, one, same, another } = inColours();
    const first = await start({ query: asProduct(id, one) });
    expect(await start({ query: asProduct(id, same) })).toEqual(first);
    expect((await start({ query: asProduct(id, another) })).id).not.toBe(first.id);
  });

  const others: [what: string, changes: () => Changes | Promise<Changes>][] = [
    ["visitor", () => ({ query: { visitor: "somebody-else" } })],
    ["photo, by one byte", () => ({ photo: Buffer.concat([photo, Buffer.from([0])]) })],
    [
      "garment",
      () => {
        const { id, one } = inColours();
        const product = house.shop.products.find(
          (other) => other.id !== id && String(other.id) !== wish["product_id"],
        );
        return {
          query:
            String(id) === wish["product_id"] ? asProduct(product?.id ?? 0, { id: 1 }) : asProduct(id, one),
        };
      },
    ],
    [
      "model",
      async () => {
        await house.db.connection.updateMany({ data: { model: "kolors-virtual-try-on-v1" } });
        return {};
      },
    ],
  ];
  it.each(others)("with another %s is another one and paid for", async (_what, changes) => {
    const first = await start();
    await finish(first);
    const second = await start(await changes());
    await house.db.connection.updateMany({ data: { model: "kolors-virtual-try-on-v1-5" } });
    expect(second).toMatchObject({ state: "queued" });
    expect([second.id === first.id, second.token === first.token]).toEqual([false, false]);
    expect(await house.db.spend.findMany()).toMatchObject([{ reservedMicros: price, spentMicros: price }]);
  });

  const endings: [what: string, end: (started: Started) => Promise<unknown>][] = [
    [
      "its shopper has deleted the result",
      async (started) => {
        await finish(started);
        await forget(started);
      },
    ],
    [
      "the time of its result is over, deleted or not",
      async (started) => {
        await finish(started);
        at = new Date(noon.getTime() + 24 * 3_600_000);
      },
    ],
    ["its shopper has stopped it", forget],
    [
      "the provider gave it up",
      async (started) => {
        script({ on: "task", does: "fail", message: "there is no human in the image" });
        await finish(started);
      },
    ],
    [
      "nobody knows what became of it",
      async (started) => {
        script({ on: "create", does: "cut" });
        await goOn(started);
        at = new Date(noon.getTime() + 26_000);
        await goOn(started);
      },
    ],
  ];
  it.each(endings)("begins anew once %s", async (_what, end) => {
    const first = await start();
    await end(first);
    const second = await start();
    expect([second.state, second.id === first.id]).toEqual(["queued", false]);
    expect(await start()).toEqual(second);
    const { kept, counted } = await recountMoney(house.db);
    expect(kept).toEqual(counted);
    await goOn(second);
    expect((await house.db.tryOn.findUniqueOrThrow({ where: { id: second.id } })).state).toBe("running");
  });

  it("is still the first one at the last moment of its result", async () => {
    const first = await start();
    await finish(first);
    at = new Date(noon.getTime() + 24 * 3_600_000 - 1);
    expect((await start()).id).toBe(first.id);
  });
});
