/** A house of two shops that both have try-ons, and what an intruder of the second may have got hold of of the first. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { finishTask } from "../sandbox/kling/index.ts";
import { gatewayConnection } from "./connections.ts";
import { gatewayKey, type House, startHouse, until } from "./house.ts";
import { ask, press, startedShape } from "./shopper.ts";
import {
  openSecondShop,
  rowsNaming,
  secondDomain,
  type SecondShop,
  untilIdle,
  withSecondShop,
} from "./shops.ts";

/** What the first shop alone says. */
const addition = "Only the first shop says this.";
const title = "A coat that only the first shop has";
const visitor = "visitor-of-both-shops";

export type TwoShops = Awaited<ReturnType<typeof openTwoShops>>;

export async function openTwoShops() {
  const sandbox = { taskMs: Infinity, parallelLimit: 100, ...withSecondShop };
  const house = await startHouse({ sandbox, pollEveryMs: 3_600_000 });
  const second = await openSecondShop(house);
  const connectionIds = await furnish(house);
  const place = { product_id: String(house.shop.products[0]?.id), visitor };

  const done = await beginAndFinish(house, place);
  const running = await begin(house, {});
  const own = await beginAndFinish(second, {});
  await untilIdle(house, house.shop.domain);
  await untilIdle(house, secondDomain);

  /** Each row that names the first shop, and a hash of each of its pictures' bytes. */
  const everythingOfTheFirst = async () => {
    const rows = await rowsNaming(house.db, [house.shop.domain]);
    const files = await house.storedFiles();
    const hashes = files.map(async ({ parentPath, name }) => {
      const bytes = await readFile(join(parentPath, name));
      return [name, createHash("sha256").update(bytes).digest("hex")] as const;
    });
    const pictures = await house.db.picture.findMany({ where: { shopDomain: house.shop.domain } });
    const stored = (await Promise.all(hashes)).filter(([name]) => pictures.some(({ id }) => id === name));
    // Once a night every token is renewed, whoever looks.
    return { rows: rows.filter(([, row]) => !row.includes("tokens.refresh")), stored };
  };

  return {
    house,
    second,
    first: { connectionIds, done, running, wish: place, productId: "4242" },
    own,
    everythingOfTheFirst,
    /** What nobody but the first shop may ever read. */
    secretsOfTheFirst: [house.shop.domain, ...connectionIds, gatewayKey, addition, title].concat(
      [done, running].flatMap(({ id, token, pictureId }) => [id, token, pictureId]),
    ),
  };

  async function begin(where: House | SecondShop, wish: Record<string, string>) {
    const { db } = house;
    const started = startedShape.parse((await press(where, wish)).body);
    await until(() => db.tryOn.findFirst({ where: { id: started.id, state: "running" } }));
    const { tasks } = house.sandbox.world;
    const task = await until(() => tasks.find(({ externalId }) => externalId === started.id));
    const { id } = await db.picture.findFirstOrThrow({ where: { tryOnId: started.id } });
    return { ...started, task, pictureId: id };
  }

  async function beginAndFinish(where: House | SecondShop, wish: Record<string, string>) {
    const { id, token, task } = await begin(where, wish);
    await finishTask(house.sandbox.world, task.id);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "done" } }));
    // Its photo's row may still be on its way out.
    const picture = await house.db.picture.findFirstOrThrow({ where: { tryOnId: id, role: "result" } });
    const { body } = await ask(where, `/try-ons/${id}`, { query: { token } });
    const { image_url: address } = z.object({ image_url: z.string() }).parse(body);
    return { id, token, task, pictureId: picture.id, address };
  }
}

/** Gives the first shop what the second has not: a stand-in, a product, words and settings of its own. */
async function furnish({ db, services, sandbox, shop }: House): Promise<string[]> {
  const where = { shopDomain: shop.domain };
  const first = await db.connection.findFirstOrThrow({ where });
  const saved = await services.connections.save(
    shop.domain,
    undefined,
    gatewayConnection(`${sandbox.origin}/providers/gateway`, gatewayKey),
  );
  if (!saved.ok) throw new Error("the second connection was not saved");
  const settings = { perShopPerMinute: 7_123, keptHours: 37, consentAddition: addition };
  await db.shop.update({ where: { domain: shop.domain }, data: { settings } });
  const { kind, pictures } = await db.product.findFirstOrThrow({
    where: { ...where, active: true, readiness: "ready" },
  });
  await db.product.create({
    data: { ...where, id: 4_242n, title, active: true, kind, pictures: pictures ?? {} },
  });
  return [first.id, saved.id];
}
