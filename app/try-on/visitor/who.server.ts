/**
 * Finds the visitor that a merchant asks for: by the number of a try-on, such as an order's line carries, or by the number
 * that the shopper reads in the dialog. Only a hash of the latter is stored, so it is hashed as a start hashes it.
 */
import type { Database } from "../../db.server.ts";
import { hashVisitor } from "../../shop/visitor.server.ts";
import { isUuid } from "../../uuid.ts";

/** `hash` is never empty: that one stands for everybody who was forgotten. */
export type Visitor = { hash: string };

const visitorNumber = /^[A-Za-z0-9_-]{8,64}$/;

export async function findVisitor(db: Database, shop: string, entered: string): Promise<Visitor | undefined> {
  const number = entered.trim();
  return (await byTryOn(db, shop, number.toLowerCase())) ?? byOwnNumber(db, shop, number);
}

async function byTryOn(db: Database, shop: string, id: string): Promise<Visitor | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await db.tryOn.findFirst({
    where: { id, shopDomain: shop, askedBy: "shopper" },
    select: { visitorHash: true },
  });
  return found && found.visitorHash !== "" ? { hash: found.visitorHash } : undefined;
}

async function byOwnNumber(db: Database, domain: string, number: string): Promise<Visitor | undefined> {
  if (!visitorNumber.test(number)) return undefined;
  const shop = await db.shop.findUnique({ where: { domain }, select: { salt: true } });
  if (!shop) return undefined;
  const hash = hashVisitor(shop.salt, number);
  const [tryOns, tallies] = await Promise.all([
    db.tryOn.count({ where: { shopDomain: domain, visitorHash: hash } }),
    db.tally.count({ where: { shopDomain: domain, scope: "visitor", key: hash } }),
  ]);
  return tryOns + tallies > 0 ? { hash } : undefined;
}
