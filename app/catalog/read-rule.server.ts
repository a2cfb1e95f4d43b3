import type { Database } from "../db.server.ts";
import { withConnections } from "../shop/in-use.ts";
import { type Rule, ruleOf } from "./takes-part.ts";

export async function readRule(db: Database, shop: string): Promise<Rule> {
  return ruleOf(await db.shop.findUniqueOrThrow({ where: { domain: shop }, include: withConnections }));
}
