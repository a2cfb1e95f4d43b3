/** Every try-on of a shop, as its merchant may see it: without pictures, which are the shoppers' own. */
import { type Asker, type Charge, Prisma, type TryOnState } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { modelName, providerName } from "../providers/registry.ts";
import { dayAfter } from "../calendar.ts";
import { onlyOf, tookMs, tryOnFacts, unended } from "./facts.ts";
import type { Said } from "../words/said.ts";
import type { Range } from "./range.ts";
import { removed } from "./list-choices.ts";
import type { ListFilters } from "./read-list.ts";

export type ListedTryOn = {
  id: string;
  at: string;
  day: string;
  productId: string;
  product: string;
  /** What the provider and its model are called. */
  provider: string;
  providerName: Said;
  model: string;
  connection: string | null;
  askedBy: Asker;
  comparisonId: string | null;
  state: TryOnState;
  failure: string | null;
  /** From press to end. */
  ms: number | null;
  price: string;
  charge: Charge;
  stoodIn: boolean;
  liked: boolean | null;
};

type Row = Omit<ListedTryOn, "providerName"> & { place: string };
export type ListPage = { rows: ListedTryOn[]; next?: string };

export function createTryOnList({ db }: { db: Database }) {
  const page = async (shop: string, range: Range, filters: ListFilters, size: number): Promise<ListPage> => {
    const { by, place, direction } = orderColumns[filters.order];
    // Found by what the indexes hold, and only then read: a filter may have to go through a million for a page, or for none.
    const found = await db.$queryRaw<Row[]>`
      select id::text as id, to_char(created_at at time zone 'UTC', ${isoText}) as at, day,
        product_id::text as "productId", product_title as product, provider, model,
        connection_id::text as connection, asked_by::text as "askedBy", comparison_id::text as "comparisonId", state::text as state,
        failure_code as failure, ${tookMs} as ms, price_micros::text as price, charge::text as charge,
        stood_in as "stoodIn", liked, ${place} as place
      from try_on
      where shop_domain = ${shop} and id in (
        select id from try_on
        where shop_domain = ${shop} and ${inRange(range)} and ${matching(shop, filters)}
        order by ${by} ${direction}, id ${direction}
        limit ${size + 1}::int)
      order by ${by} ${direction}, id ${direction}`;
    const shown = found.slice(0, size);
    const last = shown.at(-1);
    return {
      rows: shown.map(({ place: _, ...row }) => ({
        ...row,
        model: modelName(row.provider, row.model),
        providerName: providerName(row.provider),
      })),
      ...(last && found.length > size ? { next: `${last.place}_${last.id}` } : {}),
    };
  };

  return {
    page,

    /** All of them, a page at a time: as many as a million never lie in memory at once. */
    async *all(
      shop: string,
      range: Range,
      filters: ListFilters,
      size = 2_000,
    ): AsyncGenerator<ListedTryOn[]> {
      let place = filters.after;
      for (;;) {
        const { rows, next } = await page(shop, range, { ...filters, after: place }, size);
        yield rows;
        if (next === undefined) return;
        const [at = "", id = ""] = next.split("_");
        place = { place: at, id };
      }
    },

    /** What the product is called now; none if it is no longer there. */
    async titleOf(shop: string, product: string): Promise<string | undefined> {
      const found = await db.product.findUnique({
        where: { shopDomain_id: { shopDomain: shop, id: BigInt(product) } },
        select: { title: true },
      });
      return found?.title;
    },

    /** What there is to filter by in these days. */
    async choices(shop: string, range: Range) {
      const { countedThrough } = await db.shop.findUniqueOrThrow({
        where: { domain: shop },
        select: { countedThrough: true },
      });
      const seen = await db.$queryRaw<{ connection: string; provider: string; model: string }[]>`
        select distinct connection, provider, model
        from (${tryOnFacts({ shop, countedThrough }, range)}) as facts
        order by provider, model`;
      const connections = await db.connection.findMany({
        where: { shopDomain: shop },
        select: { id: true, provider: true, keyHint: true },
      });
      const models = new Map(seen.map(({ provider, model }) => [model, modelName(provider, model)]));
      return {
        models: [...models].map(([id, label]) => ({ id, label })),
        connections: connections.map(({ id, provider, keyHint }) => ({
          id,
          provider,
          label: providerName(provider),
          keyHint,
        })),
        hasRemoved: seen.some(({ connection }) => connections.every(({ id }) => id !== connection)),
      };
    },
  };
}

const isoText = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';
const took = Prisma.sql`(extract(epoch from ended_at - created_at))`;
const pressed = Prisma.sql`to_char(created_at at time zone 'UTC', ${isoText})`;

const orderColumns = {
  newest: { by: Prisma.sql`created_at`, place: pressed, direction: Prisma.sql`desc` },
  oldest: { by: Prisma.sql`created_at`, place: pressed, direction: Prisma.sql`asc` },
  longest: { by: took, place: Prisma.sql`${took}::text`, direction: Prisma.sql`desc` },
};

/** A shop's day may begin or end up to 14 hours from that of UTC; its moments bound what an index has to be read for. */
function inRange({ from, to }: Range): Prisma.Sql {
  return Prisma.sql`day between ${from} and ${to}
    and created_at between ${midnight(dayAfter(from, -1))} and ${midnight(dayAfter(to, 2))}`;
}

function midnight(day: string): Prisma.Sql {
  return Prisma.sql`${`${day}T00:00:00Z`}::timestamptz`;
}

function matching(
  shop: string,
  { order, state, failure, product, model, connection, askedBy, after }: ListFilters,
) {
  const parts = [
    order === "longest" && Prisma.sql`ended_at is not null`,
    state === "under_way" && unended,
    state && state !== "under_way" && Prisma.sql`state = ${state}::try_on_state`,
    failure !== undefined && Prisma.sql`failure_code = ${failure}`,
    product !== undefined && Prisma.sql`product_id = ${product}::bigint`,
    model !== undefined && Prisma.sql`model = ${model}`,
    connection === removed &&
      Prisma.sql`(connection_id = any(array(select id from connection where shop_domain = ${shop}))) is not true`,
    connection && connection !== removed && Prisma.sql`connection_id = ${connection}::uuid`,
    after && continuing(order, after),
  ].filter((part) => typeof part === "object");
  return Prisma.sql`${Prisma.join([Prisma.sql`true`, ...parts], " and ")} ${onlyOf(askedBy)}`;
}

function continuing(order: ListFilters["order"], { place, id }: { place: string; id: string }): Prisma.Sql {
  if (order === "longest") return Prisma.sql`(${took}, id) < (${place}::numeric, ${id}::uuid)`;
  if (order === "oldest") return Prisma.sql`(created_at, id) > (${place}::timestamptz, ${id}::uuid)`;
  return Prisma.sql`(created_at, id) < (${place}::timestamptz, ${id}::uuid)`;
}
