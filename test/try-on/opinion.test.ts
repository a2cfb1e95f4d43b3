import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { client, type House, startHouse } from "../helpers/house.ts";
import { ask, follow, press, startedShape } from "../helpers/shopper.ts";
import { signProxyQuery } from "../sandbox/shopify/storefront/sign-proxy-query.ts";

const gone = { status: 404, body: { error: { code: "gone", message: "This try-on is no longer kept." } } };
const incomplete = {
  status: 400,
  body: { error: { code: "bad_request", message: "The request is not complete." } },
};
const unsaid = { liked: null, dislikedFor: null };

describe("what a shopper says of the result", () => {
  let house: House;
  let id: string;
  let token: string;
  beforeAll(async () => {
    house = await startHouse();
    ({ id, token } = await begin());
  });
  beforeEach(async () => {
    await house.db.tryOn.update({ where: { id }, data: { ...unsaid, state: "done" } });
  });
  afterAll(() => house.stop());

  /** One that is done. */
  const begin = async () => {
    const started = await press(house);
    await follow(house, started);
    return startedShape.parse(started.body);
  };
  const give = (query: Record<string, string>, of = { id, token }) =>
    ask(house, `/try-ons/${of.id}/opinion`, { method: "POST", query: { token: of.token, ...query } });
  const kept = async (of = id) => {
    const { liked, dislikedFor } = await house.db.tryOn.findUniqueOrThrow({ where: { id: of } });
    return { liked, dislikedFor };
  };

  it.each<[Record<string, string>, liked: boolean, about: string | null]>([
    [{ liked: "yes" }, true, null],
    [{ liked: "no" }, false, null],
    [{ liked: "no", about: "person" }, false, "person"],
    [{ liked: "no", about: "garment" }, false, "garment"],
    [{ liked: "no", about: "picture" }, false, "picture"],
  ])("is kept: %j", async (query, liked, dislikedFor) => {
    expect(await give(query)).toEqual({ status: 200, body: { liked } });
    expect(await kept()).toEqual({ liked, dislikedFor });
  });

  it("is the last word, which takes back all of the one before", async () => {
    await give({ liked: "no", about: "person" });
    await give({ liked: "yes" });
    expect(await kept()).toEqual({ liked: true, dislikedFor: null });
    await give({ liked: "no", about: "garment" });
    await give({ liked: "no" });
    expect(await kept()).toEqual({ liked: false, dislikedFor: null });
  });

  it.each<Record<string, string>>([
    {},
    { liked: "" },
    { liked: "maybe" },
    { liked: "true" },
    { liked: "YES" },
    { about: "person" },
    { liked: "yes", about: "person" },
    { liked: "yes", about: "" },
    { liked: "no", about: "" },
    { liked: "no", about: "price" },
    { liked: "no", about: "toString" },
  ])("is refused as %j", async (query) => {
    expect(await give(query)).toEqual(incomplete);
    expect(await kept()).toEqual(unsaid);
  });

  it("is refused without a token, and by reading", async () => {
    const path = `/try-ons/${id}/opinion`;
    expect(await ask(house, path, { method: "POST", query: { liked: "yes" } })).toEqual(incomplete);
    expect(await ask(house, path, { query: { token, liked: "yes" } })).toEqual(incomplete);
    expect(await kept()).toEqual(unsaid);
  });

  it.each(["queued", "submitting", "running", "failed"] as const)(
    "is not asked of one that is %s",
    async (state) => {
      await house.db.tryOn.update({ where: { id }, data: { state } });
      expect(await give({ liked: "yes" })).toEqual(gone);
      expect(await kept()).toEqual(unsaid);
    },
  );

  it("is nobody's but of whoever has the token, in its own shop", async () => {
    const other = await begin();
    const strangers = [
      { id, token: other.token },
      { id, token: `${token}x` },
      { id, token: "" },
      { id: randomUUID(), token },
      { id: id.toUpperCase(), token },
      { id: "no-id-at-all", token },
    ];
    for (const stranger of strangers) expect(await give({ liked: "yes" }, stranger)).toEqual(gone);

    const query = new URLSearchParams({ token, liked: "yes", shop: "other.myshopify.com" });
    query.set("timestamp", String(Math.floor(Date.now() / 1000)));
    query.set("signature", signProxyQuery(query, client.clientSecret));
    const answer = await fetch(`${house.origin}/proxy/try-ons/${id}/opinion?${query}`, { method: "POST" });
    expect({ status: answer.status, body: await answer.json() }).toEqual(gone);
    expect(await kept()).toEqual(unsaid);
  });

  it("may come twice with the same signature, as from a finger that pressed twice", async () => {
    const query = new URLSearchParams({ token, liked: "yes", shop: house.shop.domain });
    query.set("timestamp", String(Math.floor(Date.now() / 1000)));
    query.set("signature", signProxyQuery(query, client.clientSecret));
    const send = () => fetch(`${house.origin}/proxy/try-ons/${id}/opinion?${query}`, { method: "POST" });
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200]);
  });

  it("may come after the result was deleted, for as long as the try-on is known", async () => {
    const own = await begin();
    await ask(house, `/try-ons/${own.id}/delete`, { method: "POST", query: { token: own.token } });
    const said = { liked: "no", about: "picture" };
    expect(await give(said, own)).toEqual({ status: 200, body: { liked: false } });
    expect(await kept(own.id)).toEqual({ liked: false, dislikedFor: "picture" });
    await house.db.tryOn.delete({ where: { id: own.id } });
    expect(await give(said, own)).toEqual(gone);
  });
});
