/**
 * At the shopper's word: a try-on that is under way is stopped, its pictures are deleted at once, and the receipts say
 * so. Asked again later, the same receipts are the answer.
 */
import type { Receipt } from "@prisma/client";
import { refuse, type Taken } from "../refusals.ts";
import type { Forget } from "../storage/forget.server.ts";
import type { Signer } from "../vault/signer.server.ts";
import type { Stop } from "./stop.server.ts";
import { isUuid } from "../uuid.ts";

export type ShownReceipt = { what: Receipt["what"]; why: Receipt["why"]; at: string; sha256: string };
type Parts = { forget: Forget; stop: Stop; signer: Signer };
type Request = { shop: string; id: string; token: string };

export function createForgetTryOn({ forget, stop, signer }: Parts) {
  const knows = ({ id, token }: Request) => isUuid(id) && signer.verify("token", id, token);

  /** Also of a try-on whose row is gone: the receipts outlive it. */
  const receipts = async ({ shop, id }: Request): Promise<ShownReceipt[]> => {
    const found = await forget.receiptsOf(shop, id);
    return found.map(({ what, why, at, hash }) => ({ what, why, at: at.toISOString(), sha256: hash }));
  };

  return {
    async forget(request: Request): Promise<Taken<ShownReceipt[]>> {
      if (!knows(request)) return refuse("gone");
      const { shop, id } = request;
      await stop({ id, shopDomain: shop });
      await forget.forget({ shopDomain: shop, tryOnId: id }, "shopper");
      const shown = await receipts(request);
      return shown.length === 0 ? refuse("gone") : { ok: true, value: shown };
    },

    async receipts(request: Request): Promise<Taken<ShownReceipt[]>> {
      const shown = knows(request) ? await receipts(request) : [];
      return shown.length === 0 ? refuse("gone") : { ok: true, value: shown };
    },
  };
}
