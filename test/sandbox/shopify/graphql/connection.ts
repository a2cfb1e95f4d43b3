/** Relay connections as Shopify pages them: by an opaque cursor that holds the sort value, at most 250 at once. */
import { GraphQLError } from "graphql";

export type PageArguments = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
};

export type SortValue = string | number;
type Key = { value: SortValue; id: number };
export type Sorted<Item> = { item: Item; key: Key };

const largestPage = 250;

export function connection<Item, Node>(
  sorted: Sorted<Item>[],
  page: PageArguments,
  toNode: (item: Item) => Node,
) {
  const size = pageSize(page);
  const direction = page.reverse ? -1 : 1;
  const ordered = sorted.toSorted((a, b) => direction * compare(a.key, b.key));
  const after = page.after ? readCursor(page.after) : undefined;
  const before = page.before ? readCursor(page.before) : undefined;
  const start = after ? position(ordered, (key) => direction * compare(key, after) > 0) : 0;
  const end = before ? position(ordered, (key) => direction * compare(key, before) >= 0) : ordered.length;
  const from = page.last ? Math.max(start, end - size) : start;
  const until = page.last ? end : Math.min(end, start + size);
  const edges = ordered
    .slice(from, until)
    .map(({ item, key }) => ({ cursor: writeCursor(key), node: toNode(item) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: until < ordered.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** For lists that have an order of their own, such as a product's variants. */
export function inOrder<Item>(items: Item[]): Sorted<Item>[] {
  return items.map((item, index) => ({ item, key: { value: index, id: index } }));
}

function pageSize({ first, last }: PageArguments): number {
  const size = first ?? last;
  if (size === null || size === undefined) {
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  }
  const name = first === null || first === undefined ? "last" : "first";
  if (size < 1)
    throw new GraphQLError(`${name} must be greater than 0`, { extensions: { code: "BAD_REQUEST" } });
  if (size > largestPage) {
    throw new GraphQLError(`${name} cannot exceed ${largestPage}`, { extensions: { code: "BAD_REQUEST" } });
  }
  return size;
}

function compare(a: Key, b: Key): number {
  if (a.value < b.value) return -1;
  if (a.value > b.value) return 1;
  return a.id - b.id;
}

function position<Item>(ordered: Sorted<Item>[], isThere: (key: Key) => boolean): number {
  const index = ordered.findIndex(({ key }) => isThere(key));
  return index < 0 ? ordered.length : index;
}

function writeCursor({ value, id }: Key): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString("base64url");
}

function readCursor(cursor: string): Key {
  const invalid = new GraphQLError("Invalid cursor for current pagination sort.", {
    extensions: { code: "BAD_REQUEST" },
  });
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (typeof id !== "number" || !["string", "number"].includes(typeof value)) throw invalid;
    return { id, value };
  } catch {
    throw invalid;
  }
}
