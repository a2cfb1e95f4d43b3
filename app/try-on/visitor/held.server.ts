/** What is held of a visitor, for the merchant who is asked: facts, and no picture, which is the shopper's own. */
import type { Database } from "../../db.server.ts";
import type { Visitor } from "./who.server.ts";

export type Held = Awaited<ReturnType<typeof heldOf>>;

export async function heldOf(db: Database, shop: string, { hash }: Visitor) {
  const rows = await db.tryOn.findMany({
    where: { shopDomain: shop, visitorHash: hash },
    orderBy: { createdAt: "desc" },
    include: {
      consent: true,
      pictures: { where: { key: { not: null } }, select: { role: true, expiresAt: true } },
    },
  });
  const ids = rows.map(({ id }) => id);
  const [receipts, tallies, texts] = await Promise.all([
    db.receipt.findMany({ where: { shopDomain: shop, tryOnId: { in: ids } }, orderBy: { at: "asc" } }),
    db.tally.findMany({ where: { shopDomain: shop, scope: "visitor", key: hash } }),
    db.consentText.findMany({
      where: { shopDomain: shop, version: { in: rows.flatMap(({ consent }) => consent?.version ?? []) } },
    }),
  ]);
  return {
    tryOns: rows.map((row) => ({
      id: row.id,
      startedAt: row.createdAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      product: row.productTitle,
      productId: String(row.productId),
      provider: row.provider,
      model: row.model,
      state: row.state,
      failure: row.failureCode,
      priceMicros: String(row.priceMicros),
      liked: row.liked,
      dislikedFor: row.dislikedFor,
      picturesKept: row.pictures.map(({ role, expiresAt }) => ({
        what: role,
        until: expiresAt.toISOString(),
      })),
      consent: row.consent && {
        version: row.consent.version,
        language: row.consent.language,
        namedAsReceivers: row.consent.processors,
        at: row.consent.at.toISOString(),
      },
    })),
    consentTexts: texts.map(({ version, terms, since }) => ({ version, terms, since: since.toISOString() })),
    receipts: receipts.map(({ tryOnId, what, why, hash: sha256, at }) => ({
      tryOnId,
      what,
      why,
      sha256,
      at: at.toISOString(),
    })),
    startsCounted: tallies.map(({ period, count }) => ({ day: period, count })),
  };
}
