import { parse, validate } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueTokens } from "../sandbox/shopify/admin/access-token.ts";
import { appOperations, loadAdminSchema } from "../sandbox/shopify/graphql/index.ts";
import { domain, openShop } from "./shop.ts";

let place: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  place = await openShop();
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
  expect(response.status).toBe(200);
  return response.json();
}

const titles =
  "query ($query: String) { products(first: 10, query: $query, sortKey: TITLE) { nodes { title } } }";

async function found(query: string): Promise<string[]> {
  const { data } = await ask(titles, { query });
  return data.products.nodes.map(({ title }: { title: string }) => title);
}

test("products come with pictures, variants and category", async () => {
  const { data, extensions } = await ask(`{
    product(id: "gid://shopify/Product/1") {
      title
      category { fullName }
      featuredMedia { ... on MediaImage { image { url width height altText } } }
      variants(first: 5) { nodes { price availableForSale image { url } selectedOptions { name value } } }
    }
  }`);
  const url = `${place.world.origin}/cdn/shop/files/linen-shirt.jpg`;
  expect(data.product).toEqual({
    title: "Linen shirt",
    category: { fullName: "Apparel & Accessories > Clothing" },
    featuredMedia: { image: { url, width: 1200, height: 1500, altText: "Linen shirt" } },
    variants: {
      nodes: [
        {
          price: "49.00",
          availableForSale: true,
          image: { url },
          selectedOptions: [{ name: "Size", value: "S" }],
        },
      ],
    },
  });
  expect(extensions.cost.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
});

test("pages follow each other by cursor, also backwards", async () => {
  const page = `query ($after: String, $before: String, $first: Int, $last: Int) {
    products(first: $first, last: $last, after: $after, before: $before, sortKey: TITLE) {
      nodes { title }
      pageInfo { endCursor startCursor hasNextPage hasPreviousPage }
    }
  }`;
  const { data: one } = await ask(page, { first: 3 });
  expect(one.products.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const { data: two } = await ask(page, { first: 3, after: one.products.pageInfo.endCursor });
  expect(two.products.nodes).toEqual([{ title: "Wool sweatshirt" }]);
  const { data: back } = await ask(page, { last: 2, before: two.products.pageInfo.startCursor });
  expect(back.products.nodes).toEqual([{ title: "Long dress" }, { title: "Old coat" }]);
  expect(await ask(page, { first: 251 })).toMatchObject({ errors: [{ message: "first cannot exceed 250" }] });
});

test("the search understands fields, words, either-or and not", async () => {
  expect(await found("tag:summer AND status:active")).toEqual(["Linen shirt", "Long dress"]);
  expect(await found("title:shirt")).toEqual(["Linen shirt"]);
  expect(await found("title:swea*")).toEqual(["Wool sweatshirt"]);
  expect(await found("product_type:dresses OR tag:winter")).toEqual(["Long dress", "Wool sweatshirt"]);
  expect(await found("-tag:summer status:ACTIVE,DRAFT")).toEqual(["Old coat", "Wool sweatshirt"]);
  expect(await found("updated_at:>='2026-03-01' NOT (vendor:other OR title:\"old coat\")")).toEqual([
    "Long dress",
  ]);
  expect(await found("id:>2")).toEqual(["Long dress", "Old coat"]);
  const { errors } = await ask(titles, { query: "barcode:1" });
  expect(errors[0].message).toBe("The sandbox does not understand the product filter 'barcode'");
});

test("a collection is the products of a type, and finds them again", async () => {
  const { data } = await ask(
    '{ collections(first: 5, query: "shirts") { nodes { id title productsCount { count } } } }',
  );
  const [shirts] = data.collections.nodes;
  expect(shirts).toMatchObject({ title: "Shirts", productsCount: { count: 2 } });
  expect(await found(`collection_id:${shirts.id.split("/").pop()}`)).toEqual([
    "Linen shirt",
    "Wool sweatshirt",
  ]);
});

test("a field without its scope is refused in Shopify's words", async () => {
  const expected = "Access denied for products field. Required access: `read_products` access scope.";
  const { errors } = await ask(titles, {}, []);
  expect(errors[0]).toMatchObject({ message: expected, extensions: { code: "ACCESS_DENIED" } });
  const node = await ask('{ node(id: "gid://shopify/Product/1") { id } }', {}, []);
  expect(node.errors[0].extensions.code).toBe("ACCESS_DENIED");
});

test("fields that Shopify does not have, and queries that cannot be read, are refused", async () => {
  expect((await ask("{ shop { colour } }")).errors[0].message).toBe(
    'Cannot query field "colour" on type "Shop".',
  );
  expect((await ask("{ shop {")).errors[0].message).toMatch(/^Syntax Error/);
});

function askUnknown(version: string) {
  return fetch(`${place.world.origin}/_shops/${domain}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": "shpat_made-up.x" },
    body: '{"query":"{ shop { name } }"}',
  });
}

test("an unknown token is a 401 and another API version a 404", async () => {
  expect((await askUnknown("2026-10")).status).toBe(401);
  expect((await askUnknown("2025-01")).status).toBe(404);
});

const set = `mutation ($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    metafields { namespace key jsonValue compareDigest }
    userErrors { field message code elementIndex }
  }
}`;

test("the app writes metafields of its installation without a scope, all or none", async () => {
  const { data } = await ask("{ currentAppInstallation { id accessScopes { handle } } }");
  const ownerId = data.currentAppInstallation.id;
  const good = { ownerId, namespace: "try_on", key: "ready", type: "boolean", value: "true" };
  const written = await ask(set, { metafields: [good] }, []);
  expect(written.data.metafieldsSet).toMatchObject({
    metafields: [{ key: "ready", jsonValue: true }],
    userErrors: [],
  });

  const broken = { ...good, key: "rule", type: "json", value: "{" };
  const refused = await ask(set, { metafields: [{ ...good, value: "false" }, broken] });
  expect(refused.data.metafieldsSet.userErrors).toMatchObject([{ elementIndex: 1, code: "INVALID_VALUE" }]);
  expect(place.shop.appData.get("try_on.ready")?.value).toBe("true");

  const large = { ...broken, value: JSON.stringify("x".repeat(129 * 1024)) };
  expect((await ask(set, { metafields: [large] })).data.metafieldsSet.userErrors[0].code).toBe("TOO_LONG");
  const many = await ask(set, { metafields: Array.from({ length: 26 }, () => good) });
  expect(many.errors[0].extensions.code).toBe("MAX_INPUT_SIZE_EXCEEDED");

  const [{ compareDigest }] = written.data.metafieldsSet.metafields;
  expect(
    (await ask(set, { metafields: [{ ...good, compareDigest }] })).data.metafieldsSet.userErrors,
  ).toEqual([]);
  const stale = await ask(set, { metafields: [{ ...good, compareDigest: "old" }] });
  expect(stale.data.metafieldsSet.userErrors[0].code).toBe("STALE_OBJECT");

  const product = { ...good, ownerId: "gid://shopify/Product/1" };
  expect((await ask(set, { metafields: [product] })).errors[0].extensions.code).toBe("ACCESS_DENIED");

  const remove = `mutation ($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) { deletedMetafields { key } userErrors { message } }
  }`;
  const identifiers = [
    { ownerId, namespace: "try_on", key: "ready" },
    { ownerId, namespace: "try_on", key: "never" },
  ];
  const { data: removed } = await ask(remove, { metafields: identifiers });
  expect(removed.metafieldsDelete.deletedMetafields).toEqual([{ key: "ready" }, null]);
  expect(place.shop.appData.size).toBe(0);
});

test("every operation of the app is valid against Shopify's schema", () => {
  const { schema } = loadAdminSchema();
  const mistakes = appOperations().flatMap(({ file, text }) =>
    validate(schema, parse(text)).map(({ message }) => `${file}: ${message}`),
  );
  expect(mistakes).toEqual([]);
});
