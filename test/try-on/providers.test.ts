import { afterAll, beforeAll, describe, expect, it } from "vitest";
import sharp from "sharp";
import { z } from "zod";
import { readList } from "../../app/usage/read-list.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { follow, press } from "../helpers/shopper.ts";

const keys = {
  kling: "api-key-kling-planted-and-never-seen",
  accessKey: "access-key-planted-and-never-seen",
  secretKey: "secret-key-planted-and-never-seen",
  gateway: "sk-planted-and-never-seen-gateway",
  hidream: "hidream-token-planted-and-never-seen",
};

type Case = {
  name: string;
  provider: string;
  below: string;
  model: string;
  credentials: Record<string, string>;
};

const cases: Case[] = [
  {
    name: "Kling, v1 with a key",
    provider: "kling",
    below: "kling",
    model: "kolors-virtual-try-on-v1",
    credentials: { apiKey: keys.kling },
  },
  {
    name: "Kling, v1-5 with a pair of keys",
    provider: "kling",
    below: "kling",
    model: "kolors-virtual-try-on-v1-5",
    credentials: { accessKey: keys.accessKey, secretKey: keys.secretKey },
  },
  {
    name: "Kling, Try-On 3.0",
    provider: "kling",
    below: "kling",
    model: "kling-virtual-try-on-3.0",
    credentials: { apiKey: keys.kling },
  },
  {
    name: "Kling, Omni-Image",
    provider: "kling",
    below: "kling",
    model: "kling-v3-omni",
    credentials: { apiKey: keys.kling },
  },
  {
    name: "a gateway, v1-5",
    provider: "kling-gateway",
    below: "gateway",
    model: "kolors-virtual-try-on-v1-5",
    credentials: { apiKey: keys.gateway },
  },
  {
    name: "a gateway, Omni-Image",
    provider: "kling-gateway",
    below: "gateway",
    model: "kling-image-o1",
    credentials: { apiKey: keys.gateway },
  },
  {
    name: "HiDream",
    provider: "hidream",
    below: "hidream",
    model: "hidream-vton",
    credentials: { apiKey: keys.hidream },
  },
];

const takesOutfits = new Set([
  "kolors-virtual-try-on-v1-5",
  "kling-v3-omni",
  "kling-image-o1",
  "hidream-vton",
]);

describe.each(cases)("a try-on by $name", ({ provider, below, model, credentials }) => {
  let house: House;
  let connection = "";
  beforeAll(async () => {
    house = await startHouse({
      shop: "installed",
      sandbox: {
        klingKeys: [keys.kling],
        klingPairs: [{ accessKey: keys.accessKey, secretKey: keys.secretKey }],
        gatewayKeys: [keys.gateway],
        hidreamKeys: [keys.hidream],
      },
    });
    await house.catalogueRead();
  });
  afterAll(() => house.stop());

  const shop = () => house.shop.domain;
  const save = (given: Record<string, string>) =>
    house.services.connections.save(shop(), connection === "" ? undefined : connection, {
      provider,
      baseAddress: `${house.sandbox.origin}/providers/${below}`,
      model,
      credentials: given,
      settings: {},
    });
  const productOf = (kind: string) =>
    house.db.product.findFirstOrThrow({
      where: { kind, active: true, pictures: { path: ["featured", "width"], gte: 600 } },
    });

  it("fails its test with a key that nobody issued, and says what to do", async () => {
    const saved = await save(
      Object.fromEntries(Object.keys(credentials).map((name) => [name, `wrong-${name}-entirely`])),
    );
    connection = saved.ok ? saved.id : "";
    expect(await house.services.connections.test(shop(), connection)).toEqual({
      ok: false,
      code: "key_refused",
      sentence: { key: "failures.key_refused" },
    });
    expect((await press(house)).status).toBe(503);
  });

  it("passes its test with the right one", async () => {
    expect(await save(credentials)).toEqual({ ok: true, id: connection });
    expect(await house.services.connections.test(shop(), connection)).toMatchObject({ ok: true });
  });

  it.each(["upper", "lower", "dress"])("shows a garment of the kind %s", async (kind) => {
    const product = await productOf(kind);
    const started = await press(house, { product_id: String(product.id), variant_id: "1" });
    const shown = await follow(house, started);
    expect(shown.state).toBe("done");
    const { format } = await sharp(
      Buffer.from(await (await fetch(shown.image_url ?? "")).arrayBuffer()),
    ).metadata();
    expect(format).toBe("jpeg");
  });

  it(
    takesOutfits.has(model) ? "shows an upper and a lower together" : "refuses an outfit before it costs",
    async () => {
      const before = house.sandbox.world.tasks.length;
      const [upper, lower] = [await productOf("upper"), await productOf("lower")];
      const started = await press(house, {
        product_id: String(upper.id),
        variant_id: "1",
        lower_product_id: String(lower.id),
      });
      if (takesOutfits.has(model)) {
        expect((await follow(house, started)).state).toBe("done");
        const id = z.object({ id: z.string() }).parse(started.body).id;
        expect((await house.db.tryOn.findUniqueOrThrow({ where: { id } })).productTitle).toContain(" + ");
      } else {
        expect(started).toMatchObject({ status: 422, body: { error: { code: "outfit_not_possible" } } });
        expect(house.sandbox.world.tasks).toHaveLength(before);
      }
    },
  );

  it("refuses two of a kind before it costs", async () => {
    const before = house.sandbox.world.tasks.length;
    const lower = await productOf("lower");
    const { status } = await press(house, {
      product_id: String(lower.id),
      variant_id: "1",
      lower_product_id: String(lower.id),
    });
    expect(status).toBe(422);
    expect(house.sandbox.world.tasks).toHaveLength(before);
  });

  it("that the provider gives up fails, and its photo is gone", async () => {
    house.sandbox.world.scripts.push({
      on: "task",
      does: "fail",
      message: "Failure to pass the risk control system",
    });
    const product = await productOf("upper");
    const shown = await follow(
      house,
      await press(house, { product_id: String(product.id), variant_id: "1" }),
    );
    expect(shown.state).toBe("failed");
    // Its key goes in the step that ends the try-on, its row and bytes right after that.
    expect(await house.db.picture.count({ where: { role: "photo", key: { not: null } } })).toBe(0);
    await until(async () => (await house.db.picture.count({ where: { role: "photo" } })) === 0);
  });

  it("has left no key in the log, in what the admin may see, or in the provider's own list", async () => {
    await until(() => house.logged.length > 0);
    const { range, filters } = readList(new URLSearchParams(), await house.services.usage.today(shop()));
    const seen = [
      house.logged.join(""),
      JSON.stringify(await house.services.connections.list(shop())),
      JSON.stringify(await house.services.usage.tryOns.page(shop(), range, filters, 50)),
    ].join("");
    for (const key of Object.values(keys)) expect(seen).not.toContain(key);
    expect(seen).not.toMatch(/Bearer |eyJ/);
  });
});
