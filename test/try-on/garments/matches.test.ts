import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { describeModel } from "../../../app/providers/registry.ts";
import { findGarments } from "../../../app/try-on/garments/find-garments.server.ts";
import { type House, startHouse } from "../../helpers/house.ts";
import { ask } from "../../helpers/shopper.ts";

const shirt = "fjell-t-shirt";
const trousers = "odense-tailored-trousers";
const jeans = "holmen-straight-jeans";
const jumper = "bergen-knit-jumper";
const skirt = "lund-pleated-skirt";
const dress = "sunne-wrap-dress";
/** Its pictures are too small for a provider. */
const vest = "archive-ribbed-vest";
const bag = "torget-canvas-tote";
/** Not on sale yet. */
const draft = "narvik-wool-overshirt";

const outfitsModel = "kolors-virtual-try-on-v1-5";
const matchesShape = z.strictObject({
  matches: z.array(z.strictObject({ product_id: z.string(), kind: z.string() })),
});

describe("what can be worn together with a product", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  beforeEach(async () => {
    await house.db.connection.updateMany({ data: { model: outfitsModel, unwell: null, paused: false } });
  });
  afterAll(() => house.stop());

  const idOf = (wanted: string) => String(house.shop.products.find(({ handle }) => handle === wanted)?.id);
  const handleOf = (id: string) => house.shop.products.find((product) => String(product.id) === id)?.handle;
  const question = (product: string, candidates: string[]) =>
    ask(house, "/matches", {
      query: { product_id: idOf(product), candidates: candidates.map(idOf).join(",") },
    });
  const matchesOf = async (product: string, candidates: string[]) => {
    const { status, body } = await question(product, candidates);
    expect(status).toBe(200);
    return matchesShape.parse(body).matches.map(({ product_id, kind }) => `${handleOf(product_id)} ${kind}`);
  };

  it("are the lowers for an upper, in the order asked", async () => {
    expect(await question(shirt, [skirt, jumper, dress, trousers, bag, vest])).toEqual({
      status: 200,
      body: {
        matches: [
          { product_id: idOf(skirt), kind: "lower" },
          { product_id: idOf(trousers), kind: "lower" },
        ],
      },
    });
  });

  it("are the uppers for a lower that are on sale and have a picture that can be sent", async () => {
    expect(await matchesOf(jeans, [shirt, vest, draft, dress, trousers, bag, jumper])).toEqual([
      `${shirt} upper`,
      `${jumper} upper`,
    ]);
  });

  it.each([dress, bag, vest, draft])("are none for %s", async (product) => {
    expect(await question(product, [shirt, trousers, skirt, dress])).toEqual({
      status: 200,
      body: { matches: [] },
    });
  });

  it("is each of the others once, and never the product itself", async () => {
    const candidates = [shirt, trousers, trousers, shirt, trousers];
    expect(await matchesOf(shirt, candidates)).toEqual([`${trousers} lower`]);
  });

  it("is nothing that the catalogue does not know", async () => {
    const query = { product_id: idOf(shirt), candidates: "42,43" };
    expect(await ask(house, "/matches", { query })).toEqual({ status: 200, body: { matches: [] } });
    const unknown = { product_id: "42", candidates: idOf(trousers) };
    expect(await ask(house, "/matches", { query: unknown })).toEqual({ status: 200, body: { matches: [] } });
  });

  it.each(["kolors-virtual-try-on-v1", "kling-virtual-try-on-3.0"])(
    "is nothing where the model in use is %s, which takes no outfits",
    async (model) => {
      const provider = model.startsWith("kling-") ? "kling" : "kling-gateway";
      await house.db.connection.updateMany({ data: { provider, model } });
      const found = await matchesOf(shirt, [trousers, skirt]);
      await house.db.connection.updateMany({ data: { provider: "kling-gateway" } });
      expect(found).toEqual([]);
    },
  );

  it.each([{ unwell: "key_refused" }, { paused: true }])(
    "is nothing while the connection is %j",
    async (data) => {
      await house.db.connection.updateMany({ data });
      expect(await matchesOf(shirt, [trousers])).toEqual([]);
    },
  );

  it.each([outfitsModel, "kling-image-o1"])("is nothing of an unknown kind, also for %s", async (model) => {
    await house.db.connection.updateMany({ data: { model } });
    const id = BigInt(idOf(trousers));
    await house.db.product.updateMany({ where: { id }, data: { kind: null } });
    const found = [await matchesOf(shirt, [trousers, skirt]), await matchesOf(trousers, [shirt, skirt])];
    await house.db.product.updateMany({ where: { id }, data: { kind: "lower" } });
    expect(found).toEqual([[`${skirt} lower`], []]);
  });

  it.each([
    ["kling-gateway", outfitsModel],
    ["kling-gateway", "kolors-virtual-try-on-v1"],
  ])("is of all products just what a start would take, with %s and %s", async (provider, model) => {
    await house.db.connection.updateMany({ data: { model } });
    const handles = house.shop.products.map(({ handle }) => handle);
    const shop = await house.db.shop.findUniqueOrThrow({ where: { domain: house.shop.domain } });
    for (const product of handles) {
      const started: string[] = [];
      for (const other of handles.filter((one) => one !== product)) {
        const asked = [product, other].map((one) => ({ productId: idOf(one), variantId: undefined }));
        const taken = await findGarments(house.db, shop, asked, describeModel(provider, model), "shopper");
        if (taken.ok) started.push(other);
      }
      const found = await matchesOf(product, handles);
      expect(found.map((one) => one.split(" ")[0])).toEqual(started);
    }
  });

  it.each<Record<string, string>>([
    { product_id: "1" },
    { product_id: "1", candidates: "" },
    { product_id: "1", candidates: "2 or 1=1" },
    { product_id: "one", candidates: "2" },
  ])("is refused for %j", async (query) => {
    expect(await ask(house, "/matches", { query })).toEqual({
      status: 400,
      body: { error: { code: "bad_request", message: "The request is not complete." } },
    });
  });

  it("is not told of a shop that has left", async () => {
    const where = { domain: house.shop.domain };
    await house.db.shop.update({ where, data: { uninstalledAt: new Date() } });
    const answer = await question(shirt, [trousers]);
    await house.db.shop.update({ where, data: { uninstalledAt: null } });
    expect(answer).toEqual({
      status: 404,
      body: { error: { code: "unknown_shop", message: "This shop does not use Fitting Room." } },
    });
  });
});
