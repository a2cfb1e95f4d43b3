/** What another rule would change, before it is saved. */
import type { Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { byTitle, isOn } from "./product-filter.server.ts";
import { readRule } from "./read-rule.server.ts";
import { chosenBy, type ProductRule } from "./takes-part.ts";
import { thumbnail, thumbnailSql } from "./thumbnail.server.ts";

const mostExamples = 4;

export type Example = { id: string; title: string; thumbnail: string | null };

export type RulePreview = {
  /** How many would have the button. */
  on: number;
  gains: number;
  loses: number;
  /** How many the rule takes in that still would have none, for a reason of their own. */
  held: number;
  /** How many are switched on or off whatever the rule says. */
  exceptions: { on: number; off: number };
  gaining: Example[];
  losing: Example[];
};

type Counts = Omit<RulePreview, "exceptions" | "gaining" | "losing"> & {
  switchedOn: number;
  switchedOff: number;
};

export function createRulePreview({ db }: { db: Database }) {
  return async (shop: string, products: ProductRule): Promise<RulePreview> => {
    const now = await readRule(db, shop);
    const [before, after] = [isOn(now), isOn({ ...now, products })];
    const examples = (of: Prisma.Sql, butNot: Prisma.Sql) => db.$queryRaw<Example[]>`
      select product.id::text, product.title, ${thumbnailSql} as thumbnail
      from product where product.shop_domain = ${shop} and ${of} and not ${butNot}
      order by ${byTitle}, product.id limit ${mostExamples}`;
    const [counts = nothing] = await db.$queryRaw<Counts[]>`
      select count(*) filter (where after)::int as "on",
        count(*) filter (where after and not before)::int as gains,
        count(*) filter (where before and not after)::int as loses,
        count(*) filter (where chosen and switched is null and not after)::int as held,
        count(*) filter (where switched)::int as "switchedOn",
        count(*) filter (where not switched)::int as "switchedOff"
      from (select ${before} as before, ${after} as after, ${chosenBy(products)} as chosen, product.switched
        from product where product.shop_domain = ${shop}) as judged`;
    const [gaining, losing] = await Promise.all([
      counts.gains > 0 ? examples(after, before) : [],
      counts.loses > 0 ? examples(before, after) : [],
    ]);
    const { switchedOn, switchedOff, ...rest } = counts;
    return {
      ...rest,
      exceptions: { on: switchedOn, off: switchedOff },
      gaining: gaining.map(shown),
      losing: losing.map(shown),
    };
  };
}

const nothing: Counts = { on: 0, gains: 0, loses: 0, held: 0, switchedOn: 0, switchedOff: 0 };

function shown(example: Example): Example {
  return { ...example, thumbnail: thumbnail(example.thumbnail) };
}
