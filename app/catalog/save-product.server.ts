/** What was changed of one product on its page, in one step. A picture that is refused leaves the rest as it was said. */
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { type ProductChange, publishLater } from "./change.server.ts";
import {
  type ChosenPictures,
  chosenPictures,
  picturesOf,
  type ProductPictures,
  productPictures,
  readinessOf,
  readinessOfOne,
} from "./product.ts";
import { shardOf } from "./shards.ts";

/** Null is what Shopify shows; what is left out stays as it is. */
export type PageChanges = ProductChange & {
  picture?: string | null;
  /** By the variants' numbers. */
  variants?: Record<string, string | null>;
};

export type PictureRefusal = "variant_gone" | "picture_gone" | "too_small" | "wrong_shape";
export type SavedProduct = { found: false } | { found: true; refused: PictureRefusal[] };

type Parts = { db: Database; enqueue: Enqueue };
/** Without a variant: the product's own. */
type Choice = { variant?: string; address: string | null };

export function createSaveProduct({ db, enqueue }: Parts) {
  return (shop: string, id: bigint, changes: PageChanges): Promise<SavedProduct> =>
    db.$transaction(async (transaction) => {
      const [row] = await transaction.$queryRaw<{ pictures: unknown; chosen: unknown }[]>`
        select pictures, chosen_pictures as chosen from product
        where shop_domain = ${shop} and id = ${id} for no key update`;
      if (!row) return { found: false };
      // Shopify may have told us of other pictures since the page was opened.
      const pictures = productPictures.parse(row.pictures);
      const refused: PictureRefusal[] = [];
      let chosen = chosenPictures.parse(row.chosen);
      for (const choice of choicesIn(changes)) {
        const why = whyRefused(pictures, choice);
        if (why) refused.push(why);
        else chosen = choose(chosen, choice);
      }
      const { switched, chosenKind } = changes;
      await transaction.product.update({
        where: { shopDomain_id: { shopDomain: shop, id } },
        data: {
          ...(switched === undefined ? {} : { switched }),
          ...(chosenKind === undefined ? {} : { chosenKind }),
          chosenPictures: chosen,
          readiness: readinessOf(pictures, chosen),
        },
      });
      await publishLater(enqueue, transaction, shop, [shardOf(id)]);
      return { found: true, refused };
    });
}

function choicesIn({ picture, variants = {} }: PageChanges): Choice[] {
  const ofVariants = Object.entries(variants).map(([variant, address]) => ({ variant, address }));
  return picture === undefined ? ofVariants : [{ address: picture }, ...ofVariants];
}

function whyRefused(pictures: ProductPictures, { variant, address }: Choice): PictureRefusal | undefined {
  if (variant !== undefined && !pictures.variants.some(({ id }) => id === variant)) return "variant_gone";
  if (address === null) return undefined;
  const wanted = picturesOf(pictures).find((one) => one.address === address);
  if (!wanted) return "picture_gone";
  const readiness = readinessOfOne(wanted);
  return readiness === "too_small" || readiness === "wrong_shape" ? readiness : undefined;
}

function choose({ product, variants = {} }: ChosenPictures, { variant, address }: Choice): ChosenPictures {
  const ofProduct = variant === undefined ? (address ?? undefined) : product;
  const others = Object.entries(variants).filter(([id]) => id !== variant);
  const ofVariant = variant === undefined || address === null ? [] : [[variant, address] as const];
  return {
    ...(ofProduct === undefined ? {} : { product: ofProduct }),
    variants: Object.fromEntries([...others, ...ofVariant]),
  };
}
