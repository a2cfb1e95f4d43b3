/** The product that a comparison is about, by our copy of the catalogue: its name, and a picture to know it by. */
import type { Readiness } from "@prisma/client";
import { chosenPictures, productPictures, usablePicture } from "../../catalog/product.ts";
import { narrowed } from "../../catalog/thumbnail.server.ts";
import type { Database } from "../../db.server.ts";
import { numericId } from "../../numeric-id.ts";

export type ComparedProduct = {
  id: string;
  title: string;
  picture?: string;
  /** Why none of its pictures can be sent. */
  obstacle?: Exclude<Readiness, "ready">;
};

const shownWidth = 240;

export function createComparedProduct({ db }: { db: Database }) {
  return async (shop: string, id: string | null): Promise<ComparedProduct | undefined> => {
    const known = numericId.safeParse(id);
    if (!known.success) return undefined;
    const product = await db.product.findFirst({ where: { shopDomain: shop, id: BigInt(known.data) } });
    if (!product) return undefined;
    const picture = usablePicture(
      productPictures.parse(product.pictures),
      chosenPictures.parse(product.chosenPictures),
    );
    const { title, readiness } = product;
    return {
      id: known.data,
      title,
      ...(picture ? { picture: narrowed(picture.address, shownWidth) } : {}),
      ...(readiness === "ready" ? {} : { obstacle: readiness }),
    };
  };
}
