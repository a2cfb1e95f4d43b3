/** What a merchant may ask for on the list of products, and what becomes of it. */
import { z } from "zod";
import { numericId } from "../numeric-id.ts";
import { said, type Said } from "../words/said.ts";
import type { Before, ProductChange, createChange } from "./change.server.ts";
import { kindChoices } from "./kind-choices.ts";
import { readListQuery } from "./list-query.ts";
import type { createProductList } from "./product-list.server.ts";
import type { createReading } from "./reading.server.ts";
import type { createSavedViews, SavedViewChange } from "./saved-views.server.ts";

const address = z.string().max(20_000);
const ids = z.array(numericId).min(1).max(1_000);
/** What is left out is left as it is; null takes back what was said. */
export const changeShape = { switched: z.boolean().nullish(), chosenKind: z.enum(kindChoices).nullish() };

export const listActionShape = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("change"),
    /** Those that are ticked, or all that match what an address says. */
    of: z.union([z.object({ ids }), z.object({ matching: address })]),
    ...changeShape,
  }),
  z.object({
    intent: z.literal("undo"),
    made: z.object(changeShape),
    before: z.array(z.object({ ids, change: z.object(changeShape) })).max(100),
  }),
  z.object({ intent: z.literal("read again") }),
  z.object({ intent: z.literal("create view"), name: z.string().max(200), query: address }),
  z.object({ intent: z.literal("rename view"), id: z.string(), name: z.string().max(200) }),
  z.object({ intent: z.literal("keep view"), id: z.string(), query: address }),
  z.object({ intent: z.literal("remove view"), id: z.string() }),
]);

export type ListAction = z.infer<typeof listActionShape>;
/** What was made of products, and what each of them was before. */
export type Undo = { made: ProductChange; before: Before[] };
export type ListActionOutcome = { ok: boolean; message: Said; view?: string; undo?: Undo };

type Parts = {
  change: ReturnType<typeof createChange>["change"];
  list: ReturnType<typeof createProductList>;
  savedViews: ReturnType<typeof createSavedViews>;
  readAgain: ReturnType<typeof createReading>["start"];
};

export function createListActions({ change, list, savedViews, readAgain }: Parts) {
  return async (shop: string, action: ListAction): Promise<ListActionOutcome> => {
    switch (action.intent) {
      case "change": {
        const { of } = action;
        const ids =
          "ids" in of
            ? of.ids.map(BigInt)
            : await list.matching(shop, readListQuery(new URLSearchParams(of.matching)));
        const made = changesIn(action);
        const before = await change(shop, ids, made);
        const count = countOf(before);
        // Whoever switches on wants to see the button, and hears where there is none all the same.
        const held = made.switched === true ? await list.without(shop, ids) : 0;
        const message =
          held === 0 ? said("products.changed", { count }) : said("products.changed_held", { count, held });
        // All that match are asked about beforehand instead.
        return { ok: true, message, ...("ids" in of && before.length > 0 ? { undo: { made, before } } : {}) };
      }
      case "undo": {
        let count = 0;
        for (const one of action.before)
          count += countOf(
            await change(shop, one.ids.map(BigInt), changesIn(one.change), changesIn(action.made)),
          );
        return { ok: true, message: said("products.undone", { count }) };
      }
      case "read again":
        await readAgain(shop);
        return { ok: true, message: said("products.reading.started") };
      case "create view":
        return keeping(await savedViews.create(shop, action.name, action.query));
      case "rename view":
        return keeping(await savedViews.rename(shop, action.id, action.name));
      case "keep view":
        return keeping(await savedViews.keep(shop, action.id, action.query));
      case "remove view":
        await savedViews.remove(shop, action.id);
        return { ok: true, message: said("products.view.removed"), view: "" };
    }
  };
}

function countOf(groups: Before[]): number {
  return groups.reduce((sum, { ids }) => sum + ids.length, 0);
}

function keeping(saved: SavedViewChange): ListActionOutcome {
  if (!saved.ok) return { ok: false, message: saved.mistake };
  return { ok: true, message: said("products.view.saved"), view: saved.id };
}

/** What is left out is left as it is. */
function changesIn({
  switched,
  chosenKind,
}: { [Name in keyof ProductChange]?: ProductChange[Name] | undefined }): ProductChange {
  return {
    ...(switched === undefined ? {} : { switched }),
    ...(chosenKind === undefined ? {} : { chosenKind }),
  };
}
