/** What the second of two shops can try at each address of the app, with all that it may know of the first. */
import { randomUUID } from "node:crypto";
import { request } from "undici";
import { expect } from "vitest";
import { z } from "zod";
import { ask, photoOfSomebody, startQueryFor } from "./helpers/shopper.ts";
import { secondKey, untilIdle } from "./helpers/shops.ts";
import type { TwoShops } from "./helpers/two-shops.ts";
import { browserName } from "./sandbox/cli/merchant.ts";
import { makeIdToken } from "./sandbox/shopify/admin/id-token.ts";
import { payloadFor } from "./sandbox/shopify/admin/payloads.ts";
import { sendWebhook } from "./sandbox/shopify/webhooks.ts";

type Answer = { status: number; text: string };
type Call = {
  method?: "GET" | "POST";
  query?: Record<string, string>;
  json?: unknown;
  bytes?: Buffer;
  /** As a browser sends a form with a file. */
  fields?: [string, string][];
};

export async function call(
  address: string,
  { method = "GET", query = {}, json, bytes, fields }: Call = {},
  bearer?: string,
): Promise<Answer> {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const form = new FormData();
  for (const [name, value] of fields ?? []) form.append(name, value);
  const encoded = fields && new Response(form);
  const body = encoded
    ? Buffer.from(await encoded.arrayBuffer())
    : json === undefined
      ? bytes
      : JSON.stringify(json);
  const answer = await request(url, {
    method,
    headers: {
      "user-agent": browserName,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...(bytes === undefined ? {} : { "content-type": "image/jpeg" }),
      ...(encoded ? { "content-type": encoded.headers.get("content-type") ?? "" } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = `${JSON.stringify(answer.headers)}\n${await answer.body.text()}`;
  return { status: answer.statusCode, text };
}

export function attemptsIn(two: TwoShops): Record<string, () => Promise<Answer[]>> {
  /** The second shop's merchant, at an address that may name what is the first shop's. */
  async function merchant(path: string, route: string, json?: unknown): Promise<Answer> {
    const { house, second } = two;
    const bearer = await makeIdToken(house.sandbox.world, second.shop);
    const method = json === undefined ? ("GET" as const) : ("POST" as const);
    return call(`${house.origin}${path}`, { method, query: { _data: route }, json }, bearer);
  }

  /** A shopper of the second shop: Shopify signs for that one. */
  const shopper = (path: string, made: Call = {}): Promise<Answer> =>
    call(`${two.house.sandbox.origin}/_shops/${two.second.shop.domain}/apps/try-it-on${path}`, made);

  const anybody = (path: string, made: Call = {}) => call(`${two.house.origin}${path}`, made);

  /** Each of the first shop's try-ons with its own right token. */
  const theirTryOns = () => [two.first.done, two.first.running];

  async function forEachTryOn(work: (id: string, token: string) => Promise<Answer>): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const { id, token } of theirTryOns()) answers.push(await work(id, token));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    return answers;
  }

  /** By the file that answers. A new route needs a line here, even if there is nothing to be had at it. */
  return {
    "routes/_index.tsx": async () => [await anybody("/")],
    "routes/$.tsx": async () => [await anybody(`/nowhere/${two.second.shop.domain}`)],
    "routes/healthz.ts": async () => [await anybody("/healthz")],
    "routes/readyz.ts": async () => [await anybody("/readyz")],
    "routes/auth.$.ts": async () => [await merchant("/auth/session-token", "routes/auth.$")],

    "routes/app.tsx": async () => [await merchant("/app", "routes/app")],
    "routes/app._index.tsx": async () => {
      const tell = (json: unknown) => merchant("/app?index", "routes/app._index", json);
      return [
        await merchant("/app?index", "routes/app._index"),
        await tell({ intent: "placed", placed: false }),
        await tell({ intent: "policy read" }),
        await tell({ intent: "put guide away" }),
        await tell({ intent: "dismiss", id: `price:${two.first.connectionIds[0]}` }),
      ];
    },
    "routes/app.settings.data.tsx": async () => {
      const post = (intent: string, number: string) =>
        merchant("/app/settings/data", "routes/app.settings.data", { intent, number });
      const answers = [await merchant("/app/settings/data", "routes/app.settings.data")];
      for (const { id } of [two.first.done, two.first.running]) {
        answers.push(await merchant(`/app/settings/data?try_on=${id}`, "routes/app.settings.data"));
        const named = [await post("find", id), await post("erase", id)];
        for (const { text } of named) expect(text).toContain('{"kind":"nobody"}');
        answers.push(...named);
      }
      // The same visitor's number leads each shop to its own.
      answers.push(await post("find", two.first.wish.visitor));
      return answers;
    },
    "routes/app.usage.tsx": async () => [await merchant("/app/usage", "routes/app.usage")],
    "routes/app.usage.products.ts": async () => [
      await merchant("/app/usage/products", "routes/app.usage.products"),
    ],
    "routes/app.usage.try-ons.tsx": async () => {
      const asked = [two.first.productId, ""].flatMap((product) =>
        ["", ...two.first.connectionIds].map((connection) => ({ product, connection })),
      );
      const answers: Answer[] = [];
      for (const filters of asked)
        answers.push(
          await merchant(`/app/usage/try-ons?${new URLSearchParams(filters)}`, "routes/app.usage.try-ons"),
        );
      return answers;
    },
    "routes/app.usage.export.ts": async () => {
      const answers: Answer[] = [];
      for (const table of ["totals", "products", "connections", "try-ons"])
        answers.push(await merchant(`/app/usage/export?table=${table}`, "routes/app.usage.export"));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      return answers;
    },

    "routes/app.products.tsx": async () => {
      const post = (json: unknown) => merchant("/app/products", "routes/app.products", json);
      const id = randomUUID();
      return [
        await merchant("/app/products?tag=", "routes/app.products"),
        await post({
          intent: "change",
          of: { ids: [two.first.productId] },
          switched: false,
          chosenKind: "none",
        }),
        await post({ intent: "change", of: { matching: "" }, switched: true }),
        await post({ intent: "read again" }),
        await post({ intent: "create view", name: "Mine", query: "q=shirt" }),
        await post({ intent: "rename view", id, name: "Theirs" }),
        await post({ intent: "keep view", id, query: "" }),
        await post({ intent: "remove view", id }),
      ];
    },
    "routes/app.products.$id.tsx": async () => {
      const [path, route] = [`/app/products/${two.first.productId}`, "routes/app.products.$id"];
      const draft = { switched: false, chosenKind: "none", picture: null, variants: {} };
      const answers = [await merchant(path, route), await merchant(path, route, draft)];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      return answers;
    },
    "routes/app.products.rule.tsx": async () => {
      const [path, route] = ["/app/products/rule", "routes/app.products.rule"];
      return [await merchant(path, route), await merchant(path, route, { by: "all" })];
    },
    "routes/app.products.rule.preview.ts": async () => [
      await merchant("/app/products/rule/preview", "routes/app.products.rule.preview", { by: "all" }),
    ],
    "routes/app.products.values.ts": async () => {
      const answers: Answer[] = [];
      for (const facet of ["type", "vendor", "collection", "tag"])
        answers.push(await merchant(`/app/products/values?of=${facet}`, "routes/app.products.values"));
      return answers;
    },

    "routes/app.models.tsx": async () => {
      const post = (json: unknown) => merchant("/app/models", "routes/app.models", json);
      const answers = [await merchant("/app/models", "routes/app.models")];
      const [model, id] = ["kolors-virtual-try-on-v1", two.first.productId];
      for (const connectionId of two.first.connectionIds) {
        const of = { connectionId, model };
        const named = [
          await post({ intent: "save", ...of, price: "9", settings: {} }),
          await post({ intent: "make default", ...of, label: "v1" }),
        ];
        for (const { text } of named) expect(text).toContain("models.mistake.not_offered");
        answers.push(...named);
      }
      const chosen = await post({ intent: "choose", scope: "product", ids: [id], model });
      expect(chosen.text).toContain('"count":0');
      return [...answers, chosen, await post({ intent: "leave", scope: "product", id, title: "" })];
    },

    "routes/app.models.compare.tsx": async () => {
      const route = "routes/app.models.compare";
      const { house, second, first } = two;
      const bearer = await makeIdToken(house.sandbox.world, second.shop);
      const post = (fields: [string, string][]) =>
        call(
          `${house.origin}/app/models/compare`,
          { method: "POST", query: { _data: route }, fields },
          bearer,
        );
      const models = first.connectionIds.map((id): [string, string] => [
        "model",
        `${id}.kolors-virtual-try-on-v1`,
      ]);
      // A question first: a connection that has stood idle meanwhile is tried again for one, and not for a press.
      const seen = await merchant(`/app/models/compare?product=${first.productId}`, route);
      expect(seen.status).toBe(200);
      const run = await post([
        ["intent", "run"],
        ["press", randomUUID()],
        ["product", first.productId],
        ["person", "amara"],
        ...models,
      ]);
      expect(run.text).toContain("models.mistake.not_offered");
      const [made = ""] = models.map(([, name]) => name);
      const byTheirs = await post([
        ["intent", "make default"],
        ["maker", made],
        ["label", "v1"],
      ]);
      expect(byTheirs.text).toContain("models.mistake.not_offered");
      return [run, byTheirs, seen];
    },

    "routes/app.connections.tsx": async () => {
      const answers = [await merchant("/app/connections", "routes/app.connections")];
      for (const id of two.first.connectionIds)
        for (const intent of ["pause", "resume", "make first", "stand in", "stand back"])
          answers.push(await merchant("/app/connections", "routes/app.connections", { intent, id }));
      return answers;
    },

    "routes/app.connections.$id.tsx": async () => {
      const route = "routes/app.connections.$id";
      const answers: Answer[] = [];
      for (const id of two.first.connectionIds) {
        const path = `/app/connections/${id}`;
        const entered = {
          provider: "kling-gateway",
          baseAddress: `${two.house.sandbox.origin}/providers/gateway`,
          model: "kolors-virtual-try-on-v1-5",
          credentials: {},
          settings: {},
        };
        // The answers don't repeat an id that only the asker named.
        const named = [
          await merchant(path, route),
          await merchant(path, route, { intent: "save", ...entered }),
          await merchant(path, route, { intent: "save", ...entered, credentials: { apiKey: secondKey } }),
          await merchant(path, route, { intent: "test" }),
          await merchant(path, route, { intent: "remove" }),
        ];
        expect(named[1]?.text).toContain("failures.no_connection");
        expect(named[3]?.text).toContain("connection_gone");
        answers.push(...named);
      }
      return answers;
    },

    "routes/app.settings.tsx": async () => {
      const changes = {
        monthlyCap: "5",
        perVisitorPerDay: "7",
        perAddressPerDay: "70",
        perShopPerMinute: "70",
        keptHours: "2",
        takenWithinSeconds: "60",
        doneWithinSeconds: "300",
        consentAddition: "The second shop's own words.",
        atCap: "hide",
        alerts: { capNear: true, capReached: true, unwell: true },
      };
      const read = () => merchant("/app/settings", "routes/app.settings");
      const saved = await merchant("/app/settings", "routes/app.settings", {
        intent: "save",
        changes,
      });
      expect(saved.text).toContain('{"ok":true}');
      const after = await read();
      expect(after.text).toContain("The second shop's own words.");
      return [saved, after];
    },

    "routes/proxy.try-ons.ts": async () => {
      const { sandbox, shop } = two.house;
      const theirs = startQueryFor({ sandbox, shop });
      const { version } = z.object({ version: z.string() }).parse((await ask(two.second, "/consent")).body);
      const query = { ...startQueryFor(two.second), ...two.first.wish, consent: version };
      const bytes = await photoOfSomebody();
      const start = (changes: Record<string, string>) =>
        shopper("/try-ons", { method: "POST", query: { ...query, ...changes }, bytes });
      const ofTheirProduct = await start({ product_id: two.first.productId });
      expect(ofTheirProduct.text).toContain("product_not_found");
      const byTheirConsent = await start({ consent: theirs["consent"] ?? "" });
      expect(byTheirConsent.text).toContain("consent_outdated");
      // The same browser, photo and product as over there, where the picture is made already.
      const again = await start({});
      expect(again.status).toBe(202);
      return [ofTheirProduct, byTheirConsent, again];
    },

    "routes/proxy.try-ons.$id.ts": () =>
      forEachTryOn((id, token) => shopper(`/try-ons/${id}`, { query: { token, wait: "0" } })),
    "routes/proxy.try-ons.$id.opinion.ts": () =>
      forEachTryOn((id, token) =>
        shopper(`/try-ons/${id}/opinion`, { method: "POST", query: { token, liked: "yes" } }),
      ),
    "routes/proxy.try-ons.$id.delete.ts": () =>
      forEachTryOn((id, token) => shopper(`/try-ons/${id}/delete`, { method: "POST", query: { token } })),
    "routes/proxy.try-ons.$id.receipt.ts": () =>
      forEachTryOn((id, token) => shopper(`/try-ons/${id}/receipt`, { query: { token } })),

    "routes/proxy.events.ts": async () => {
      const { db, shop: first } = two.house;
      const products = [two.first.productId, String(first.products[0]?.id)];
      const json = products.map((product_id) => ({ product_id, event: "added" }));
      const answer = await shopper("/events", { method: "POST", json });
      expect(answer.status).toBe(204);
      // The product that both sell counts for the second shop, and the first shop's own for nobody.
      expect(await db.eventCount.findMany({ where: { event: "added" } })).toMatchObject([
        { shopDomain: two.second.shop.domain, productId: BigInt(products[1] ?? 0), count: 1 },
      ]);
      return [answer];
    },

    "routes/proxy.matches.ts": async () => {
      const idsOf = async (kind: string) => {
        const sold = { shopDomain: two.second.shop.domain, kind, active: true, readiness: "ready" as const };
        const found = await two.house.db.product.findMany({ where: sold, orderBy: { id: "asc" } });
        return found.map(({ id }) => String(id));
      };
      const [uppers, lowers] = [await idsOf("upper"), await idsOf("lower")];
      const question = async (product_id: string, candidates: string[]) => {
        const query = { product_id, candidates: candidates.join(",") };
        const answer = await shopper("/matches", { query });
        const found = z.object({ matches: z.array(z.object({ product_id: z.string() })) });
        return { answer, matches: found.parse(JSON.parse(answer.text.split("\n")[1] ?? "")).matches };
      };
      const own = await question(uppers[0] ?? "", lowers);
      expect(own.matches.length).toBeGreaterThan(0);
      const theirs = two.first.productId;
      const asked = [await question(theirs, [...uppers, ...lowers])];
      for (const id of [...uppers, ...lowers]) asked.push(await question(id, [theirs]));
      expect(asked.flatMap(({ matches }) => matches)).toEqual([]);
      return [own, ...asked].map(({ answer }) => answer);
    },

    "routes/proxy.consent.ts": async () => [await shopper("/consent")],
    "routes/proxy.policy.ts": async () => [await shopper("/policy")],

    "routes/callbacks.$tryOnId.$signature.ts": async () => {
      const signature = two.own.task.callbackUrl?.split("/").at(-1) ?? "";
      return forEachTryOn((id) => anybody(`/callbacks/${id}/${signature}`, { method: "POST", json: {} }));
    },

    "routes/media.$id.$signature.ts": async () => {
      const { pathname } = new URL(two.own.address);
      expect((await anybody(pathname)).status).toBe(200);
      const answers: Answer[] = [];
      for (const { pictureId } of theirTryOns())
        answers.push(await anybody(pathname.replace(two.own.pictureId, pictureId)));
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      return answers;
    },

    "routes/webhooks.ts": async () => {
      const { world } = two.house.sandbox;
      const statuses: Record<string, number> = {};
      for (const { topic } of world.app.webhooks) {
        const payload = payloadFor(world, two.house.shop, topic);
        statuses[topic] = Number(
          (await sendWebhook(world, { shop: two.second.shop, topic, payload })).status,
        );
        if (topic !== "app/uninstalled" && topic !== "shop/redact") continue;
        // Headers are not signed: the second shop's own message, sent on in the first one's name.
        const message = payloadFor(world, two.second.shop, topic);
        const sentOn = await sendWebhook(world, { shop: two.house.shop, topic, payload: message });
        expect(sentOn.status).toBe(400);
      }
      // All but what tells the storefront, of which the merchant's attempts have left a long line.
      for (const { domain } of [two.house.shop, two.second.shop])
        await untilIdle(two.house, domain, "shop.publish");
      const refused = Object.entries(statuses).filter(([, status]) => status !== 200);
      expect(Object.fromEntries(refused)).toEqual({ "app/uninstalled": 400, "shop/redact": 400 });
      return [];
    },
  };
}
