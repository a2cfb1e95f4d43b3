import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { gatewayKey, type House, startHouse, until } from "../helpers/house.ts";
import { ask, follow, press, startedShape, startQueryFor } from "../helpers/shopper.ts";
import { openSecondShop, rowsNaming, secondDomain, untilIdle, withSecondShop } from "../helpers/shops.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import { payloadFor } from "../sandbox/shopify/admin/payloads.ts";
import { uninstall } from "../sandbox/shopify/admin/install.ts";
import { sendWebhook } from "../sandbox/shopify/webhooks.ts";
import { collectionsOf } from "../sandbox/shopify/graphql/index.ts";

describe("a shop that leaves", () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ sandbox: { taskMs: Infinity, ...withSecondShop } });
  });
  afterEach(() => house.stop());

  const world = () => house.sandbox.world;
  const domain = () => house.shop.domain;
  const reports = () => house.db.deletionReport.findMany({ orderBy: { at: "asc" } });
  const begin = async (query = {}) => startedShape.parse((await press(house, query)).body);
  const row = (id: string) => house.db.tryOn.findUniqueOrThrow({ where: { id } });
  const tell = (topic: string, id?: string) =>
    sendWebhook(world(), { shop: house.shop, topic, payload: payloadFor(world(), house.shop, topic), id });
  /** Until the last of that kind of job has run. */
  const untilDone = (job: string, times: number) =>
    until(async () => {
      const [done] = await house.db.$queryRaw<{ count: bigint }[]>`
        select count(*) as count from pgboss.job where name = ${job} and state = 'completed'`;
      return done?.count === BigInt(times);
    });
  /** What a page tells of its visitor's way. */
  const beacon = () => {
    const product_id = String(house.shop.products[0]?.id);
    return Buffer.from(JSON.stringify(["seen", "opened"].map((event) => ({ product_id, event }))));
  };
  const leave = async () => {
    await uninstall(world(), house.shop);
    await untilDone("shop.uninstall", 1);
  };

  /** One that is done, one that runs, one in line. */
  const beginThree = async () => {
    await house.db.connection.updateMany({ data: { parallelLimit: 1 } });
    await house.db.connectionModel.updateMany({ data: { priceMicros: 1_000n } });
    const answer = await press(house);
    const first = await until(() => world().tasks[0]);
    await until(() => house.db.tryOn.findFirst({ where: { state: "running" } }));
    await finishTask(world(), first.id);
    await follow(house, answer);
    const [done, running] = [startedShape.parse(answer.body), await begin()];
    await until(async () => (await row(running.id)).state === "running");
    return { done, running, queued: await begin() };
  };

  it("has its report: how many of each kind went", async () => {
    await beginThree();
    await house.db.savedView.create({ data: { shopDomain: domain(), name: "Without a picture", query: "" } });
    const deleted = {
      sessions: await house.db.session.count(),
      connections: 1,
      readings: 1,
      products: house.shop.products.length,
      collections: collectionsOf(house.shop).length,
      savedViews: 1,
      pictures: 3,
    };
    expect(await house.db.picture.count({ where: { key: { not: null } } })).toBe(3);
    await leave();
    expect(await reports()).toMatchObject([{ shopDomain: domain(), why: "uninstalled", deleted }]);
    expect([await house.db.picture.count(), await house.storedFiles()]).toEqual([0, []]);
    expect(await house.db.receipt.count({ where: { why: "uninstalled" } })).toBe(3);
  });

  it("has its try-ons ended: none gets a picture any more, and the money is settled", async () => {
    const { done, running, queued } = await beginThree();
    const second = world().tasks[1]?.id ?? "";
    await leave();
    await finishTask(world(), second);
    for (const { id } of [running, queued]) await until(async () => (await row(id)).state === "failed");
    expect(await row(running.id)).toMatchObject({ failureCode: "connection_gone", charge: "spent" });
    expect(await row(queued.id)).toMatchObject({ failureCode: "connection_gone", charge: "returned" });
    expect(await row(done.id)).toMatchObject({ state: "done", charge: "spent" });
    expect(await house.db.spend.findFirst()).toMatchObject({ reservedMicros: 0n, spentMicros: 2_000n });
    expect([await house.db.picture.count(), await house.storedFiles()]).toEqual([0, []]);
    expect(world().tasks).toHaveLength(2);
    const receipt = await ask(house, `/try-ons/${done.id}/receipt`, { query: { token: done.token } });
    expect(receipt.body).toMatchObject({
      receipt: [
        { what: "photo", why: "finished" },
        { what: "result", why: "uninstalled" },
      ],
    });
    // Nothing that is left to do is tried for a shop that is gone.
    expect(house.logged.filter((line) => line.includes("a job failed"))).toEqual([]);
  });

  it("is told to have left twice has one report", async () => {
    world().taskMs = 0;
    await follow(house, await press(house));
    await leave();
    const { id } = world().deliveries.at(-1) ?? {};
    expect((await tell("app/uninstalled", id)).status).toBe(200);
    await tell("app/uninstalled");
    await untilDone("shop.uninstall", 2);
    expect(await reports()).toHaveLength(1);
  });

  it("and wants to be forgotten is named nowhere but in its reports, and another shop loses nothing", async () => {
    const second = await openSecondShop(house);
    world().taskMs = 0;
    const query = startQueryFor(house);
    const answer = await press(house, query);
    const { id } = startedShape.parse(answer.body);
    await follow(house, answer);
    await follow(second, await press(second));
    await house.services.usage.countEvents({ shop: domain(), address: "203.0.113.7", body: beacon() });
    await house.services.usage.countEvents({ shop: secondDomain, address: "203.0.113.7", body: beacon() });
    await untilIdle(house, domain());
    await untilIdle(house, secondDomain);
    const { visitorHash } = await row(id);
    const names = [domain(), id, visitorHash, query["visitor"] ?? ""];
    const tables = new Set((await rowsNaming(house.db, names, "public")).map(([table]) => table));
    expect([...tables].toSorted()).toEqual(
      "catalog_reading collection connection consent consent_text event_count picture product receipt session shop spend tally try_on"
        .split(" ")
        .map((table) => `public.${table}`),
    );
    const others = await rowsNaming(house.db, [secondDomain], "public");
    const bytes = await house.storedFiles();

    await leave();
    await tell("shop/redact");
    await untilDone("shop.redact", 1);
    const left = await rowsNaming(house.db, names, "public");
    expect(left.map(([table]) => table)).toEqual(["public.deletion_report", "public.deletion_report"]);
    expect(await reports()).toMatchObject([
      { why: "uninstalled", deleted: { sessions: 1, connections: 1, pictures: 1 } },
      {
        why: "redacted",
        deleted: {
          sessions: 0,
          tryOns: 1,
          consents: 1,
          eventCounts: 2,
          receipts: 2,
          pictures: 0,
        },
      },
    ]);
    expect(await rowsNaming(house.db, [secondDomain], "public")).toEqual(others);
    expect([bytes.length, (await house.storedFiles()).length]).toEqual([2, 1]);
    expect((await press(second)).status).toBe(202);
  });

  it("is named by finished jobs for a day, and by nothing else that they hold", async () => {
    await leave();
    await tell("shop/redact");
    await untilDone("shop.redact", 1);
    const jobs = await house.db.$queryRaw<{ data: unknown; seconds: number }[]>`
      select distinct data, deletion_seconds as seconds from pgboss.job where data::text like ${`%${domain()}%`}`;
    const allowed = z.strictObject({
      shop: z.literal(domain()),
      triggeredAt: z.string().optional(),
      topic: z.string().optional(),
      id: z.string().optional(),
      shards: z.array(z.number()).optional(),
      turn: z.number().optional(),
    });
    for (const { data, seconds } of jobs) {
      allowed.parse(data);
      expect(seconds).toBeLessThanOrEqual(24 * 3_600);
    }
    expect(jobs.length).toBeGreaterThan(0);
  });

  it.each(["customers/data_request", "customers/redact"])(
    "keeps nothing under a customer's name: %s is written down, and nothing of the customer stays or is logged",
    async (topic) => {
      await begin();
      const before = await rowsNaming(house.db, [domain()], "public");
      expect((await tell(topic)).status).toBe(200);
      await untilDone("shop.note-data-request", 1);
      expect(await reports()).toMatchObject([{ shopDomain: domain(), why: topic, deleted: {} }]);
      const after = await rowsNaming(house.db, [domain()], "public");
      const withoutReport = after.filter(([table]) => table !== "public.deletion_report");
      expect(withoutReport.map(([table]) => table)).toEqual(before.map(([table]) => table));
      const customer = ["mira@example.com", "191167"];
      expect(await rowsNaming(house.db, customer)).toEqual([]);
      const log = house.logged.join("");
      expect(customer.filter((word) => log.includes(word))).toEqual([]);
      expect(log).toContain(topic);
    },
  );

  it("is not forgotten while it is here", async () => {
    const { id } = await begin();
    await tell("shop/redact");
    await untilDone("shop.redact", 1);
    expect((await row(id)).shopDomain).toBe(domain());
    expect(await reports()).toEqual([]);
    expect(await house.db.connection.count()).toBe(1);
  });

  it("leaves neither a key nor a token nor a picture's name in the log", async () => {
    const { done } = await beginThree();
    const pictures = await house.db.picture.findMany();
    const sessions = await house.db.session.findMany();
    await leave();
    await tell("shop/redact");
    await untilDone("shop.redact", 1);
    const log = house.logged.join("");
    const secrets = [gatewayKey, done.token, "shpat_", "shprt_", "/media/", "/callbacks/"];
    for (const { id, key } of pictures) secrets.push(id, key ?? id);
    for (const { accessToken } of sessions) secrets.push(accessToken);
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });
});
