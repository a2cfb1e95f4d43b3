/**
 * Two shops in one house. At each address that there is, the second one's merchant and shoppers try whatever they may
 * have got hold of of the first: nothing is shown, and every row and every byte of the first stays as it was.
 */
import { createHmac } from "node:crypto";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import routes from "../app/routes.ts";
import { client, gatewayKey } from "./helpers/house.ts";
import { ask } from "./helpers/shopper.ts";
import { secondKey } from "./helpers/shops.ts";
import { openTwoShops, type TwoShops } from "./helpers/two-shops.ts";
import { attemptsIn, call } from "./isolation-attempts.ts";
import { root } from "./sandbox/cli/app-process.ts";
import { makeIdToken } from "./sandbox/shopify/admin/id-token.ts";
import { signProxyQuery } from "./sandbox/shopify/storefront/sign-proxy-query.ts";

let two: TwoShops;
beforeAll(async () => {
  two = await openTwoShops();
});
afterAll(() => two.house.stop());

type Entry = { file: string; children?: Entry[] | undefined };
const filesOf = (entries: Entry[]): string[] =>
  entries.flatMap(({ file, children = [] }) => [file, ...filesOf(children)]);

/** Whatever answers: by the list of routes, or in another way out of the same folder. */
const answering = new Set([
  ...filesOf(routes),
  ...readdirSync(resolve(root, "app/routes")).map((file) => `routes/${file}`),
]);

describe("what is one shop's is no other's", () => {
  it("has been tried at every address that the app has, and at no other", () => {
    expect(Object.keys(attemptsIn(two)).toSorted()).toEqual([...answering].toSorted());
  });

  it.each([...answering])("at %s", async (file) => {
    const before = await two.everythingOfTheFirst();
    expect([before.rows.length > 30, before.stored.length]).toEqual([true, 2]);
    const answers = (await attemptsIn(two)[file]?.()) ?? [];
    for (const { text } of answers)
      expect(two.secretsOfTheFirst.filter((secret) => text.includes(secret))).toEqual([]);
    expect(await two.everythingOfTheFirst()).toEqual(before);
  });

  it("cannot be asked for by a shopper's request whose shop was changed after it was signed", async () => {
    const { id, token } = two.first.done;
    const query = new URLSearchParams({
      token,
      shop: two.second.shop.domain,
      path_prefix: "/apps/try-it-on",
    });
    query.set("timestamp", String(Math.floor(Date.now() / 1000)));
    query.set("signature", signProxyQuery(query, client.clientSecret));
    query.set("shop", two.house.shop.domain);
    const changed = Object.fromEntries(query);
    for (const [method, path] of [
      ["POST", "/proxy/try-ons"],
      ["GET", `/proxy/try-ons/${id}`],
      ["POST", `/proxy/try-ons/${id}/opinion`],
      ["POST", `/proxy/try-ons/${id}/delete`],
      ["GET", `/proxy/try-ons/${id}/receipt`],
      ["GET", "/proxy/matches"],
      ["POST", "/proxy/events"],
      ["GET", "/proxy/consent"],
      ["GET", "/proxy/policy"],
    ] as const)
      expect((await call(`${two.house.origin}${path}`, { method, query: changed })).status).toBe(400);
  });

  it("cannot be asked for by a merchant whose token was signed by anybody else", async () => {
    const { origin, sandbox, shop } = two.house;
    const [head, claims] = (await makeIdToken(sandbox.world, shop)).split(".");
    const forged = createHmac("sha256", "not-the-secret").update(`${head}.${claims}`).digest("base64url");
    for (const path of ["/app", "/app/connections", "/app/usage", "/app/usage/try-ons", "/app/settings"]) {
      const answer = await call(
        `${origin}${path}`,
        { query: { _data: "routes/app" } },
        `${head}.${claims}.${forged}`,
      );
      expect(answer.status).toBe(401);
    }
  });

  it("is there for its own merchant and shoppers all the while", async () => {
    const { house, first } = two;
    const { id, token } = first.done;
    expect(await ask(house, `/try-ons/${id}`, { query: { token } })).toMatchObject({
      status: 200,
      body: { state: "done" },
    });
    expect((await call(first.done.address)).status).toBe(200);
    const shown = await house.services.connections.list(house.shop.domain);
    expect(shown.map(({ id: connection }) => connection)).toEqual(first.connectionIds);
    const deleted = await ask(house, `/try-ons/${id}/delete`, { method: "POST", query: { token } });
    expect(deleted.status).toBe(200);
  });

  it("is in no log", () => {
    const { house, first, own } = two;
    const log = house.logged.join("");
    const secrets = [gatewayKey, secondKey, "shpat_", "shprt_", first.wish.visitor, "/9j/"].concat(
      [first.done, first.running, own].flatMap(({ token, pictureId }) => [token, pictureId]),
      [first.done, own].map(({ address }) => address.split("/").at(-1) ?? ""),
      [first.running, own].map(({ task }) => task.callbackUrl?.split("/").at(-1) ?? ""),
    );
    expect(secrets.filter((secret) => secret === "" || log.includes(secret))).toEqual([]);
  });
});
