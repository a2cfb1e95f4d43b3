/** What we keep of a product, and which of its pictures goes to the provider. */
import { z } from "zod";
import { refuse, type Taken } from "../refusals.ts";

const picture = z.object({ address: z.url(), width: z.number(), height: z.number() });

export const productPictures = z.object({
  featured: picture.nullable(),
  variants: z.array(z.object({ id: z.string(), picture: picture.nullable() })),
});

export type ProductPictures = z.infer<typeof productPictures>;

const minSide = 301;
const sentWidth = 1024;

/**
 * The selected variant's picture, else the product's first. Shopify's CDN makes a JPEG of the right size from whatever
 * the merchant uploaded, so no bytes pass through us.
 */
export function garmentAddress(pictures: ProductPictures, variantId: string | undefined): Taken<string> {
  const variant = pictures.variants.find((candidate) => candidate.id === variantId);
  const chosen = variant?.picture ?? pictures.featured;
  if (!chosen || Math.min(chosen.width, chosen.height) < minSide) return refuse("garment_not_ready");
  // The CDN keeps the shape, so a wide picture has to stay wide enough for its height.
  const width = Math.ceil(Math.max(sentWidth, (chosen.width / chosen.height) * minSide));
  const address = new URL(chosen.address);
  address.searchParams.set("width", String(Math.min(width, chosen.width)));
  address.searchParams.set("format", "pjpg");
  return { ok: true, value: address.href };
}
