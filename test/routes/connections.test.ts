import { afterAll, beforeAll, expect, it } from "vitest";
import { said } from "../../app/words/said.ts";
import { gatewayConnection } from "../helpers/connections.ts";
import { type House, startHouse } from "../helpers/house.ts";
import { askAdmin } from "../sandbox/cli/merchant.ts";

let house: House;
const ids: string[] = [];
beforeAll(async () => {
  house = await startHouse({ shop: "installed", drives: false });
  for (const key of ["1111", "2222", "3333"]) {
    const saved = await house.services.connections.save(
      house.shop.domain,
      undefined,
      gatewayConnection("https://one.example", `sk-a-key-that-ends-in-${key}`),
    );
    if (saved.ok) ids.push(saved.id);
  }
});
afterAll(() => house.stop());

const act = (intent: string, id = "") =>
  askAdmin(house.sandbox.world, house.shop, "/app/connections", "routes/app.connections", { intent, id });
const account = (key: string) =>
  said("connections.name", { label: said("connections.provider.kling_gateway"), key });

it("whoever pauses a connection is told who is paid from now on, or that nobody is left", async () => {
  const [first, second, third] = ids;
  expect(await act("pause", third)).toEqual(said("connections.paused"));
  expect(await act("pause", first)).toEqual(said("connections.paused_for", { name: account("2222") }));
  expect(await act("pause", second)).toEqual(said("connections.paused_last"));
  expect(await act("resume", third)).toEqual(said("connections.resumed"));
});
