/** Which products a search query finds, and in which order. A filter that is not built here is refused by name. */
import { GraphQLError } from "graphql";
import type { Product } from "../../drawings/catalog.ts";
import type { Shop } from "../../world.ts";
import type { Sorted, SortValue } from "./connection.ts";
import { collectionsOfProduct } from "./collections.ts";
import { matches, parseSearch, termsOf } from "./search.ts";
import type { Operator, Term } from "./search.ts";

const filters: Record<string, (product: Product, term: Term, shop: Shop) => boolean> = {
  title: (product, { value }) => hasWords(product.title, value),
  handle: (product, { value }) => isText(product.handle, value),
  status: (product, { value }) => value.split(",").some((status) => isText(product.status, status)),
  tag: (product, { value }) => product.tags.some((tag) => isText(tag, value)),
  tag_not: (product, { value }) => !product.tags.some((tag) => isText(tag, value)),
  product_type: (product, { value }) => isText(product.type, value),
  vendor: (product, { value }) => isText(product.vendor, value),
  sku: (product, { value }) => product.variants.some(({ sku }) => isText(sku, value)),
  id: (product, { operator, value }) => compares(product.id, operator, Number(value.split("/").pop())),
  updated_at: (product, { operator, value }) =>
    compares(Date.parse(product.updatedAt), operator, Date.parse(value)),
  collection_id: (product, { value }, shop) =>
    collectionsOfProduct(shop, product).some(({ id }) => id === Number(value.split("/").pop())),
};

export function searchProducts(shop: Shop, query: string | null | undefined): Product[] {
  const { products } = shop;
  if (!query?.trim()) return products;
  const search = parseSearch(query);
  for (const { field } of termsOf(search)) {
    if (field && !(field in filters)) {
      throw new GraphQLError(`The sandbox does not understand the product filter '${field}'`, {
        extensions: { code: "NOT_IN_SANDBOX" },
      });
    }
  }
  return products.filter((product) =>
    matches(
      search,
      (term) => (term.field ? filters[term.field]?.(product, term, shop) : anywhere(product, term)) ?? false,
    ),
  );
}

const sortValues: Record<string, (product: Product) => SortValue> = {
  ID: ({ id }) => id,
  CREATED_AT: ({ id }) => id,
  PUBLISHED_AT: ({ id }) => id,
  RELEVANCE: ({ id }) => id,
  INVENTORY_TOTAL: ({ variants }) => variants.filter(({ available }) => available).length,
  TITLE: ({ title }) => title.toLowerCase(),
  VENDOR: ({ vendor }) => vendor.toLowerCase(),
  PRODUCT_TYPE: ({ type }) => type.toLowerCase(),
  UPDATED_AT: ({ updatedAt }) => Date.parse(updatedAt),
};

export function sortProducts(products: Product[], sortKey: string | null | undefined): Sorted<Product>[] {
  const valueOf = sortValues[sortKey ?? "ID"] ?? (({ id }) => id);
  return products.map((item) => ({ item, key: { value: valueOf(item), id: item.id } }));
}

function anywhere(product: Product, { value }: Term): boolean {
  return [product.title, product.type, product.vendor, ...product.tags].some((text) => hasWords(text, value));
}

function isText(text: string, wanted: string): boolean {
  const [have, want] = [text.toLowerCase(), wanted.toLowerCase()];
  return want.endsWith("*") ? have.startsWith(want.slice(0, -1)) : have === want;
}

/** Shopify finds words, not letters: `shirt` is not in `Sweatshirt`, but `sweat*` is. */
function hasWords(text: string, wanted: string): boolean {
  const escaped = wanted.replace(/\*$/, "").replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const end = wanted.endsWith("*") ? "" : String.raw`(?![\p{L}\p{N}])`;
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}${end}`, "iu").test(text);
}

function compares(have: number, operator: Operator, wanted: number): boolean {
  if (Number.isNaN(wanted)) return false;
  if (operator === ":>") return have > wanted;
  if (operator === ":>=") return have >= wanted;
  if (operator === ":<") return have < wanted;
  return operator === ":<=" ? have <= wanted : have === wanted;
}
