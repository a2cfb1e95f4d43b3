/** What we keep of a product, and which of its pictures goes to the provider. */
import { z } from "zod";
import { bounds, hasTakenShape } from "../pictures.ts";
import { refuse, type Taken } from "../refusals.ts";

const picture = z.object({ address: z.url(), width: z.number(), height: z.number() });

export const productPictures = z.object({
  featured: picture.nullable(),
  variants: z.array(z.object({ id: z.string(), picture: picture.nullable() })),
});

export type ProductPictures = z.infer<typeof productPictures>;

const sentWidth = 1_024;

/**
 * The selected variant's picture, else the product's first. Shopify's CDN makes a JPEG of the right size from whatever
 * the merchant uploaded, so no bytes pass through us.
 */
export function garmentAddress(pictures: ProductPictures, variantId: string | undefined): Taken<string> {
  const variant = pictures.variants.find((candidate) => candidate.id === variantId);
  const chosen = variant?.picture ?? pictures.featured;
  if (!chosen || Math.min(chosen.width, chosen.height) < bounds.minSide || !hasTakenShape(chosen))
    return refuse("garment_not_ready");
  // The CDN keeps the shape, so a tall picture has to be narrower to stay low enough.
  const width = Math.min(
    chosen.width,
    sentWidth,
    Math.floor((bounds.maxSide * chosen.width) / chosen.height),
  );
  const address = new URL(chosen.address);
  address.searchParams.set("width", String(width));
  address.searchParams.set("format", "pjpg");
  return { ok: true, value: address.href };
}
