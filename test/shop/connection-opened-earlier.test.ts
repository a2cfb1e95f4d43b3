import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Draft, draftOf, saveRequestOf } from "../../app/components/connections/draft.ts";
import { said } from "../../app/words/said.ts";
import { type House, startHouse } from "../helpers/house.ts";
import { askAdmin } from "../sandbox/cli/merchant.ts";

const model = "kling-image-o1";
const changedMeanwhile = { form: said("connections.mistake.changed_meanwhile") };

let house: House;
let shop = "";
let id = "";
beforeAll(async () => {
  house = await startHouse({ shop: "installed", drives: false });
  shop = house.shop.domain;
  for (const key of ["1111", "2222"]) {
    const saved = await house.services.connections.save(shop, undefined, {
      provider: "kling-gateway",
      baseAddress: "https://one.example",
      model,
      credentials: { apiKey: `sk-a-key-that-ends-in-${key}` },
      settings: {},
    });
    if (saved.ok) id = saved.id;
  }
});
afterAll(() => house.stop());

const shown = async () => {
  const found = (await house.services.connections.list(shop)).find((one) => one.id === id);
  if (!found) throw new Error("the connection is gone");
  return found;
};
/** What a page sends that was opened when the connection was like this. */
const request = (opened: Draft, changes: Partial<Draft>) =>
  saveRequestOf(opened, { ...opened, ...changes }, changes);
const save = (opened: Draft, changes: Partial<Draft>) =>
  house.services.connections.save(shop, id, request(opened, changes));

beforeEach(async () => {
  const opened = draftOf(await shown());
  await save(opened, { model, settings: { resolution: "1k" }, price: "0.07", parallelLimit: "5" });
});

it("a page that was opened earlier leaves alone the price, the limit and the standing in that it did not change", async () => {
  const opened = draftOf(await shown());
  await save(opened, { parallelLimit: "2" });
  await house.services.connections.setStandsIn(shop, id, true);
  expect(await save(opened, { price: "0.08" })).toEqual({ ok: true, id });
  expect(await shown()).toMatchObject({ price: "0.08", parallelLimit: 2, standsIn: true });
  expect(await save(opened, { parallelLimit: "3" })).toEqual({ ok: true, id });
  expect(await shown()).toMatchObject({ price: "0.08", parallelLimit: 3, standsIn: true });
});

it("the price of a model that is chosen is saved even if the model before cost the same", async () => {
  const opened = draftOf(await shown());
  expect(await save(opened, { model: "kolors-virtual-try-on-v1-5", settings: {} })).toEqual({ ok: true, id });
  expect(await shown()).toMatchObject({ model: "kolors-virtual-try-on-v1-5", price: "0.07" });
});

it.each<[string, Partial<Draft>]>([
  ["another model", { model: "kolors-virtual-try-on-v1-5", settings: {} }],
  ["another setting", { settings: { resolution: "2k" } }],
  [
    "another address",
    { baseAddress: "https://other.example", credentials: { apiKey: "sk-a-key-of-the-other-address" } },
  ],
])("a page that was opened before %s was saved takes nothing back, and says so", async (_what, meanwhile) => {
  const opened = draftOf(await shown());
  expect((await save(opened, meanwhile)).ok).toBe(true);
  const before = await shown();
  expect(await save(opened, { price: "0.09" })).toEqual({ ok: false, mistakes: changedMeanwhile });
  expect(
    await askAdmin(house.sandbox.world, house.shop, `/app/connections/${id}`, "routes/app.connections.$id", {
      intent: "save",
      ...request(opened, { price: "0.09" }),
    }),
  ).toEqual({ kind: "mistakes", mistakes: changedMeanwhile });
  expect(await shown()).toEqual(before);
});
