import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInstall } from "../../app/shop/install.server.ts";
import { rowsNaming } from "../helpers/shops.ts";
import { hour, type KeptPictures, shop as keptShop, startKeptPictures } from "../storage/kept-pictures.ts";

describe("leaving, cut off", () => {
  let kept: KeptPictures;
  beforeEach(async () => {
    kept = await startKeptPictures();
    kept.clock.at += hour;
    const data = { shopDomain: keptShop, id: 1n, title: "Shirt", active: true, pictures: {} };
    await kept.db.product.create({ data });
  });
  afterEach(() => kept.close());

  const install = () =>
    createInstall({
      ...kept,
      enqueue: async () => {},
      log: pino({ level: "silent" }),
      now: () => new Date(kept.clock.at),
    });
  const goodbye = () => ({ shop: keptShop, triggeredAt: new Date(kept.clock.at).toISOString() });
  const reports = () => kept.db.deletionReport.findMany({ orderBy: { at: "asc" } });

  it("before anything was settled has deleted nothing, and is done in full when it is repeated", async () => {
    await kept.keep(await kept.addTryOn(), Buffer.from("a picture"));
    await kept.db.$executeRaw`alter table deletion_report add constraint none check (false) not valid`;
    await expect(install().uninstalled(goodbye())).rejects.toThrow("none");
    expect([await kept.db.product.count(), (await kept.files()).length]).toEqual([1, 1]);
    expect(await kept.db.shop.findFirst()).toMatchObject({ uninstalledAt: null });
    await kept.db.$executeRaw`alter table deletion_report drop constraint none`;
    await install().uninstalled(goodbye());
    expect(await reports()).toMatchObject([{ deleted: { products: 1, pictures: 1 } }]);
    expect(await kept.files()).toEqual([]);
  });

  it("while its pictures were deleted goes on when it is repeated, and counts none of them twice", async () => {
    const id = await kept.keep(await kept.addTryOn(), Buffer.from("a picture"));
    await kept.keep(await kept.addTryOn(), Buffer.from("another picture"));
    const mend = await kept.jam(id);
    await expect(install().uninstalled(goodbye())).rejects.toThrow();
    expect(await kept.read(id)).toBeUndefined();
    expect(await kept.db.picture.count()).toBe(1);
    await mend();
    await install().uninstalled(goodbye());
    expect([await kept.db.picture.count(), await kept.files()]).toEqual([0, []]);
    expect(await reports()).toMatchObject([{ why: "uninstalled", deleted: { products: 1, pictures: 2 } }]);
    expect(await kept.receipts()).toMatchObject([{ why: "uninstalled" }, { why: "uninstalled" }]);
  });

  it("a redaction takes the shop's rows at once, even where the storage refuses, and the sweep does the rest", async () => {
    await install().uninstalled(goodbye());
    // What came too late for the goodbye.
    const id = await kept.keep(await kept.addTryOn(), Buffer.from("a picture"));
    const mend = await kept.jam(id);
    await expect(install().redacted({ shop: keptShop })).rejects.toThrow();
    const left = await rowsNaming(kept.db, [keptShop], "public");
    expect(left.map(([table]) => table)).toEqual([
      "public.deletion_report",
      "public.deletion_report",
      "public.picture",
    ]);
    expect(await kept.db.picture.findMany()).toMatchObject([{ id, key: null, tryOnId: null }]);
    await mend();
    await install().redacted({ shop: keptShop });
    expect(await kept.db.picture.count()).toBe(0);
    expect(await kept.receipts()).toEqual([]);
    expect(await reports()).toMatchObject([
      { why: "uninstalled", deleted: { products: 1, pictures: 0 } },
      { why: "redacted", deleted: { tryOns: 1, pictures: 1, receipts: 0 } },
    ]);
  });

  it("a shop of more try-ons and counts than fit into one statement goes in full, and is counted in full", async () => {
    const data = {
      shopDomain: keptShop,
      provider: "kling",
      model: "model",
      baseAddress: "https://kling.example",
    };
    const { id } = await kept.db.connection.create({ data: { ...data, credentials: "", keyHint: "" } });
    await kept.db.$executeRaw`
      insert into try_on (id, shop_domain, connection_id, provider, model, visitor_hash, product_id, product_title,
                          garments, day, take_by, over_by, state)
      select gen_random_uuid(), ${keptShop}, ${id}::uuid, 'kling', 'model', 'hash', 1, 'Shirt',
             '[]', '2026-11-20', now(), now(), 'done' from generate_series(1, 20500)`;
    await kept.db.$executeRaw`
      insert into event_count (shop_domain, day, product_id, event, count)
      select ${keptShop}, '2026-11-20', number, 'seen', 1 from generate_series(1, 20500) number`;
    await install().uninstalled(goodbye());
    expect(await kept.db.tryOn.count()).toBe(20_500);
    await install().redacted({ shop: keptShop });
    expect(await reports()).toMatchObject([
      { deleted: { connections: 1 } },
      { deleted: { tryOns: 20_500, eventCounts: 20_500 } },
    ]);
    expect((await rowsNaming(kept.db, [keptShop], "public")).map(([table]) => table)).toEqual([
      "public.deletion_report",
      "public.deletion_report",
    ]);
  });

  it("a shop that comes back is not touched by an older goodbye or its redaction", async () => {
    await install().uninstalled(goodbye());
    kept.clock.at += 1_000;
    await install().installed(keptShop);
    const id = await kept.keep(await kept.addTryOn(), Buffer.from("a picture"));
    await install().uninstalled({ shop: keptShop, triggeredAt: new Date(kept.clock.at - 500).toISOString() });
    await install().redacted({ shop: keptShop });
    expect(await kept.read(id)).toBeDefined();
    expect(await reports()).toHaveLength(1);
  });
});
