/** One product as its merchant sees it: its pictures, what we think of each, and what follows from each choice. */
import type { Readiness } from "@prisma/client";
import { numericId } from "../numeric-id.ts";
import type { Database } from "../db.server.ts";
import type { Answer } from "./answers.ts";
import type { ProductKind } from "./kind.ts";
import { kindChoices, kindOf } from "./kind-choices.ts";
import { chosenPictures, picturesOf, productPictures, readinessOfOne, usablePicture } from "./product.ts";
import { readRule } from "./read-rule.server.ts";
import { answerOf } from "./takes-part.ts";
import { narrowed } from "./thumbnail.server.ts";

const shownWidth = 320;

export type ShownPicture = {
  address: string;
  /** As wide as the page shows it. */
  shown: string;
  width: number;
  height: number;
  readiness: Readiness;
};

export type ShownVariant = { id: string; title: string; own: string | null };

/** What is switched, and the kind that is chosen: null where nothing is. */
export type Consequence = { switched: boolean | null; chosenKind: ProductKind | null; answer: Answer };

export type ShownProduct = {
  id: string;
  title: string;
  handle: string;
  active: boolean;
  switched: boolean | null;
  proposedKind: ProductKind | null;
  chosenKind: ProductKind | null;
  pictures: ShownPicture[];
  /** What the model gets while nothing is chosen. */
  automatic: string | null;
  chosen: { product: string | null; variants: Record<string, string> };
  variants: ShownVariant[];
  consequences: Consequence[];
};

export function createProductPage({ db }: { db: Database }) {
  return async (shop: string, id: string): Promise<ShownProduct | undefined> => {
    if (!numericId.safeParse(id).success) return undefined;
    const product = await db.product.findFirst({ where: { shopDomain: shop, id: BigInt(id) } });
    if (!product) return undefined;
    const rule = await readRule(db, shop);
    const pictures = productPictures.parse(product.pictures);
    const chosen = chosenPictures.parse(product.chosenPictures);
    const { title, handle, active, switched } = product;
    return {
      id,
      title,
      handle,
      active,
      switched,
      proposedKind: kindOf(product.kind),
      chosenKind: kindOf(product.chosenKind),
      pictures: picturesOf(pictures).map((one) => ({
        ...one,
        shown: narrowed(one.address, shownWidth),
        readiness: readinessOfOne(one),
      })),
      automatic: usablePicture(pictures, {})?.address ?? null,
      chosen: {
        product: chosen.product ?? null,
        variants: Object.fromEntries(
          Object.entries(chosen.variants ?? {}).sort(([a], [b]) => a.localeCompare(b)),
        ),
      },
      variants: pictures.variants.map((variant) => ({
        id: variant.id,
        title: variant.title ?? variant.id,
        own: variant.picture?.address ?? null,
      })),
      consequences: await db.$queryRaw<Consequence[]>`
        select product.switched, product.chosen_kind as "chosenKind", ${answerOf(rule)} as answer
        from (select real.active, real.kind, real.readiness, real.product_type, real.tags, real.collections,
            choice.switched, wish.chosen_kind
          from product as real, (values (null::boolean), (true), (false)) as choice (switched),
            unnest(${[...kindChoices, null]}::text[]) as wish (chosen_kind)
          where real.shop_domain = ${shop} and real.id = ${product.id}) as product`,
    };
  };
}
