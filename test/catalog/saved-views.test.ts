import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSavedViews, mostViews } from "../../app/catalog/saved-views.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const domain = "shop.myshopify.com";
const neighbour = "neighbour.myshopify.com";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 4 });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await db.shop.deleteMany();
  for (const shop of [domain, neighbour])
    await db.shop.create({ data: { domain: shop, installedAt: new Date(0) } });
});

const views = () => createSavedViews({ db });
const create = async (name: string, query = "q=a") => {
  const saved = await views().create(domain, name, query);
  if (!saved.ok) throw new Error(saved.mistake.key);
  return saved.id;
};
const refused = (key: string) =>
  expect.objectContaining({ ok: false, mistake: expect.objectContaining({ key }) });

describe("saved views", () => {
  it("keep search, filters and order under a name, and nothing else of the address", async () => {
    const id = await create("  Summer ", "page=4&view=on&sort=type+asc&q=linen&tag=new&spam=1&kind=hat");
    expect(await views().list(domain)).toEqual([
      { id, name: "Summer", query: "q=linen&tag=new&sort=type+asc" },
    ]);
  });

  it("come in the order in which they were saved", async () => {
    for (const name of ["Z", "A", "M"]) await create(name);
    expect((await views().list(domain)).map(({ name }) => name)).toEqual(["Z", "A", "M"]);
  });

  it("can be renamed, changed and removed", async () => {
    const id = await create("One");
    expect(await views().rename(domain, id, "Two")).toEqual({ ok: true, id });
    expect(await views().keep(domain, id, "button=off")).toEqual({ ok: true, id });
    expect(await views().list(domain)).toEqual([{ id, name: "Two", query: "button=off" }]);
    await views().remove(domain, id);
    expect(await views().list(domain)).toEqual([]);
    expect(await views().rename(domain, id, "Three")).toEqual(refused("products.view.gone"));
    expect(await views().keep(domain, id, "")).toEqual(refused("products.view.gone"));
    await views().remove(domain, id);
  });

  it("have each a name of their own, also when two people save one at once", async () => {
    const both = await Promise.all([
      views().create(domain, "Same", "q=a"),
      views().create(domain, "Same", "q=b"),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual(refused("products.view.taken"));
    const id = await create("Other");
    expect(await views().rename(domain, id, "Same")).toEqual(refused("products.view.taken"));
    expect((await views().create(neighbour, "Same", "")).ok).toBe(true);
  });

  it.each(["", "   ", "\0", "x".repeat(41)])("are refused the name %j", async (name) => {
    expect(await views().create(domain, name, "")).toEqual(refused("products.view.name"));
    const id = await create("One");
    expect(await views().rename(domain, id, name)).toEqual(refused("products.view.name"));
  });

  it("are not more than a row of tabs can hold", async () => {
    for (let place = 0; place < mostViews; place += 1) await create(`View ${place}`);
    expect(await views().create(domain, "One more", "")).toEqual(refused("products.view.many"));
    expect(await views().list(domain)).toHaveLength(mostViews);
  });

  it("are no business of another shop", async () => {
    const id = await create("Ours");
    expect(await views().list(neighbour)).toEqual([]);
    expect(await views().rename(neighbour, id, "Theirs")).toEqual(refused("products.view.gone"));
    expect(await views().keep(neighbour, id, "q=theirs")).toEqual(refused("products.view.gone"));
    await views().remove(neighbour, id);
    expect(await views().list(domain)).toEqual([{ id, name: "Ours", query: "q=a" }]);
  });

  it("that are named by no id are gone", async () => {
    expect(await views().keep(domain, "1; drop", "")).toEqual(refused("products.view.gone"));
    await views().remove(domain, "1; drop");
  });
});
