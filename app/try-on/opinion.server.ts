/** What a shopper says of the result. It is about a picture that was seen, so it may come after the picture is gone. */
import type { Dislike } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { refuse, type Taken } from "../refusals.ts";
import type { Signer } from "../vault/signer.server.ts";
import { isUuid } from "../uuid.ts";

export type Opinion = {
  shop: string;
  id: string;
  token: string;
  liked: boolean;
  /** What was wrong with it, of one that was not liked. */
  about: Dislike | undefined;
};

type Parts = { db: Database; signer: Signer };

export function createGiveOpinion({ db, signer }: Parts) {
  return async ({ shop, id, token, liked, about }: Opinion): Promise<Taken<{ liked: boolean }>> => {
    if (!isUuid(id) || !signer.verify("token", id, token)) return refuse("gone");
    const { count } = await db.tryOn.updateMany({
      where: { id, shopDomain: shop, state: "done" },
      data: { liked, dislikedFor: about ?? null },
    });
    return count === 1 ? { ok: true, value: { liked } } : refuse("gone");
  };
}
