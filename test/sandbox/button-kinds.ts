/** What the app should find of the sandbox's products: by its own rule, from what the sandbox says of them. */
import { proposeKind } from "../../app/catalog/kind.ts";
import { shardKey, shardOf } from "../../app/catalog/shards.ts";
import { type ButtonKind, takesPart } from "../../app/catalog/takes-part.ts";
import type { Product } from "./drawings/catalog.ts";
import type { Shop } from "./world.ts";

export type ButtonKinds = [id: bigint, kind: ButtonKind][];

export function buttonKinds(products: Product[]): ButtonKinds {
  return products.flatMap((product): ButtonKinds => {
    const part = takesPart(
      {
        active: product.status === "ACTIVE",
        kind: proposeKind(product),
        pictures: { featured: pictureOf(product, product.pictures[0]?.id), variants: variantsOf(product) },
      },
      { needsKind: false },
    );
    return part.ok ? [[BigInt(product.id), part.value]] : [];
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
