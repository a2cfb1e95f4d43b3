import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createOutgoing } from "../../app/providers/addresses.server.ts";
import { createSendCall } from "../../app/providers/http.server.ts";
import { createConnectionHealth } from "../../app/shop/connection-health.server.ts";
import { createConnections } from "../../app/shop/connections.server.ts";
import { createModels } from "../../app/shop/models.server.ts";
import { createProviderAccess } from "../../app/shop/provider-access.server.ts";
import { createVault } from "../../app/vault/vault.server.ts";
import { said } from "../../app/words/said.ts";
import { gatewayConnection } from "../helpers/connections.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "one.myshopify.com";
const entered = gatewayConnection("https://one.example", "sk-the-key-that-is-tested", "kling-image-o1");

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
let connections: ReturnType<typeof createConnections>;
let models: ReturnType<typeof createModels>;
let id = "";
/** What happens between the question to the provider and its answer. */
let meanwhile: () => Promise<unknown> = async () => {};
/** Whether the provider then takes the key. */
let passes = true;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 4 });
  await db.shop.create({ data: { domain: shop, installedAt: new Date() } });
  const vault = createVault([{ id: "test", bytes: randomBytes(32) }]);
  const common = { db, vault, enqueue: async () => {}, now: () => new Date() };
  const real = createProviderAccess({ ...common, send: createSendCall(createOutgoing([])) });
  const access: typeof real = {
    ...real,
    providerOf: (maker) => ({
      ...real.providerOf(maker),
      check: async () => {
        await meanwhile();
        if (passes) return { ok: true, value: { balance: 12 } };
        return {
          ok: false,
          failure: { code: "key_refused", retry: false, mayHaveStarted: false, detail: "" },
        };
      },
    }),
  };
  const health = createConnectionHealth({ ...common, providerOf: access.providerOf });
  connections = createConnections({ ...common, access, health, trustedOrigins: [] });
  models = createModels({ ...common, access });
  const saved = await connections.save(shop, undefined, entered);
  id = saved.ok ? saved.id : "";
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  meanwhile = async () => {};
  await connections.save(shop, id, entered);
});

const row = () => db.connection.findUniqueOrThrow({ where: { id } });

it.each([
  ["another key", { credentials: { apiKey: "sk-a-key-that-nobody-tried" } }],
  ["another address", { baseAddress: "https://other.example" }],
  ["another model", { credentials: {}, model: "kolors-virtual-try-on-v1-5" }],
  ["another setting", { credentials: {}, settings: { resolution: "2k" } }],
])("a connection is neither called well nor unwell for what came before %s", async (_what, change) => {
  const anew = { testedAt: null, unwell: null, balance: null };
  meanwhile = () => connections.save(shop, id, { ...entered, ...change });
  passes = true;
  expect(await connections.test(shop, id)).toMatchObject({
    ok: false,
    sentence: said("connections.mistake.changed_meanwhile"),
  });
  expect(await row()).toMatchObject(anew);
  await connections.save(shop, id, entered);
  passes = false;
  await connections.test(shop, id);
  expect(await row()).toMatchObject(anew);
});

it("a connection that stayed as it was is called what its test has found", async () => {
  passes = true;
  expect(await connections.test(shop, id)).toEqual({ ok: true, balance: 12 });
  expect(await row()).toMatchObject({ unwell: null, balance: 12, testedAt: expect.any(Date) });
  passes = false;
  expect((await connections.test(shop, id)).ok).toBe(false);
  expect((await row()).unwell).toBe("key_refused");
});

it("a model is not made the default by what came before another of its settings", async () => {
  passes = true;
  const of = { connectionId: id, model: "kling-v3-omni" };
  // Saving it tries it as well, with nothing going on meanwhile.
  meanwhile = () => {
    meanwhile = async () => {};
    return models.save(shop, of, { settings: { resolution: "4k" } });
  };
  expect(await models.makeDefault(shop, of)).toEqual({
    ok: false,
    sentence: said("connections.mistake.changed_meanwhile"),
  });
  expect(await row()).toMatchObject({ model: entered.model, testedAt: null });
  expect(await models.makeDefault(shop, of)).toEqual({ ok: true });
});

it("a new connection comes last, also after others were removed", async () => {
  const add = async () => {
    const saved = await connections.save(shop, undefined, entered);
    return saved.ok ? saved.id : "";
  };
  const [second, third] = [await add(), await add()];
  await connections.remove(shop, second);
  const fourth = await add();
  const [fifth, sixth] = await Promise.all([add(), add()]);
  const inOrder = (await connections.list(shop)).map((connection) => connection.id);
  expect(inOrder.slice(0, 3)).toEqual([id, third, fourth]);
  expect(inOrder.slice(3).toSorted()).toEqual([fifth, sixth].toSorted());
  expect(new Set((await db.connection.findMany()).map(({ position }) => position)).size).toBe(5);
});

it("a default and a stand-in that are chosen at the same moment are both saved", async () => {
  passes = true;
  const { model } = entered;
  const ids = (await connections.list(shop)).slice(0, 2).map((connection) => connection.id);
  for (let round = 0; round < 25; round += 1) {
    const chosen = ids.flatMap((connectionId) => [
      models.makeDefault(shop, { connectionId, model }),
      connections.setStandsIn(shop, connectionId, true),
    ]);
    const refused = (await Promise.allSettled(chosen)).filter(({ status }) => status === "rejected");
    expect(refused).toEqual([]);
  }
});
