/** What we keep of a product's pictures, and which of them goes to the provider. */
import type { Readiness } from "@prisma/client";
import { z } from "zod";
import { bounds, hasTakenShape } from "../pictures.ts";
import { refuse, type Taken } from "../refusals.ts";

const picture = z.object({ address: z.url(), width: z.number(), height: z.number() });

/** For choosing among them. More would make the rows of a large catalogue slow to read. */
export const mostOthers = 20;

export const productPictures = z.object({
  featured: picture.nullable(),
  variants: z.array(z.object({ id: z.string(), title: z.string().optional(), picture: picture.nullable() })),
  /** All of the product's, the featured one too. */
  others: z.array(picture).default([]),
});

/** By their addresses, for the product and by a variant's number. */
export const chosenPictures = z.object({
  product: z.string().optional(),
  variants: z.record(z.string(), z.string()).optional(),
});

export type Picture = z.infer<typeof picture>;
export type ProductPictures = z.infer<typeof productPictures>;
export type ChosenPictures = z.infer<typeof chosenPictures>;

const sentWidth = 1_024;

/**
 * The selected variant's, else the product's, else another variant's: whichever comes first of those that a provider
 * takes, and in each place the one that the merchant chose before the one that Shopify shows. So a product that has the
 * button can be tried on in each of its variants.
 */
export function usablePicture(
  pictures: ProductPictures,
  chosen: ChosenPictures,
  variantId?: string,
): Picture | undefined {
  return candidates(pictures, chosen, variantId).find((one) => readinessOfOne(one) === "ready");
}

/** Of the picture that would be sent: worked out whenever the pictures or the choice among them are written. */
export function readinessOf(pictures: ProductPictures, chosen: ChosenPictures): Readiness {
  if (usablePicture(pictures, chosen)) return "ready";
  const [first] = candidates(pictures, chosen);
  return first ? readinessOfOne(first) : "no_picture";
}

export function readinessOfOne(candidate: Picture): Readiness {
  if (Math.min(candidate.width, candidate.height) < bounds.minSide) return "too_small";
  return hasTakenShape(candidate) ? "ready" : "wrong_shape";
}

/** All that may be chosen, each once. */
export function picturesOf({ featured, variants, others }: ProductPictures): Picture[] {
  const all = [featured, ...others, ...variants.map((variant) => variant.picture)];
  return [...new Map(all.flatMap((one) => (one ? [[one.address, one]] : []))).values()];
}

/** Without what the product no longer has. */
export function stillThere(chosen: ChosenPictures, pictures: ProductPictures): ChosenPictures {
  const addresses = new Set(picturesOf(pictures).map(({ address }) => address));
  const ids = new Set(pictures.variants.map(({ id }) => id));
  const variants = Object.entries(chosen.variants ?? {}).filter(
    ([id, address]) => ids.has(id) && addresses.has(address),
  );
  return {
    ...(chosen.product !== undefined && addresses.has(chosen.product) ? { product: chosen.product } : {}),
    ...(variants.length > 0 ? { variants: Object.fromEntries(variants) } : {}),
  };
}

function candidates(pictures: ProductPictures, chosen: ChosenPictures, variantId?: string): Picture[] {
  const byAddress = new Map(picturesOf(pictures).map((one) => [one.address, one]));
  const at = (address: string | undefined) => (address === undefined ? undefined : byAddress.get(address));
  const ofVariant = ({ id, picture: own }: ProductPictures["variants"][number]) => [
    at(chosen.variants?.[id]),
    own,
  ];
  const selected = pictures.variants.find(({ id }) => id === variantId);
  const all = [
    ...(selected ? ofVariant(selected) : []),
    at(chosen.product),
    pictures.featured,
    ...pictures.variants.flatMap(ofVariant),
  ];
  return all.flatMap((one) => one ?? []);
}

/** Shopify's CDN makes a JPEG of the right size from whatever the merchant uploaded, so no bytes pass through us. */
export function garmentAddress(
  pictures: ProductPictures,
  chosen: ChosenPictures,
  variantId: string | undefined,
): Taken<string> {
  const taken = usablePicture(pictures, chosen, variantId);
  if (!taken) return refuse("garment_not_ready");
  // The CDN keeps the shape, so a tall picture has to be narrower to stay low enough.
  const width = Math.min(taken.width, sentWidth, Math.floor((bounds.maxSide * taken.width) / taken.height));
  const address = new URL(taken.address);
  address.searchParams.set("width", String(width));
  address.searchParams.set("format", "pjpg");
  return { ok: true, value: address.href };
}
