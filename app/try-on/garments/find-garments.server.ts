/** From product numbers to pictures. The server looks them up itself: an address from a browser is never fetched. */
import type { Product } from "@prisma/client";
import { garmentAddress, productPictures } from "../../catalog/product.ts";
import { takesPart } from "../../catalog/takes-part.ts";
import type { Database } from "../../db.server.ts";
import type { Model } from "../../providers/description.ts";
import { refuse, type Taken } from "../../refusals.ts";
import { combine, type Garment, wornAs } from "./garments.ts";
import type { AskedGarment } from "../read-start.ts";

export async function findGarments(
  db: Database,
  shop: string,
  asked: AskedGarment[],
  model: Model,
): Promise<Taken<Garment[]>> {
  // In an outfit each has to be known for what it is, also where the model looks for itself.
  const needsKind = model.needsKind === true || asked.length > 1;
  const found: Garment[] = [];
  for (const { productId, variantId } of asked) {
    const product = await db.product.findFirst({ where: { shopDomain: shop, id: BigInt(productId) } });
    if (!product) return refuse("product_not_found");
    const garment = garmentOf(product, variantId, needsKind);
    if (!garment.ok) return garment;
    found.push(garment.value);
  }
  return combine(found, model.outfits);
}

/** A product as it can be worn: one that takes part, with a picture that providers take. */
export function garmentOf(
  product: Product,
  variantId: string | undefined,
  needsKind: boolean,
): Taken<Garment> {
  const kind = takesPart(product, { needsKind });
  if (!kind.ok) return kind;
  const address = garmentAddress(productPictures.parse(product.pictures), variantId);
  if (!address.ok) return address;
  const guessed = kind.value === "any" ? { guessed: true as const } : {};
  const { id, title } = product;
  const garment = {
    productId: String(id),
    title,
    kind: wornAs(kind.value),
    address: address.value,
    ...guessed,
  };
  return { ok: true, value: garment };
}
