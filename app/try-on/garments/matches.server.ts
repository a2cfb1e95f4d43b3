/** Which products can be worn together with another one in one try-on, by the rules that a start goes by. */
import { judgeProducts } from "../../catalog/judge.server.ts";
import { answerOf, ruleOf } from "../../catalog/takes-part.ts";
import type { Database } from "../../db.server.ts";
import type { GarmentKind } from "../../providers/provider.ts";
import { describeModel } from "../../providers/registry.ts";
import { refuse, type Taken } from "../../refusals.ts";
import { choose, withConnections } from "../../shop/in-use.ts";
import { modelChosenFor } from "../../shop/model-choices.server.ts";
import { garmentOf } from "./find-garments.server.ts";
import { combine } from "./garments.ts";
import type { AskedMatches } from "./read-matches.ts";

export type Match = { product_id: string; kind: GarmentKind };

export function createMatches({ db }: { db: Database }) {
  return async (domain: string, { productId, candidates }: AskedMatches): Promise<Taken<Match[]>> => {
    const ids = [productId, ...candidates];
    const shop = await db.shop.findFirst({
      where: { domain, uninstalledAt: null },
      include: withConnections,
    });
    if (!shop) return refuse("unknown_shop");
    const chosen = choose(shop.connections, await modelChosenFor(db, domain, productId));
    if (!chosen) return { ok: true, value: [] };
    const { outfits } = describeModel(chosen.provider, chosen.model);

    const judged = await judgeProducts(db, domain, ids, answerOf({ ...ruleOf(shop), needsKind: true }));
    const garments = new Map(judged.map((product) => [product.id, garmentOf(product, undefined)]));
    const worn = garments.get(productId);
    const matches = candidates.flatMap((id): Match[] => {
      const other = garments.get(id);
      if (!worn?.ok || !other?.ok || !combine([worn.value, other.value], outfits).ok) return [];
      return [{ product_id: other.value.productId, kind: other.value.kind }];
    });
    return { ok: true, value: matches };
  };
}
