/** What was deleted for a shop at once, or asked for by Shopify: as a merchant may read it. */
import { z } from "zod";
import type { Database } from "../db.server.ts";

export type ListedReport = { id: string; why: string; deleted: Record<string, number>; at: string };

const mostShown = 50;
const counts = z.record(z.string(), z.number()).catch({});

export function createDeletionReports(db: Database) {
  return async (shop: string): Promise<ListedReport[]> => {
    const rows = await db.deletionReport.findMany({
      where: { shopDomain: shop },
      orderBy: { at: "desc" },
      take: mostShown,
    });
    return rows.map(({ id, why, deleted, at }) => ({
      id,
      why,
      deleted: counts.parse(deleted),
      at: at.toISOString(),
    }));
  };
}
