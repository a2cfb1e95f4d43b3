/** What a try-on puts on: one garment, or an upper and a lower. Which may go together is decided before anything costs. */
import { z } from "zod";
import type { ButtonKind } from "../../catalog/answers.ts";
import type { GarmentKind } from "../../providers/provider.ts";
import type { Outfits } from "../../providers/description.ts";
import { refuse, type Taken } from "../../refusals.ts";

const garmentShape = z.object({
  productId: z.string(),
  title: z.string(),
  kind: z.enum(["upper", "lower", "dress"]),
  address: z.url(),
  /** Nothing tells its kind: good enough for a model that looks for itself, and for no other. */
  guessed: z.literal(true).optional(),
});

export type Garment = z.infer<typeof garmentShape>;

/** One, or an upper followed by a lower. */
export const garmentsShape = z.array(garmentShape).min(1).max(2);

/** A model that looks for itself takes what nothing tells the kind of under any name, and finds out. */
export function wornAs(kind: ButtonKind): GarmentKind {
  return kind === "any" ? "upper" : kind;
}

/** The rules of the seeds for v1-5, which hold for all: an upper with a lower, and nothing else with anything. */
export function combine(garments: Garment[], outfits: Outfits): Taken<Garment[]> {
  const [first, second] = garments;
  if (!first) return refuse("bad_request");
  if (!second) return { ok: true, value: [first] };
  if (outfits === "no") return refuse("outfit_not_possible");
  const upper = garments.find(({ kind }) => kind === "upper");
  const lower = garments.find(({ kind }) => kind === "lower");
  if (garments.length !== 2 || !upper || !lower) return refuse("outfit_not_wearable");
  return { ok: true, value: [upper, lower] };
}
