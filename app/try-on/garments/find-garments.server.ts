/** From product numbers to pictures. The server looks them up itself: an address from a browser is never fetched. */
import type { Asker, Shop } from "@prisma/client";
import { buttonOf, type JudgedProduct, judgeProducts } from "../../catalog/judge.server.ts";
import { answerOf, wearableAs } from "../../catalog/takes-part.ts";
import { chosenPictures, garmentAddress, productPictures } from "../../catalog/product.ts";
import type { Database } from "../../db.server.ts";
import type { Model } from "../../providers/description.ts";
import { refuse, type Taken } from "../../refusals.ts";
import { readSettings } from "../../shop/settings.ts";
import { combine, type Garment, wornAs } from "./garments.ts";
import type { AskedGarment } from "../read-start.ts";

export async function findGarments(
  db: Database,
  { domain, settings }: Pick<Shop, "domain" | "settings">,
  asked: AskedGarment[],
  model: Model,
  asker: Asker,
): Promise<Taken<Garment[]>> {
  // In an outfit each has to be known for what it is, also where the model looks for itself.
  const needsKind = model.needsKind === true || asked.length > 1;
  const answer =
    asker === "merchant"
      ? wearableAs(needsKind)
      : answerOf({ needsKind, products: readSettings(settings).productRule });
  const ids = asked.map(({ productId }) => BigInt(productId));
  const judged = await judgeProducts(db, domain, ids, answer);
  const found: Garment[] = [];
  for (const { productId, variantId } of asked) {
    const product = judged.find(({ id }) => id === BigInt(productId));
    if (!product) return refuse("product_not_found");
    const garment = garmentOf(product, variantId);
    if (!garment.ok) return garment;
    found.push(garment.value);
  }
  return combine(found, model.outfits);
}

/** A product as it can be worn: one that takes part, with a picture that providers take. */
export function garmentOf(product: JudgedProduct, variantId: string | undefined): Taken<Garment> {
  const kind = buttonOf(product.answer);
  if (!kind.ok) return kind;
  const pictures = productPictures.parse(product.pictures);
  const address = garmentAddress(pictures, chosenPictures.parse(product.chosenPictures), variantId);
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
