/** Another model than the usual one for some products: which one holds for a product, and what a merchant chose. */
import { type ChoiceScope, Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";

export type ChosenFor = { scope: ChoiceScope; id: string };
export type ShownChoice = ChosenFor & { title: string; model: string };

/** What was said of the product itself goes before what was said of a collection; of several, the last word counts. */
export async function modelChosenFor(
  db: Pick<Database, "$queryRaw">,
  shop: string,
  productId: bigint,
): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ model: string }[]>`
    select model from model_choice choice
    where choice.shop_domain = ${shop} and (
      (choice.scope = 'product' and choice.target_id = ${productId})
      or (choice.scope = 'collection' and choice.target_id in (
        select unnest(collections) from product where shop_domain = ${shop} and id = ${productId})))
    order by choice.scope, choice.chosen_at desc limit 1`;
  return row?.model;
}

/** By name. What Shopify has no more is not shown, and chosen for nothing. */
export function modelChoices(db: Database, shop: string): Promise<ShownChoice[]> {
  return db.$queryRaw<ShownChoice[]>`
    select choice.scope::text as scope, choice.target_id::text as id, choice.model,
      coalesce(product.title, collection.title) as title
    from model_choice choice
      left join product on choice.scope = 'product'
        and product.shop_domain = choice.shop_domain and product.id = choice.target_id
      left join collection on choice.scope = 'collection'
        and collection.shop_domain = choice.shop_domain and collection.id = choice.target_id
    where choice.shop_domain = ${shop} and coalesce(product.title, collection.title) is not null
    order by choice.scope desc, title, choice.target_id`;
}

/** For what is the shop's own and for nothing else. Answers for how many. */
export function chooseModel(
  db: Database,
  shop: string,
  { scope, ids, model }: { scope: ChoiceScope; ids: bigint[]; model: string },
): Promise<number> {
  const known = Prisma.raw(scope);
  return db.$executeRaw`
    insert into model_choice (shop_domain, scope, target_id, model)
    select shop_domain, ${scope}::choice_scope, id, ${model} from ${known}
    where shop_domain = ${shop} and id = any(${ids}::bigint[])
    on conflict (shop_domain, scope, target_id) do update
      set model = excluded.model, chosen_at = excluded.chosen_at`;
}

export async function leaveModel(db: Database, shop: string, { scope, id }: ChosenFor): Promise<void> {
  await db.modelChoice.deleteMany({ where: { shopDomain: shop, scope, targetId: BigInt(id) } });
}
