/** What a merchant can choose for the shop, and what holds until then. */
import { z } from "zod";
import { numericId } from "../numeric-id.ts";
import { longestAddition, longestKeptHours, mostRuleValues } from "./setting-bounds.ts";

const minute = 60;

const ruleValues = <Value extends z.ZodType<string>>(value: Value) => z.array(value).max(mostRuleValues);

/** Which products have the button, but for those that are switched on or off by themselves. */
export const productRuleShape = z.union([
  z.object({ by: z.literal("all") }),
  /** Their numbers, as text. */
  z.object({ by: z.literal("collections"), values: ruleValues(numericId) }),
  z.object({ by: z.enum(["types", "tags"]), values: ruleValues(z.string().trim().min(1).max(255)) }),
]);

export type ProductRule = z.output<typeof productRuleShape>;

export const settingsShape = z.object({
  /** In millionths of the shop's currency; null for no cap. */
  monthlyCapMicros: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
  /** Whether the button goes at the cap, or its merchant is only told of it. */
  atCap: z.enum(["hide", "tell"]).default("hide"),
  perVisitorPerDay: z.number().int().min(1).max(1_000).default(20),
  perAddressPerDay: z.number().int().min(1).max(10_000).default(60),
  perShopPerMinute: z.number().int().min(1).max(100_000).default(120),
  /** From the shopper's press until the provider has taken it. */
  takenWithinSeconds: z
    .number()
    .int()
    .min(10)
    .max(60 * minute)
    .default(minute),
  /** From there until the result is here. */
  doneWithinSeconds: z
    .number()
    .int()
    .min(30)
    .max(60 * minute)
    .default(5 * minute),
  /** How long a result is kept: an hour to a week. */
  keptHours: z.number().int().min(1).max(longestKeptHours).default(24),
  /** What the merchant adds to the consent text. */
  consentAddition: z.string().trim().max(longestAddition).default(""),
  /** Of what its merchant wants to be told on the home page. */
  alerts: z
    .object({
      capNear: z.boolean().default(true),
      capReached: z.boolean().default(true),
      unwell: z.boolean().default(true),
    })
    .default({ capNear: true, capReached: true, unwell: true }),
  productRule: productRuleShape.default({ by: "all" }),
});

export type ShopSettings = z.output<typeof settingsShape>;

/** What no try-on may pass; null where there is no cap, or where its merchant only wants to be told of it. */
export function hardCapOf({ monthlyCapMicros, atCap }: ShopSettings): number | null {
  return atCap === "hide" ? monthlyCapMicros : null;
}

/** What is stored is always read through this, so that a setting that came later has its usual value. */
export function readSettings(stored: unknown): ShopSettings {
  return settingsShape.parse(stored);
}
