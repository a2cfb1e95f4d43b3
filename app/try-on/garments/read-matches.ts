/** The query of `GET /proxy/matches`: a product, and which others its page could offer with it. */
import { z } from "zod";
import { numericId } from "../../numeric-id.ts";
import { refuse, type Taken } from "../../refusals.ts";

const mostCandidates = 20;

const shape = z.object({
  product_id: numericId,
  candidates: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(numericId).max(mostCandidates)),
});

export type AskedMatches = { productId: bigint; candidates: bigint[] };

/** Each candidate once, and the product itself not at all. */
export function readMatches(query: Record<string, string>): Taken<AskedMatches> {
  const parsed = shape.safeParse(query);
  if (!parsed.success) return refuse("bad_request");
  const productId = BigInt(parsed.data.product_id);
  const candidates = new Set(parsed.data.candidates.map(BigInt));
  candidates.delete(productId);
  return { ok: true, value: { productId, candidates: [...candidates] } };
}
