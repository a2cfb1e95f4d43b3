/** From product numbers to pictures. The server looks them up itself: an address from a browser is never fetched. */
import { garmentAddress, productPictures } from "../../catalog/product.ts";
import type { Database } from "../../db.server.ts";
import type { Model } from "../../providers/description.ts";
import { refuse, type Taken } from "../../refusals.ts";
import { combine, type Garment, kindFor } from "./garments.ts";
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
    const product = await db.product.findFirst({
      where: { shopDomain: shop, id: BigInt(productId), active: true },
    });
    if (!product) return refuse("product_not_found");
    const kind = kindFor(product.kind, needsKind);
    if (!kind.ok) return kind;
    const address = garmentAddress(productPictures.parse(product.pictures), variantId);
    if (!address.ok) return address;
    const guessed = product.kind === null ? { guessed: true as const } : {};
    found.push({ productId, title: product.title, kind: kind.value, address: address.value, ...guessed });
  }
  return combine(found, model.outfits);
}
