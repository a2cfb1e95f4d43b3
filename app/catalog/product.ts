/** What we keep of a product, and which of its pictures goes to the provider. */
import { z } from "zod";
import { bounds, hasTakenShape } from "../pictures.ts";
import { refuse, type Taken } from "../refusals.ts";

const picture = z.object({ address: z.url(), width: z.number(), height: z.number() });

export const productPictures = z.object({
  featured: picture.nullable(),
  variants: z.array(z.object({ id: z.string(), picture: picture.nullable() })),
});

type Picture = z.infer<typeof picture>;
export type ProductPictures = z.infer<typeof productPictures>;

const sentWidth = 1_024;

/**
 * The selected variant's, else the product's first, else another variant's: whichever comes first of those that a
 * provider takes. So a product that has the button can be tried on in each of its variants.
 */
export function usablePicture(pictures: ProductPictures, variantId?: string): Picture | undefined {
  const own = pictures.variants.find(({ id }) => id === variantId);
  const others = pictures.variants.map((variant) => variant.picture);
  for (const candidate of [own?.picture, pictures.featured, ...others])
    if (candidate && isUsable(candidate)) return candidate;
  return undefined;
}

function isUsable(candidate: Picture): boolean {
  return Math.min(candidate.width, candidate.height) >= bounds.minSide && hasTakenShape(candidate);
}

/** Shopify's CDN makes a JPEG of the right size from whatever the merchant uploaded, so no bytes pass through us. */
export function garmentAddress(pictures: ProductPictures, variantId: string | undefined): Taken<string> {
  const chosen = usablePicture(pictures, variantId);
  if (!chosen) return refuse("garment_not_ready");
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
