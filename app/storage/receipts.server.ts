/** The receipts of a shop, the newest first, page by page, or those of one try-on. */
import type { Receipt } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { isUuid } from "../uuid.ts";

export type ListedReceipt = Pick<Receipt, "id" | "tryOnId" | "what" | "why"> & { at: string };
/** `after` leads to the next page. */
export type ReceiptPage = { receipts: ListedReceipt[]; after?: string };

const pageSize = 25;

export function createReceipts(db: Database) {
  return async (
    shop: string,
    { tryOn = "", after = "" }: { tryOn?: string; after?: string } = {},
  ): Promise<ReceiptPage> => {
    const wanted = tryOn.trim().toLowerCase();
    // What is no number of a try-on is nobody's.
    if (wanted !== "" && !isUuid(wanted)) return { receipts: [] };
    const rows = await db.receipt.findMany({
      where: {
        shopDomain: shop,
        ...(wanted === "" ? {} : { tryOnId: wanted }),
        ...(await olderThan(db, shop, after)),
      },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: pageSize + 1,
    });
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      receipts: shown.map(({ id, tryOnId, what, why, at }) => ({
        id,
        tryOnId,
        what,
        why,
        at: at.toISOString(),
      })),
      ...(last && rows.length > pageSize ? { after: last.id } : {}),
    };
  };
}

async function olderThan(db: Database, shop: string, id: string) {
  if (!isUuid(id)) return {};
  const last = await db.receipt.findFirst({ where: { id, shopDomain: shop }, select: { at: true } });
  return last ? { OR: [{ at: { lt: last.at } }, { at: last.at, id: { lt: id } }] } : {};
}
