/** Filters, search and order of the list of products, kept under names that the shop's people gave them. */
import { Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { holdShop } from "../shop/connection-rows.server.ts";
import { said, type Said } from "../words/said.ts";
import { isUuid } from "../uuid.ts";
import { readListQuery, writeView } from "./list-query.ts";

export const mostViews = 20;
const longestName = 40;

export type SavedView = { id: string; name: string; query: string };
export type SavedViewChange = { ok: true; id: string } | { ok: false; mistake: Said };

export function createSavedViews({ db }: { db: Database }) {
  const update = async (
    shop: string,
    id: string,
    data: { name: string } | { query: string },
  ): Promise<SavedViewChange> => {
    const { count } = isUuid(id)
      ? await db.savedView.updateMany({ where: { shopDomain: shop, id }, data })
      : { count: 0 };
    return count === 1 ? { ok: true, id } : refused("products.view.gone");
  };

  return {
    async list(shop: string): Promise<SavedView[]> {
      return db.savedView.findMany({
        where: { shopDomain: shop },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { id: true, name: true, query: true },
      });
    },

    async create(shop: string, name: string, address: string): Promise<SavedViewChange> {
      const named = readName(name);
      if (named === undefined) return refused("products.view.name");
      return unlessTaken(() =>
        db.$transaction(async (transaction): Promise<SavedViewChange> => {
          // Two at once would both still find room.
          await holdShop(transaction, shop);
          if ((await transaction.savedView.count({ where: { shopDomain: shop } })) >= mostViews)
            return { ok: false, mistake: said("products.view.many", { most: mostViews }) };
          const data = { shopDomain: shop, name: named, query: normal(address) };
          return { ok: true, id: (await transaction.savedView.create({ data })).id };
        }),
      );
    },

    async rename(shop: string, id: string, name: string): Promise<SavedViewChange> {
      const named = readName(name);
      if (named === undefined) return refused("products.view.name");
      return unlessTaken(() => update(shop, id, { name: named }));
    },

    /** Another search, filters or order under the same name. */
    keep: (shop: string, id: string, address: string): Promise<SavedViewChange> =>
      update(shop, id, { query: normal(address) }),

    async remove(shop: string, id: string): Promise<void> {
      if (isUuid(id)) await db.savedView.deleteMany({ where: { shopDomain: shop, id } });
    },
  };
}

function readName(name: string): string | undefined {
  const trimmed = name.replaceAll("\0", "").trim();
  return trimmed.length >= 1 && trimmed.length <= longestName ? trimmed : undefined;
}

/** What an address says beyond that is not kept. */
function normal(address: string): string {
  return writeView(readListQuery(new URLSearchParams(address)));
}

async function unlessTaken(write: () => Promise<SavedViewChange>): Promise<SavedViewChange> {
  try {
    return await write();
  } catch (error) {
    // Another person of the shop may give the same name at the same moment: the table decides.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      return refused("products.view.taken");
    throw error;
  }
}

function refused(key: "products.view.name" | "products.view.taken" | "products.view.gone"): SavedViewChange {
  return { ok: false, mistake: said(key) };
}
