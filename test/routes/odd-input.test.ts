import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { said } from "../../app/words/said.ts";
import { gatewayConnection } from "../helpers/connections.ts";
import { type House, startHouse } from "../helpers/house.ts";
import { askAdmin } from "../sandbox/cli/merchant.ts";

const nobodysId = "5f0c8a52-6d6e-4c1e-9a3b-0d2f4b6c8e10";
/** PostgreSQL keeps neither a zero byte nor half of a pair in any text. */
const oddities = ["a\0b", "a\ud800b"];

const long = "9".repeat(400_000);

describe("what no page of the admin would send", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ drives: false });
  });
  afterAll(() => house.stop());

  const ask = (path: string, route: string, body?: unknown) =>
    askAdmin(house.sandbox.world, house.shop, path, route, body);

  it.each(oddities)("is refused where it can't be kept: %j", async (odd) => {
    const rule = { by: "tags", values: [odd] };
    await expect(ask("/app/products/rule", "routes/app.products.rule", rule)).rejects.toThrow("answered 400");
    await expect(ask("/app/products/rule/preview", "routes/app.products.rule.preview", rule)).rejects.toThrow(
      "answered 400",
    );
    await expect(ask("/app?index", "routes/app._index", { intent: "dismiss", id: odd })).rejects.toThrow(
      "answered 400",
    );
    await expect(
      ask("/app/settings", "routes/app.settings", {
        intent: "save",
        changes: { consentAddition: odd },
      }),
    ).rejects.toThrow("answered 400");
  });

  it("is answered beside its field where it can be typed, however long it is", async () => {
    const changes = { monthlyCap: long, perVisitorPerDay: long };
    expect(await ask("/app/settings", "routes/app.settings", { intent: "save", changes })).toEqual({
      ok: false,
      mistakes: {
        monthlyCap: said("common.amount.high", { most: 1_000_000_000 }),
        perVisitorPerDay: said("settings.mistake.range", { least: 1, most: 1_000 }),
      },
    });
    const connection = {
      intent: "save",
      ...gatewayConnection(`https://gateway.example/${long}`, `sk-${long}`),
    };
    expect(await ask("/app/connections/new", "routes/app.connections.$id", connection)).toMatchObject({
      kind: "mistakes",
      mistakes: {
        baseAddress: said("connections.mistake.base_address"),
        apiKey: { key: "connections.mistake.key_long" },
      },
    });
    const number = { intent: "find", number: long };
    expect(await ask("/app/settings/data", "routes/app.settings.data", number)).toEqual({ kind: "nobody" });
  });

  it.each([
    "model=%00",
    `after=2026-02-30T00:00:00.000000Z_${nobodysId}`,
    `after=0000-01-01T00:00:00.000000Z_${nobodysId}`,
    "from=0000-01-01&to=0000-01-02",
    "from=0001-01-01&to=0001-01-02",
  ])("in a usage page's address filters nothing: %s", async (query) => {
    await expect(ask(`/app/usage/try-ons?${query}`, "routes/app.usage.try-ons")).resolves.toBeDefined();
    await expect(ask(`/app/usage?${query}`, "routes/app.usage")).resolves.toBeDefined();
  });
});
