/** What the app should find of the sandbox's products while no rule and no merchant says otherwise. */
import type { ButtonKind } from "../../app/catalog/answers.ts";
import { proposeKind } from "../../app/catalog/kind.ts";
import { readinessOf } from "../../app/catalog/product.ts";
import { shardKey, shardOf } from "../../app/catalog/shards.ts";
import type { Product } from "./drawings/catalog.ts";
import type { Shop } from "./world.ts";

export type ButtonKinds = [id: bigint, kind: ButtonKind][];

export function buttonKinds(products: Product[]): ButtonKinds {
  return products.flatMap((product): ButtonKinds => {
    const kind = proposeKind(product) ?? "any";
    const featured = pictureOf(product, product.pictures[0]?.id);
    const pictures = { featured, variants: variantsOf(product), others: [] };
    const takesPart = product.status === "ACTIVE" && kind !== "none" && readinessOf(pictures, {}) === "ready";
    return takesPart ? [[BigInt(product.id), kind]] : [];
  });
}

function variantsOf(product: Product) {
  return product.variants.map(({ id, pictureId }) => ({
    id: String(id),
    picture: pictureOf(product, pictureId),
  }));
}

function pictureOf({ pictures }: Product, wanted: number | undefined) {
  const found = pictures.find(({ id }) => id === wanted);
  if (!found) return null;
  return { address: `https://cdn.shopify.com/${found.file}`, width: found.width, height: found.height };
}

/** The kind under which the storefront knows a product that has the button. */
export function toldKind(shop: Shop, id: bigint | number): unknown {
  const value = shop.appData.get(`fitting_room.${shardKey(shardOf(BigInt(id)))}`)?.value ?? "{}";
  return JSON.parse(value)[String(id)];
}
