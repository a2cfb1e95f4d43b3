import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type House, startHouse, until } from "../helpers/house.ts";
import { openSecondShop, secondDomain, withSecondShop } from "../helpers/shops.ts";
import { toldKind } from "../sandbox/button-kinds.ts";
import { askAdmin } from "../sandbox/cli/merchant.ts";
import type { Shop } from "../sandbox/world.ts";

const listShape = z.object({
  list: z.object({
    products: z.array(z.object({ id: z.string(), title: z.string(), answer: z.string() })),
    matching: z.number(),
    total: z.number(),
  }),
  views: z.array(z.object({ id: z.string(), name: z.string(), query: z.string() })),
});
const changedShape = z.object({
  message: z.object({ values: z.object({ count: z.number() }) }),
  undo: z.object({
    made: z.record(z.string(), z.unknown()),
    before: z.array(z.object({ ids: z.array(z.string()), change: z.record(z.string(), z.unknown()) })),
  }),
});
const productShape = z.object({
  product: z.object({
    pictures: z.array(z.object({ address: z.string(), readiness: z.string() })),
    variants: z.array(z.object({ id: z.string(), title: z.string() })),
    chosen: z.object({ product: z.string().nullable(), variants: z.record(z.string(), z.string()) }),
  }),
});

describe("the products' pages", () => {
  let house: House;
  let second: { shop: Shop };
  beforeAll(async () => {
    house = await startHouse({ drives: false, sandbox: withSecondShop });
    second = await openSecondShop(house);
  });
  afterAll(() => house.stop());
  beforeEach(async () => {
    await house.db.product.updateMany({ data: { switched: null, chosenKind: null } });
    await house.db.savedView.deleteMany();
  });

  const ask = (path: string, route: string, body?: unknown, shop = house.shop) =>
    askAdmin(house.sandbox.world, shop, path, route, body);
  const list = async (query = "", shop = house.shop) =>
    listShape.parse(await ask(`/app/products?${query}`, "routes/app.products", undefined, shop));
  const act = (body: unknown, shop = house.shop) => ask("/app/products", "routes/app.products", body, shop);
  const idOf = (handle: string) => String(house.shop.products.find((each) => each.handle === handle)?.id);
  /** Of this shop's product: the second shop has some with the same number. */
  const said = (id: string) =>
    house.db.product.findUnique({
      where: { shopDomain_id: { shopDomain: house.shop.domain, id: BigInt(id) } },
      select: { switched: true, chosenKind: true },
    });
  const page = (handle: string) => `/app/products/${idOf(handle)}`;

  it("show the shop's own catalogue, whatever the address says", async () => {
    expect((await list()).list.total).toBe(house.shop.products.length);
    expect((await list("q=linen&button=on")).list.products.map(({ title }) => title)).toContain(
      "Åland Linen Shirt",
    );
    const odd = "page=-1&q=%25%00&sort=no&kind=hat&collection=x&view=%00&tag=%F0%9F%91%97";
    expect((await list(odd)).list.matching).toBe(0);
  });

  it("change all that match, on this page and others, and no other shop's", async () => {
    const before = await list("q=linen");
    await act({ intent: "change", of: { matching: "q=linen&page=2&view=x" }, switched: false });
    expect((await list("why=off")).list.matching).toBe(before.list.matching);
    expect((await list("why=off", second.shop)).list.matching).toBe(0);
    const dress = idOf("sunne-wrap-dress");
    await act({ intent: "change", of: { ids: [dress, "1"] }, chosenKind: "none" }, second.shop);
    expect(
      await house.db.product.count({ where: { shopDomain: house.shop.domain, chosenKind: "none" } }),
    ).toBe(0);
    expect(await house.db.product.count({ where: { shopDomain: secondDomain, chosenKind: "none" } })).toBe(
      await house.db.product.count({ where: { shopDomain: secondDomain, id: BigInt(dress) } }),
    );
  });

  it("leave as it is what is not spoken of", async () => {
    const dress = idOf("sunne-wrap-dress");
    const of = { ids: [dress] };
    await act({ intent: "change", of, switched: true });
    await act({ intent: "change", of, chosenKind: "upper" });
    expect(await said(dress)).toEqual({ switched: true, chosenKind: "upper" });
    await act({ intent: "change", of, switched: null });
    expect(await said(dress)).toEqual({ switched: null, chosenKind: "upper" });
  });

  it("say which of those that were switched on have no button all the same", async () => {
    const ids = [idOf("sunne-wrap-dress"), idOf("archive-ribbed-vest")];
    expect(await act({ intent: "change", of: { ids }, switched: true })).toMatchObject({
      message: { key: "products.changed_held", values: { count: 2, held: 1 } },
    });
    expect(await act({ intent: "change", of: { ids: ids.slice(0, 1) }, switched: true })).toMatchObject({
      message: { key: "products.changed", values: { count: 1 } },
    });
    expect(await act({ intent: "change", of: { ids }, switched: false })).toMatchObject({
      message: { key: "products.changed", values: { count: 2 } },
    });
  });

  it("take a change back: of each product to what was said of it, and nothing that was said since", async () => {
    const [dress, shirt] = [idOf("sunne-wrap-dress"), idOf("aland-linen-shirt")];
    await act({ intent: "change", of: { ids: [dress] }, switched: true });
    const { message, undo } = changedShape.parse(
      await act({ intent: "change", of: { ids: [dress, shirt, dress, "1"] }, switched: false }),
    );
    expect(message.values.count).toBe(2);
    expect(undo.made).toEqual({ switched: false });
    expect(undo.before).toHaveLength(2);
    expect(undo.before).toEqual(
      expect.arrayContaining([
        { ids: [dress], change: { switched: true } },
        { ids: [shirt], change: { switched: null } },
      ]),
    );
    await act({ intent: "change", of: { ids: [shirt] }, chosenKind: "dress" });
    expect(await act({ intent: "undo", ...undo })).toMatchObject({
      ok: true,
      message: { key: "products.undone", values: { count: 2 } },
    });
    expect(await said(dress)).toEqual({ switched: true, chosenKind: null });
    expect(await said(shirt)).toEqual({ switched: null, chosenKind: "dress" });
    // By now they are something else again.
    expect(await act({ intent: "undo", ...undo })).toMatchObject({ message: { values: { count: 0 } } });
  });

  it("ask nobody to carry what was said of all that match, and undo nothing in another shop", async () => {
    expect(await act({ intent: "change", of: { matching: "" }, switched: false })).not.toHaveProperty("undo");
    const before = [{ ids: [idOf("sunne-wrap-dress")], change: { switched: true } }];
    await act({ intent: "undo", made: { switched: false }, before }, second.shop);
    expect((await list("button=on")).list.matching).toBe(0);
  });

  it("keep views, and say why one is not kept", async () => {
    expect(await act({ intent: "create view", name: "Linen", query: "q=linen" })).toMatchObject({ ok: true });
    expect(await act({ intent: "create view", name: "Linen", query: "" })).toMatchObject({
      ok: false,
      message: { key: "products.view.taken" },
    });
    const [view] = (await list()).views;
    expect(view).toMatchObject({ name: "Linen", query: "q=linen" });
    await act({ intent: "keep view", id: view?.id, query: "q=wool" });
    await act({ intent: "rename view", id: view?.id, name: "Wool" });
    expect((await list()).views).toEqual([{ id: view?.id, name: "Wool", query: "q=wool" }]);
    await act({ intent: "remove view", id: view?.id });
    expect((await list()).views).toEqual([]);
  });

  it.each([
    undefined,
    {},
    { intent: "change" },
    { intent: "change", of: { ids: [] }, switched: true },
    { intent: "change", of: { ids: ["x"] }, switched: true },
    { intent: "change", of: { ids: ["1"] }, switched: "yes" },
    { intent: "change", of: { ids: ["1"] }, chosenKind: "hat" },
    { intent: "undo" },
    { intent: "undo", made: {}, before: [{ ids: [], change: { switched: true } }] },
    { intent: "undo", made: {}, before: [{ ids: ["1"], change: { switched: "yes" } }] },
    { intent: "undo", before: [{ ids: ["1"], change: { switched: true } }] },
    { intent: "remove all" },
    { intent: "create view", name: 1, query: "" },
  ])("refuse what can't be done to products: %j", async (body) => {
    await expect(act(body ?? "")).rejects.toThrow("answered 400");
  });

  it("look for as many letters as they can, and cut none in half", async () => {
    const long = encodeURIComponent("a".repeat(254) + "👗👗");
    for (const query of [`q=${long}`, `tag=${long}`, `type=${long}`])
      expect((await list(query)).list.matching).toBe(0);
    const again = await list(`q=${"linen ".repeat(40)}`);
    expect(again.list.matching).toBe((await list("q=linen")).list.matching);
    expect(await ask(`/app/products/values?of=tag&q=${long}`, "routes/app.products.values")).toEqual([]);
  });

  it("offer values of the four filters, and of no other", async () => {
    const values = (query: string) => ask(`/app/products/values?${query}`, "routes/app.products.values");
    expect(await values("of=tag&q=lin")).toEqual([expect.objectContaining({ value: "linen" })]);
    expect(await values("of=vendor&q=%00%25")).toEqual([]);
    await expect(values("of=price")).rejects.toThrow("answered 400");
  });

  it("look at a rule before it is saved, and save it", async () => {
    const rule = { by: "tags", values: ["linen"] };
    const effect = await ask("/app/products/rule/preview", "routes/app.products.rule.preview", rule);
    expect(effect).toMatchObject({ on: 2, gains: 0 });
    expect((await list("button=on")).list.matching).toBeGreaterThan(2);
    await ask("/app/products/rule", "routes/app.products.rule", rule);
    expect((await list("button=on")).list.matching).toBe(2);
    expect(await ask("/app/products/rule", "routes/app.products.rule")).toMatchObject({
      rule,
      effect: { on: 2 },
    });
    for (const wrong of [{ by: "price" }, { by: "tags" }, { by: "collections", values: ["x"] }, "all"])
      await expect(ask("/app/products/rule", "routes/app.products.rule", wrong)).rejects.toThrow(
        "answered 400",
      );
    await ask("/app/products/rule", "routes/app.products.rule", { by: "all" });
  });

  it("take a choice among a product's own pictures, for the product and for a variant", async () => {
    const look = async () =>
      productShape.parse(await ask(page("sunne-wrap-dress"), "routes/app.products.$id")).product;
    const { pictures, variants } = await look();
    const [, other] = pictures;
    const [variant] = variants;
    expect(variant?.title).toMatch(/ \/ /);
    const wish = {
      switched: null,
      chosenKind: null,
      picture: other?.address ?? null,
      variants: { [variant?.id ?? ""]: pictures[0]?.address },
    };
    const save = (changes: object = {}) =>
      ask(page("sunne-wrap-dress"), "routes/app.products.$id", { ...wish, ...changes });
    expect(await save()).toEqual({});
    expect((await look()).chosen).toEqual({ product: other?.address, variants: wish.variants });
    expect(await save({ picture: "https://elsewhere.example/a.jpg" })).toEqual({
      refused: { key: "products.refused.picture_gone" },
    });
    // What is not among the changes stays, whatever the page showed when it was opened.
    expect(await ask(page("sunne-wrap-dress"), "routes/app.products.$id", { chosenKind: null })).toEqual({});
    expect((await look()).chosen).toEqual({ product: other?.address, variants: wish.variants });
    expect(await save({ picture: null, variants: { [variant?.id ?? ""]: null } })).toEqual({});
    expect((await look()).chosen).toEqual({ product: null, variants: {} });
    await expect(save({ picture: "not an address" })).rejects.toThrow("answered 400");
  });

  it("tell the storefront within seconds of a kind that was corrected", async () => {
    const wish = { switched: null, chosenKind: "upper", picture: null, variants: {} };
    await ask(page("sunne-wrap-dress"), "routes/app.products.$id", wish);
    const id = Number(idOf("sunne-wrap-dress"));
    await until(() => toldKind(house.shop, id) === "upper");
  });

  it("know no product of another shop, and none that is not there", async () => {
    await house.db.product.create({
      data: {
        shopDomain: house.shop.domain,
        id: 4_242n,
        title: "Ours",
        active: true,
        pictures: { featured: null, variants: [] },
      },
    });
    const look = (id: string, shop: Shop) =>
      ask(`/app/products/${id}`, "routes/app.products.$id", undefined, shop);
    await look("4242", house.shop);
    await expect(look("4242", second.shop)).rejects.toThrow("answered 404");
    await expect(look("nothing", house.shop)).rejects.toThrow("answered 404");
    const wish = { switched: true, chosenKind: null, picture: null, variants: {} };
    await expect(ask("/app/products/4242", "routes/app.products.$id", wish, second.shop)).rejects.toThrow(
      "answered 404",
    );
    expect(await house.db.product.findFirst({ where: { id: 4_242n } })).toMatchObject({ switched: null });
  });
});
