/** Filters, search and order of the list of products, kept under names that the shop's people gave them. */
import { Prisma } from "@prisma/client";
import { z } from "zod";
import type { Database } from "../db.server.ts";
import { holdShop } from "../shop/connection-rows.server.ts";
import { said, type Said } from "../words/said.ts";
import { readListQuery, writeView } from "./list-query.ts";

export const mostViews = 20;
const longestName = 40;

export type SavedView = { id: string; name: string; query: string };
export type SavedViewChange = { ok: true; id: string } | { ok: false; mistake: Said };

export function createSavedViews({ db }: { db: Database }) {
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
      return unlessTaken(async () => {
        const { count } = await db.savedView.updateMany({
          where: { shopDomain: shop, ...byId(id) },
          data: { name: named },
        });
        return count === 1 ? { ok: true, id } : refused("products.view.gone");
      });
    },

    /** Another search, filters or order under the same name. */
    async keep(shop: string, id: string, address: string): Promise<SavedViewChange> {
      const { count } = await db.savedView.updateMany({
        where: { shopDomain: shop, ...byId(id) },
        data: { query: normal(address) },
      });
      return count === 1 ? { ok: true, id } : refused("products.view.gone");
    },

    async remove(shop: string, id: string): Promise<void> {
      await db.savedView.deleteMany({ where: { shopDomain: shop, ...byId(id) } });
    },
  };
}

/** What is no id at all is that of no view. */
function byId(id: string) {
  return { id: z.uuid().safeParse(id).success ? id : "00000000-0000-0000-0000-000000000000" };
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
