/** What a merchant can choose for the shop, and what holds until then. */
import { z } from "zod";

const minute = 60;

export const settingsShape = z.object({
  /** In millionths of the shop's currency; null for no cap. */
  monthlyCapMicros: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
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
  keptHours: z
    .number()
    .int()
    .min(1)
    .max(7 * 24)
    .default(24),
  /** What the merchant adds to the consent text. */
  consentAddition: z.string().trim().max(1_000).default(""),
});

export type ShopSettings = z.output<typeof settingsShape>;

/** What is stored is always read through this, so that a setting that came later has its usual value. */
export function readSettings(stored: unknown): ShopSettings {
  return settingsShape.parse(stored);
}
