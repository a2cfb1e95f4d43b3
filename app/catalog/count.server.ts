/** How many of a shop's products have the button, judged as the storefront is told. */
import { Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { ShopWithConnections } from "../shop/in-use.ts";
import { buttonKinds } from "./answers.ts";
import { answerOf, ruleOf } from "./takes-part.ts";

export function createCountButtons(db: Database) {
  return async (shop: ShopWithConnections): Promise<number> => {
    const [row] = await db.$queryRaw<{ count: bigint }[]>`
      select count(*) from product
      where shop_domain = ${shop.domain} and ${answerOf(ruleOf(shop))} in (${Prisma.join([...buttonKinds])})`;
    return Number(row?.count ?? 0n);
  };
}
