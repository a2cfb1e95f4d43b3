/** Keeps our copy of the catalogue in step, so that a shopper's request never waits for Shopify. */
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Ask } from "../shop/admin-api.server.ts";
import { proposeKind } from "./kind.ts";
import { oneProduct, productPage } from "./operations.ts";
import type { ProductPictures } from "./product.ts";

const image = z.object({
  image: z.object({ url: z.string(), width: z.number(), height: z.number() }).nullish(),
});
const productShape = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  productType: z.string(),
  category: z.object({ fullName: z.string() }).nullish(),
  featuredMedia: image.nullish(),
  variants: z.object({
    nodes: z.array(z.object({ id: z.string(), media: z.object({ nodes: z.array(image) }) })),
  }),
});
const pageShape = z.object({
  products: z.object({
    nodes: z.array(productShape),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  }),
});

type Product = z.infer<typeof productShape>;

export function createSync({ db, ask }: { db: Database; ask: Ask }) {
  const keep = async (shop: string, product: Product) => {
    const data = {
      title: product.title,
      active: product.status === "ACTIVE",
      kind: proposeKind({
        category: product.category?.fullName ?? "",
        type: product.productType,
        title: product.title,
      }),
      pictures: picturesOf(product),
    };
    const id = numericId(product.id);
    await db.product.upsert({
      where: { shopDomain_id: { shopDomain: shop, id } },
      create: { shopDomain: shop, id, ...data },
      update: data,
    });
  };

  return {
    async all(shop: string): Promise<void> {
      const before = await db.product.findMany({ where: { shopDomain: shop }, select: { id: true } });
      // Only of what was here before: a product that comes meanwhile stands on no page that was read.
      const gone = new Set(before.map(({ id }) => id));
      for (let after: string | null = null; ;) {
        const { products }: z.infer<typeof pageShape> = await ask(shop, productPage, pageShape, { after });
        for (const product of products.nodes) {
          await keep(shop, product);
          gone.delete(numericId(product.id));
        }
        if (!products.pageInfo.hasNextPage) break;
        after = products.pageInfo.endCursor ?? null;
      }
      await db.product.deleteMany({ where: { shopDomain: shop, id: { in: [...gone] } } });
    },

    /** Webhooks come late and out of order: what Shopify says now is what counts, not what the webhook said. */
    async one(shop: string, id: string): Promise<void> {
      const shape = z.object({ product: productShape.nullable() });
      const { product } = await ask(shop, oneProduct, shape, { id: `gid://shopify/Product/${id}` });
      if (product) await keep(shop, product);
      else await db.product.deleteMany({ where: { shopDomain: shop, id: BigInt(id) } });
    },
  };
}

function picturesOf(product: Product): ProductPictures {
  return {
    featured: pictureOf(product.featuredMedia),
    variants: product.variants.nodes.map((variant) => ({
      id: String(numericId(variant.id)),
      picture: pictureOf(variant.media.nodes[0]),
    })),
  };
}

function pictureOf(media: z.infer<typeof image> | null | undefined): ProductPictures["featured"] {
  return media?.image
    ? { address: media.image.url, width: media.image.width, height: media.image.height }
    : null;
}

function numericId(gid: string): bigint {
  return BigInt(gid.slice(gid.lastIndexOf("/") + 1));
}
