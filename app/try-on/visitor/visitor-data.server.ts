/** What a merchant does when a shopper asks for their data: find it, hand it over, delete it. */
import type { Database } from "../../db.server.ts";
import type { createErase, Erased } from "./erase.server.ts";
import { type Held, heldOf } from "./held.server.ts";
import { findVisitor } from "./who.server.ts";

type Parts = { db: Database; erase: ReturnType<typeof createErase> };

export function createVisitorData({ db, erase }: Parts) {
  return {
    /** By a try-on's number or the visitor's own. Undefined where nothing leads to anybody. */
    async find(shop: string, number: string): Promise<Held | undefined> {
      const visitor = await findVisitor(db, shop, number);
      return visitor && heldOf(db, shop, visitor);
    },

    async erase(shop: string, number: string): Promise<Erased | undefined> {
      const visitor = await findVisitor(db, shop, number);
      return visitor && erase(shop, visitor);
    },
  };
}
