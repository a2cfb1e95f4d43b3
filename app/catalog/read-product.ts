/** A product as Shopify tells of it, and what we keep of that. */
import { z } from "zod";
import { type ProductKind, proposeKind } from "./kind.ts";
import { mostOthers, type Picture, type ProductPictures } from "./product.ts";

/** A film or a model in space has no image here. */
export const mediaShape = z.object({
  image: z.object({ url: z.string(), width: z.number().nullish(), height: z.number().nullish() }).nullish(),
});

/** What stands in the product itself, whichever way its lists come. */
export const productFieldsShape = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  status: z.string(),
  productType: z.string(),
  vendor: z.string(),
  tags: z.array(z.string()),
  updatedAt: z.string(),
  category: z.object({ fullName: z.string() }).nullish(),
  featuredMedia: mediaShape.nullish(),
});

export const wholeProductShape = productFieldsShape.extend({
  media: z.object({ nodes: z.array(mediaShape) }),
  collections: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
  variants: z.object({
    nodes: z.array(
      z.object({ id: z.string(), title: z.string(), media: z.object({ nodes: z.array(mediaShape) }) }),
    ),
  }),
});

export type ProductFields = z.infer<typeof productFieldsShape>;
export type Media = z.infer<typeof mediaShape>;

/** Its lists, whichever way they came. */
export type ProductLists = {
  media: Media[];
  collections: string[];
  variants: { id: string; title: string; media: Media | undefined }[];
};

export type ReadProduct = {
  id: bigint;
  title: string;
  handle: string;
  active: boolean;
  productType: string;
  vendor: string;
  tags: string[];
  collections: bigint[];
  kind: ProductKind | null;
  pictures: ProductPictures;
  changedAt: string;
};

export function readWhole(product: z.infer<typeof wholeProductShape>): ReadProduct {
  return readProduct(product, {
    media: product.media.nodes,
    collections: product.collections.nodes.map(({ id }) => id),
    variants: product.variants.nodes.map(({ id, title, media }) => ({ id, title, media: media.nodes[0] })),
  });
}

export function readProduct(
  fields: ProductFields,
  { media, collections, variants }: ProductLists,
): ReadProduct {
  const { title, handle, vendor, tags, productType } = fields;
  const category = fields.category?.fullName ?? "";
  return {
    id: numberOf(fields.id),
    title,
    handle,
    active: fields.status === "ACTIVE",
    productType,
    vendor,
    tags,
    collections: collections.map(numberOf),
    kind: proposeKind({ category, type: productType, title }),
    pictures: {
      featured: pictureOf(fields.featuredMedia),
      variants: variants.map((variant) => ({
        id: String(numberOf(variant.id)),
        title: variant.title,
        picture: pictureOf(variant.media),
      })),
      others: media.flatMap((one) => pictureOf(one) ?? []).slice(0, mostOthers),
    },
    changedAt: fields.updatedAt,
  };
}

/** One that Shopify has not measured yet comes again, with the next change of its product. */
function pictureOf(media: Media | null | undefined): Picture | null {
  const image = media?.image;
  if (!image?.width || !image.height) return null;
  return { address: image.url, width: image.width, height: image.height };
}

/** The number at the end of gid://shopify/Product/123. */
export function numberOf(gid: string): bigint {
  return BigInt(gid.slice(gid.lastIndexOf("/") + 1));
}
