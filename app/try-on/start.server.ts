/** The shopper's press: everything is checked and the photo is safe before the row and its job appear, together. */
import { randomUUID } from "node:crypto";
import type { Connection } from "@prisma/client";
import { z } from "zod";
import { fromPrisma, type PgBoss } from "pg-boss";
import { garmentAddress, productPictures } from "../catalog/product.ts";
import type { Database } from "../db.server.ts";
import { describeModel } from "../providers/registry.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import type { Signer } from "../vault/signer.server.ts";
import { tryOnQueue } from "./drive.server.ts";
import { combine, type Garment, kindFor } from "./garments.ts";
import { cleanPhoto } from "./photo.server.ts";
import { refuse, type Taken } from "../refusals.ts";
import { notify } from "./wake.server.ts";

const numericId = z.string().regex(/^[0-9]{1,18}$/);

/** The query of `POST /proxy/try-ons`. A second product makes it an outfit. */
const startQuery = z.object({
  product_id: numericId,
  variant_id: numericId.optional(),
  upper_product_id: numericId.optional(),
  lower_product_id: numericId.optional(),
  visitor: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  consent: z.literal("1"),
});

export type StartRequest = { shop: string; query: Record<string, string>; photo: Buffer };
export type Started = { id: string; token: string };

type Parts = {
  db: Database;
  boss: PgBoss;
  pictures: Pictures;
  signer: Signer;
  /** The connection that makes this shop's try-ons, if one is there and well. */
  chooseConnection: (shop: string) => Promise<Connection | undefined>;
};

export function createStart({ db, boss, pictures, signer, chooseConnection }: Parts) {
  return async ({ shop: domain, query, photo: given }: StartRequest): Promise<Taken<Started>> => {
    const parsed = startQuery.safeParse(query);
    if (!parsed.success) {
      const consentAlone = parsed.error.issues.every((issue) => issue.path[0] === "consent");
      return refuse(consentAlone ? "consent_missing" : "bad_request");
    }
    const { product_id, variant_id, upper_product_id, lower_product_id, visitor } = parsed.data;

    const shop = await db.shop.findFirst({ where: { domain, uninstalledAt: null } });
    if (!shop) return refuse("unknown_shop");
    const connection = await chooseConnection(domain);
    if (!connection) return refuse("not_ready");
    const model = describeModel(connection.provider, connection.model);

    // In an outfit each has to be known for what it is, also where the model looks for itself.
    const needsKind =
      model.needsKind === true || upper_product_id !== undefined || lower_product_id !== undefined;
    const found: Garment[] = [];
    for (const [id, variant] of [[product_id, variant_id], [upper_product_id], [lower_product_id]]) {
      if (id === undefined) continue;
      const garment = await findGarment(domain, id, variant, needsKind);
      if (!garment.ok) return garment;
      found.push(garment.value);
    }
    const garments = combine(found, model.outfits);
    if (!garments.ok) return garments;

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
          productId: BigInt(product_id),
          variantId: variant_id === undefined ? null : BigInt(variant_id),
          productTitle: garments.value.map(({ title }) => title).join(" + "),
          garments: garments.value,
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

  async function findGarment(
    shop: string,
    productId: string,
    variantId: string | undefined,
    needsKind: boolean,
  ): Promise<Taken<Garment>> {
    const product = await db.product.findFirst({
      where: { shopDomain: shop, id: BigInt(productId), active: true },
    });
    if (!product) return refuse("product_not_found");
    const kind = kindFor(product.kind, needsKind);
    if (!kind.ok) return kind;
    const address = garmentAddress(productPictures.parse(product.pictures), variantId);
    if (!address.ok) return address;
    return { ok: true, value: { productId, title: product.title, kind: kind.value, address: address.value } };
  }
}
