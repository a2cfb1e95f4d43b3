import { randomUUID } from "node:crypto";
import { fromPrisma, PgBoss } from "pg-boss";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tryOnQueue } from "../../app/try-on/queue.server.ts";
import { gatewayConnection } from "../helpers/connections.ts";
import { gatewayKey, type House, startHouse, until } from "../helpers/house.ts";
import { photoOfSomebody, press } from "../helpers/shopper.ts";

const waiting = 5_000;
const late = 150;
const parallelLimit = 5;
const price = 70_000n;
const small = "small-shop.myshopify.com";

describe("a shop with 5,000 try-ons in line, of which the provider finishes none", () => {
  let house: House;
  let boss: PgBoss;
  let ids: string[];
  beforeAll(async () => {
    house = await startHouse({ sandbox: { taskMs: Infinity, parallelLimit: 1_000 }, pollEveryMs: 3_600_000 });
    boss = new PgBoss({ connectionString: house.databaseAddress, supervise: false, schedule: false });
    await boss.start();
    await openSmallShop();
    for (let taken = 0; taken < parallelLimit; taken += 1) await press(house);
    await until(async () => (await countOfBig("running")) === parallelLimit);
    ids = await fillTheLine();
  });
  afterAll(async () => {
    await boss.stop();
    await house.stop();
  });

  const countOfBig = (state: "queued" | "running" | "failed") =>
    house.db.tryOn.count({ where: { shopDomain: house.shop.domain, state } });

  /** How many of the big shop's are in somebody's hands. */
  async function heldOfBig(): Promise<number> {
    const { id } = await house.db.connection.findFirstOrThrow({ where: { shopDomain: house.shop.domain } });
    const [row] = await house.db.$queryRaw<{ count: bigint }[]>`
      select count(*) as count from pgboss.job
      where name = ${tryOnQueue} and state = 'active' and group_id = ${id}`;
    return Number(row?.count);
  }

  /** With the big shop's products, and a key of the same provider. */
  async function openSmallShop(): Promise<void> {
    const { db, services, sandbox } = house;
    await db.shop.create({ data: { domain: small, installedAt: new Date() } });
    const products = await db.product.findMany();
    await db.product.createMany({
      data: products.map(({ pictures, ...product }) => ({
        ...product,
        shopDomain: small,
        pictures: JSON.parse(JSON.stringify(pictures)),
        chosenPictures: {},
      })),
    });
    const saved = await services.connections.save(
      small,
      undefined,
      gatewayConnection(`${sandbox.origin}/providers/gateway`, gatewayKey, "kolors-virtual-try-on-v1-5"),
    );
    if (!saved.ok) throw new Error("the small shop has no connection");
    await services.connections.test(small, saved.id);
  }

  /** As many presses would, each with its row, its photo's row, its job and its reserved money. */
  async function fillTheLine(): Promise<string[]> {
    const { db, shop } = house;
    const first = await db.tryOn.findFirstOrThrow({ where: { shopDomain: shop.domain } });
    const connection = await db.connection.findFirstOrThrow({ where: { shopDomain: shop.domain } });
    const { shopDomain, connectionId, provider, model, visitorHash, productId, productTitle, day } = first;
    const made = Array.from({ length: waiting }, () => randomUUID());
    const createdAt = new Date();
    const inAnHour = new Date(createdAt.getTime() + 3_600_000);
    const row = {
      shopDomain,
      connectionId,
      provider,
      model,
      visitorHash,
      productId,
      productTitle,
      day,
      createdAt,
      garments: JSON.parse(JSON.stringify(first.garments)),
      priceMicros: price,
      takeBy: inAnHour,
      overBy: inAnHour,
    };
    const photo = { shopDomain, role: "photo" as const, key: "a key", hash: "a hash", expiresAt: inAnHour };
    await db.$transaction(
      async (transaction) => {
        await transaction.tryOn.createMany({ data: made.map((id) => ({ ...row, id })) });
        await transaction.picture.createMany({ data: made.map((id) => ({ ...photo, id, tryOnId: id })) });
        await transaction.spend.updateMany({
          where: { shopDomain: shop.domain },
          data: { reservedMicros: { increment: price * BigInt(waiting) } },
        });
        const group = { id: connection.id, tier: String(connection.parallelLimit) };
        const jobs = made.map((id) => ({ data: { id }, group }));
        await boss.insert(tryOnQueue, jobs, { db: fromPrisma(transaction) });
      },
      { timeout: 60_000 },
    );
    return made;
  }

  async function pressInSmallShop() {
    const { services, db } = house;
    const product = await db.product.findFirstOrThrow({
      where: { shopDomain: small, kind: "upper", readiness: "ready" },
      orderBy: { id: "asc" },
    });
    const terms = await services.consent.termsFor(small);
    const started = await services.tryOns.start({
      shop: small,
      address: "203.0.113.7",
      photo: await photoOfSomebody(),
      query: {
        product_id: String(product.id),
        visitor: "a-visitor-of-the-small-shop",
        consent: terms?.version ?? "",
        language: "en",
      },
    });
    if (!started.ok) throw new Error(`the small shop refused: ${started.code}`);
    return started.value;
  }

  it("does not delay another shop's first", async () => {
    expect([await countOfBig("queued"), await heldOfBig()]).toEqual([waiting, parallelLimit]);
    const pressed = performance.now();
    const { id } = await pressInSmallShop();
    const begun = performance.now();
    await until(async () => (await house.db.tryOn.findUnique({ where: { id } }))?.state === "running");
    const [press, wait] = [begun - pressed, performance.now() - begun].map(Math.round);
    console.log(`beside ${waiting} in line: pressed in ${press} ms, taken by the provider ${wait} ms later`);
    expect([await countOfBig("queued"), await heldOfBig()]).toEqual([waiting, parallelLimit]);
  });

  it("tells those whose time is over that it is busy, forgets their photos and gives their money back", async () => {
    const { db, shop } = house;
    const over = ids.slice(0, late);
    const before = await db.spend.findFirstOrThrow({ where: { shopDomain: shop.domain } });
    await db.tryOn.updateMany({ where: { id: { in: over } }, data: { takeBy: new Date(0) } });
    await until(async () => (await countOfBig("failed")) === late);
    const ended = await db.tryOn.groupBy({
      by: ["state", "failureCode", "charge"],
      where: { id: { in: over } },
      _count: true,
    });
    expect(ended).toEqual([{ state: "failed", failureCode: "busy", charge: "returned", _count: late }]);
    expect(await db.picture.count({ where: { tryOnId: { in: over }, key: { not: null } } })).toBe(0);
    await until(async () => (await db.picture.count({ where: { tryOnId: { in: over } } })) === 0);
    const receipts = { tryOnId: { in: over }, what: "photo", why: "finished" } as const;
    expect(await db.receipt.count({ where: receipts })).toBe(late);
    const after = await db.spend.findFirstOrThrow({ where: { shopDomain: shop.domain } });
    expect(before.reservedMicros - after.reservedMicros).toBe(price * BigInt(late));
    expect(after.spentMicros).toBe(before.spentMicros);
    expect(await countOfBig("queued")).toBe(waiting - late);
  });
});
