/** The same visitor's same wish, under way or with its picture still kept, is paid for already: it is answered, free. */
import { createHash, createHmac } from "node:crypto";
import type { Shop } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Chosen, Maker } from "../shop/in-use.ts";
import { longestKeptHours } from "../shop/setting-bounds.ts";
import type { Garment } from "./garments/garments.ts";
import { hasEnded, type TryOnState } from "./states.ts";

type MadeBy = Pick<Maker, "provider" | "model">;
export type Repeatable = { shop: Shop; visitorHash: string; garments: Garment[]; photo: Buffer };
export type Earlier = { id: string; state: TryOnState };

/** Says of a wish nothing but that it is the same one; it stands in the row while there is something to give again. */
export function repeatKeyFor({ shop, visitorHash, garments, photo }: Repeatable) {
  const photoHash = createHash("sha256").update(photo).digest();
  return ({ provider, model }: MadeBy): string =>
    createHmac("sha256", shop.salt)
      .update(JSON.stringify([visitorHash, provider, model, garments]))
      .update(photoHash)
      .digest("base64url");
}

export function createRepeats({ db, now }: { db: Database; now: () => Date }) {
  const find = async (shop: string, repeatKey: string, madeBy?: MadeBy): Promise<Earlier | undefined> => {
    const results = { where: { role: "result" as const, key: { not: null }, expiresAt: { gt: now() } } };
    const earlier = await db.tryOn.findUnique({
      where: { shopDomain_repeatKey: { shopDomain: shop, repeatKey }, ...madeBy },
      include: { pictures: results },
    });
    if (!earlier) return undefined;
    const { id, state, pictures } = earlier;
    if (!hasEnded(state) || pictures.length > 0) return { id, state };
    await db.tryOn.updateMany({ where: { id }, data: { repeatKey: null } });
    return undefined;
  };

  return {
    find,

    /** Also one that was asked of the first and taken over by its stand-in, which is who would be asked now. */
    async findFor(
      shop: string,
      { provider, model, insteadOf }: Chosen,
      keyFor: (maker: MadeBy) => string,
    ): Promise<Earlier | undefined> {
      const earlier = await find(shop, keyFor({ provider, model }));
      return earlier ?? (insteadOf && find(shop, keyFor(insteadOf), { provider, model }));
    },
  };
}

/** What has nothing to give any more is not kept comparable. */
export async function cleanRepeatKeys(db: Database, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - (longestKeptHours + 24) * 3_600_000);
  await db.tryOn.updateMany({
    where: { repeatKey: { not: null }, state: "done", endedAt: { lt: longAgo } },
    data: { repeatKey: null },
  });
}
