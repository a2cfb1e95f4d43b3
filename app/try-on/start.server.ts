/** The shopper's press: everything is checked and the photo is safe before the row and its job appear, together. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { fromPrisma, type PgBoss } from "pg-boss";
import { garmentAddress, productPictures } from "../catalog/product.ts";
import type { Database } from "../db.server.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import type { Signer } from "../vault/signer.server.ts";
import { tryOnQueue } from "./drive.server.ts";
import { cleanPhoto } from "./photo.server.ts";
import { refuse, type Result } from "./refusals.ts";
import { notify } from "./wake.server.ts";

const numericId = z.string().regex(/^[0-9]{1,18}$/);

/** The query of `POST /proxy/try-ons`. */
export const startQuery = z.object({
  product_id: numericId,
  variant_id: numericId.optional(),
  visitor: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  consent: z.literal("1"),
});

export type StartRequest = { shop: string; query: Record<string, string>; photo: Buffer };
export type Started = { id: string; token: string };

type Parts = { db: Database; boss: PgBoss; pictures: Pictures; signer: Signer };

export function createStart({ db, boss, pictures, signer }: Parts) {
  return async ({ shop: domain, query, photo: given }: StartRequest): Promise<Result<Started>> => {
    const parsed = startQuery.safeParse(query);
    if (!parsed.success) {
      const consentAlone = parsed.error.issues.every((issue) => issue.path[0] === "consent");
      return refuse(consentAlone ? "consent_missing" : "bad_request");
    }
    const { product_id: productId, variant_id: variantId, visitor } = parsed.data;

    const shop = await db.shop.findFirst({
      where: { domain, uninstalledAt: null },
      include: { connections: { take: 1 } },
    });
    if (!shop) return refuse("unknown_shop");
    const [connection] = shop.connections;
    if (!connection || connection.unwell) return refuse("not_ready");

    const product = await db.product.findFirst({
      where: { shopDomain: domain, id: BigInt(productId), active: true },
    });
    if (!product) return refuse("product_not_found");
    const garment = garmentAddress(productPictures.parse(product.pictures), variantId);
    if (!garment.ok) return garment;

    const photo = await cleanPhoto(given);
    if (!photo.ok) return photo;
    const sealed = await pictures.seal(domain, photo.value);

    const id = randomUUID();
    await db.$transaction(async (transaction) => {
      await transaction.tryOn.create({
        data: {
          id,
          shopDomain: domain,
          connectionId: connection.id,
          provider: connection.provider,
          model: connection.model,
          visitorHash: signer.sign("visitor", `${domain} ${visitor}`),
          productId: product.id,
          variantId: variantId === undefined ? null : BigInt(variantId),
          productTitle: product.title,
          garmentAddress: garment.value,
          pictures: { create: { ...sealed, shopDomain: domain, role: "photo" } },
        },
      });
      await boss.send(
        tryOnQueue,
        { id },
        {
          db: fromPrisma(transaction),
          group: { id: connection.id, tier: String(connection.parallelLimit) },
        },
      );
      await notify(transaction, "try_on_queued", "");
    });
    return { ok: true, value: { id, token: signer.sign("token", id) } };
  };
}
