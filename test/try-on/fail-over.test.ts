import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runJob } from "../helpers/jobs.ts";
import type { Script } from "../sandbox/world.ts";
import { recountMoney } from "../usage/recount.ts";
import { openTwoConnections, price, refuse, type TwoConnections } from "./two-connections.ts";

describe("what the first connection refuses", () => {
  let two: TwoConnections;
  beforeAll(async () => {
    two = await openTwoConnections({ drives: false });
  });
  beforeEach(() => two.clear());
  afterAll(() => two.house.stop());

  const expectExactMoney = async () => {
    const { kept, counted } = await recountMoney(two.house.db);
    expect(kept).toEqual(counted);
  };

  const away: Script = { on: "create", does: "raw", status: 404, contentType: "text/html", body: "gone" };
  it.each<[code: string, unwell: boolean, script: Script]>([
    ["key_refused", true, refuse(401, 1000)],
    ["balance_gone", true, refuse(429, 1102)],
    ["not_permitted", true, refuse(403, 1103)],
    ["address_not_allowed", true, refuse(429, 1304)],
    ["busy", false, refuse(429, 1303)],
    ["provider_trouble", false, refuse(503, 5001)],
    ["unexpected_answer", false, away],
  ])("as %s is made by the stand-in: once, at its price, in its line", async (code, unwell, refusal) => {
    two.script(refusal);
    const { id } = await two.begin();
    expect(await two.advance(id)).toEqual({ ended: true });
    expect(await two.rowOf(id)).toMatchObject({
      state: "queued",
      connectionId: two.ids.standIn,
      provider: "hidream",
      model: "hidream-vton",
      stoodIn: true,
      priceMicros: price.standIn,
      charge: "reserved",
    });
    expect(await two.unwellOf(two.ids.first)).toBe(unwell ? code : null);
    const lines = await two.house.db.$queryRaw<unknown[]>`
      select group_id, group_tier from pgboss.job where name = 'try-on' order by created_on`;
    expect(lines).toEqual([
      { group_id: two.ids.first, group_tier: "5" },
      { group_id: two.ids.standIn, group_tier: "2" },
    ]);
    await two.goOn(id);
    expect(two.tasks()).toEqual(["hidream"]);
    await two.finishFirst();
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({ state: "done", charge: "spent" });
    expect(await two.house.db.spend.findMany()).toMatchObject([
      { reservedMicros: 0n, spentMicros: price.standIn },
    ]);
  });

  it("because nobody listens there is made by the stand-in", async () => {
    // Nothing on this machine listens at port 1.
    await two.house.db.connection.update({
      where: { id: two.ids.first },
      data: { baseAddress: "http://127.0.0.1:1/providers/gateway" },
    });
    const { id } = await two.begin();
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({ state: "running", stoodIn: true });
    expect(two.tasks()).toEqual(["hidream"]);
  });

  it.each<[code: string, script: Script]>([
    ["request_refused", refuse(400, 1201)],
    ["photo_refused", refuse(400, 1301)],
    ["no_person", refuse(400, 1201, "no human in it")],
  ])("for the pictures' sake, as %s, is asked of nobody else", async (failureCode, refusal) => {
    two.script(refusal);
    const { id } = await two.begin();
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({
      state: "failed",
      failureCode,
      stoodIn: false,
      charge: "returned",
    });
    expect(two.tasks()).toEqual([]);
    await expectExactMoney();
  });

  it("once the provider has taken it is asked of nobody else", async () => {
    two.script({ on: "task", does: "fail", message: "internal trouble" });
    const { id } = await two.begin();
    await two.goOn(id);
    await two.finishFirst();
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({
      state: "failed",
      failureCode: "generation_failed",
      stoodIn: false,
    });
    expect(two.tasks()).toEqual(["kling-gateway"]);
  });

  it.each<[what: string, script: Script, made: string[], state: string]>([
    ["cut off, with a task", { on: "create", does: "cut", taskMade: true }, ["kling-gateway"], "running"],
    ["cut off, without one", { on: "create", does: "cut" }, [], "failed"],
    ["code 5000, with a task", { ...refuse(500, 5000), taskMade: true }, ["kling-gateway"], "running"],
    ["code 5000, without one", refuse(500, 5000), [], "failed"],
    ["no JSON", { on: "create", does: "broken-json" }, ["kling-gateway"], "running"],
  ])("in a way that may have made a task is never made by two: %s", async (_what, answer, made, state) => {
    two.script(answer);
    const { id } = await two.begin();
    await two.goOn(id);
    two.later(26);
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({ state, stoodIn: false, connectionId: two.ids.first });
    expect(two.tasks()).toEqual(made);
  });

  /** Each of these leaves it where it was: failed as refused, unbilled, and sent to nobody else. */
  const expectNoStandIn = async (id: string) => {
    two.script(refuse(401, 1000));
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({
      state: "failed",
      failureCode: "key_refused",
      connectionId: two.ids.first,
      stoodIn: false,
      charge: "returned",
    });
    expect(two.tasks()).toEqual([]);
    await expectExactMoney();
  };

  it("is asked of nobody whom the shopper's consent does not name", async () => {
    await two.changeStandIn({ standsIn: false });
    const { id } = await two.begin();
    await two.changeStandIn({ standsIn: true });
    await expectNoStandIn(id);
  });

  it.each([
    ["paused", { paused: true }],
    ["unwell itself", { unwell: "balance_gone" }],
    ["not tested", { testedAt: null }],
    ["no stand-in any more", { standsIn: false }],
  ])("is not asked of one that is %s", async (_what, data) => {
    const { id } = await two.begin();
    await two.changeStandIn(data);
    await expectNoStandIn(id);
  });

  it("is not asked of one whose model can't wear it", async () => {
    const { provider, baseAddress, credentials } = await two.house.db.connection.findUniqueOrThrow({
      where: { id: two.ids.first },
    });
    await two.changeStandIn({ provider, baseAddress, credentials, model: "kolors-virtual-try-on-v1" });
    const [upper, lower] = await Promise.all(
      ["upper", "lower"].map((kind) =>
        two.house.db.product.findFirstOrThrow({
          where: { kind, active: true, pictures: { path: ["featured", "width"], gte: 600 } },
        }),
      ),
    );
    const query = { product_id: String(upper?.id), variant_id: "1", lower_product_id: String(lower?.id) };
    await expectNoStandIn((await two.begin(query)).id);
  });

  it("is not asked of one that has to be told what nobody knows", async () => {
    const [product] = two.house.shop.products;
    await two.house.db.product.updateMany({ where: { id: product?.id ?? 0 }, data: { kind: null } });
    await expectNoStandIn((await two.begin()).id);
  });

  it("is not asked of a dearer one where the difference would pass the cap", async () => {
    await two.settings({ monthlyCapMicros: Number(price.standIn) - 1 });
    await expectNoStandIn((await two.begin()).id);
  });

  it("is asked of a dearer one up to the cap, and the button goes when that was the room of the next", async () => {
    await two.settings({ monthlyCapMicros: Number(price.first + price.standIn) - 1 });
    await runJob(two.house, "shop.publish", { shop: two.house.shop.domain });
    await two.isPublished(true);
    two.script(refuse(429, 1303));
    const { id } = await two.begin();
    expect(await two.house.services.isReady(two.house.shop.domain)).toBe(true);
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({ state: "running", stoodIn: true });
    await two.isPublished(false);
    await expectExactMoney();
  });

  it("goes back and forth between no two: what the stand-in refuses as well ends there", async () => {
    two.script(
      { ...refuse(401, 1000), provider: "kling-gateway" },
      { ...refuse(401, 1000), provider: "hidream" },
    );
    const { id } = await two.begin();
    await two.goOn(id);
    expect(await two.rowOf(id)).toMatchObject({ state: "failed", failureCode: "key_refused", stoodIn: true });
    expect([await two.unwellOf(two.ids.first), await two.unwellOf(two.ids.standIn)]).toEqual([
      "key_refused",
      "key_refused",
    ]);
    await two.isPublished(false);
    await expectExactMoney();
  });

  it("is made by the stand-in once, when two processes are at it at the same time", async () => {
    two.script(refuse(401, 1000));
    const { id } = await two.begin();
    await Promise.all([two.advance(id), two.advance(id), two.advance(id)]);
    await two.goOn(id);
    expect(two.tasks()).toEqual(["hidream"]);
    await expectExactMoney();
  });

  it("and asked for again is the one that the stand-in makes: nothing is paid twice", async () => {
    two.script(refuse(401, 1000));
    const wish = { visitor: "somebody-again" };
    const first = await two.begin(wish);
    await two.goOn(first.id);
    expect(await two.begin(wish)).toEqual({ ...first, state: "running" });
    await two.finishFirst();
    await two.goOn(first.id);
    expect(await two.begin(wish)).toEqual({ ...first, state: "done" });
    expect(await two.house.db.tryOn.count()).toBe(1);
  });
});
