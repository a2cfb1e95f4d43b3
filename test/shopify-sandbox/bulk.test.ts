import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { allProducts } from "../../app/catalog/operations.ts";
import { issueTokens } from "../sandbox/shopify/admin/access-token.ts";
import { finishBulk } from "../sandbox/shopify/bulk/operations.ts";
import { domain, openShop } from "./shop.ts";

let place: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  place = await openShop();
  place.world.app.webhooks.push({ topic: "bulk_operations/finish", path: "/webhooks" });
});
beforeEach(() => {
  place.world.bulkMs = Infinity;
  place.shop.bulkOperations = [];
  place.received.length = 0;
});
afterAll(() => place.close());

async function ask(query: string, variables: Record<string, unknown> = {}, scopes = ["read_products"]) {
  const { world, shop } = place;
  const installation = { generation: shop.generation, scopes, installedAt: "" };
  const { access_token } = issueTokens(world, shop, installation, false);
  const response = await fetch(`${world.origin}/_shops/${domain}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": access_token },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const run = `mutation ($query: String!, $grouped: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) {
    bulkOperation { id status }
    userErrors { code field message }
  }
}`;
const state = `query ($id: ID!) {
  bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url }
}`;

async function begin(query: string, { grouped = true, scopes = ["read_products"] } = {}) {
  const { data } = await ask(run, { query, grouped }, scopes);
  return data.bulkOperationRunQuery;
}

async function end(id: string, status?: "FAILED") {
  const operation = place.shop.bulkOperations?.find((one) => id.endsWith(`/${one.id}`));
  if (operation) await finishBulk(place.world, place.shop, operation, status ? { status } : {});
  const { data } = await ask(state, { id });
  return data.bulkOperation;
}

async function linesOf(query: string, grouped: boolean): Promise<Record<string, unknown>[]> {
  const { bulkOperation } = await begin(query, { grouped });
  const { url } = await end(bulkOperation.id);
  const text = await (await fetch(url)).text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const withVariants =
  "{ products { edges { node { id title variants { edges { node { id media { edges { node { id } } } } } } } } } }";

describe("a bulk operation", () => {
  test("runs, ends, tells the app, and leaves a file of lines, whole or from any byte on", async () => {
    const { bulkOperation, userErrors } = await begin(withVariants);
    expect([bulkOperation.status, userErrors]).toEqual(["CREATED", []]);
    const { data } = await ask(state, { id: bulkOperation.id });
    expect(data.bulkOperation).toMatchObject({ status: "CREATED", url: null });
    const done = await end(bulkOperation.id);
    expect(done).toMatchObject({ status: "COMPLETED", rootObjectCount: "4", errorCode: null });
    const whole = await (await fetch(done.url)).text();
    expect(whole.trimEnd().split("\n")).toHaveLength(Number(done.objectCount));
    expect(Buffer.byteLength(whole)).toBe(Number(done.fileSize));
    const rest = await fetch(done.url, { headers: { range: "bytes=10-" } });
    expect([rest.status, await rest.text()]).toEqual([206, whole.slice(10)]);
    expect((await fetch(done.url, { headers: { range: "bytes=9999999-" } })).status).toBe(416);
    expect((await fetch(done.url.replace(/[0-9a-f]{4}\.jsonl/, "0000.jsonl"))).status).toBe(403);
    expect(place.received).toHaveLength(1);
    expect(JSON.stringify(place.received)).toContain(bulkOperation.id);
  });

  test("writes what belongs to a thing directly beneath it, or level by level, each with its parent", async () => {
    const kinds = (lines: Record<string, unknown>[]) =>
      lines.slice(0, 4).map(({ id }) => String(id).split("/").at(-2));
    const grouped = await linesOf(withVariants, true);
    expect(kinds(grouped)).toEqual(["Product", "ProductVariant", "MediaImage", "Product"]);
    expect(grouped[0]).toEqual({ id: "gid://shopify/Product/1", title: "Linen shirt" });
    expect(grouped[1]).toMatchObject({ __parentId: "gid://shopify/Product/1" });
    expect(grouped[2]).toMatchObject({ __parentId: grouped[1]?.["id"] });
    expect(kinds(await linesOf(withVariants, false))).toEqual(["Product", "Product", "Product", "Product"]);
  });

  test("takes the app's own query", async () => {
    expect((await begin(allProducts)).userErrors).toEqual([]);
  });

  test.each<[string, string]>([
    ["{ shop { name } }", "Bulk queries must contain at least one connection."],
    ["{ products { nodes { id } } }", "must select their contents using 'edges' > 'node'"],
    ["{ products { edges { node { id colour } } } }", "Invalid bulk query"],
    [
      "{ products { edges { node { title variants { edges { node { id } } } } } } }",
      "must select the 'id' field",
    ],
    [
      "{ products { edges { node { id variants { edges { node { id product { id collections { edges { node { id products { edges { node { id } } } } } } } } } } } } } }",
      "nesting depth",
    ],
    [
      "{ products { edges { node { id a: variants { edges { node { id } } } b: variants { edges { node { id } } } c: media { edges { node { id } } } d: media { edges { node { id } } } e: collections { edges { node { id } } } } } } }",
      "more than 5 connections",
    ],
    ["{ products { edges { node { id } } } collections { edges { node { id } } } }", "one top-level field"],
    ["{ products {", "Invalid bulk query"],
  ])("refuses %s", async (query, message) => {
    expect(await begin(query)).toMatchObject({
      bulkOperation: null,
      userErrors: [{ code: "INVALID", message: expect.stringContaining(message) }],
    });
  });

  test("runs beside four others, and no more", async () => {
    for (let count = 0; count < 5; count += 1) expect((await begin(withVariants)).userErrors).toEqual([]);
    expect((await begin(withVariants)).userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
    const list = `{ bulkOperations(first: 10, query: "operation_type:query status:created") { nodes { status } } }`;
    const { data } = await ask(list);
    expect(data.bulkOperations.nodes).toHaveLength(5);
  });

  test("fails where the app has no scope for it, and has no file", async () => {
    const { bulkOperation } = await begin(withVariants, { scopes: ["write_app_proxy"] });
    expect(await end(bulkOperation.id)).toMatchObject({ status: "FAILED", url: null });
  });

  test("is nobody's after the app was installed anew", async () => {
    const { bulkOperation } = await begin(withVariants);
    place.shop.generation += 1;
    expect((await ask(state, { id: bulkOperation.id })).data?.bulkOperation ?? null).toBeNull();
  });
});
