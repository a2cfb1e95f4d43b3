/** What is said of a product: the kind of garment under which it has the button, or why it has none. */
import type { GarmentKind } from "../providers/provider.ts";

/** `any`: nothing tells the kind, and the model in use looks for itself. */
export type ButtonKind = GarmentKind | "any";

export const buttonKinds = ["upper", "lower", "dress", "any"] as const satisfies ButtonKind[];

/** In this order: of several that hold, the first is said. */
export const reasonsWhyNot = [
  "not_active",
  "off",
  "off_by_rule",
  "no_garment",
  "kind_unknown",
  "no_picture",
  "too_small",
  "wrong_shape",
] as const;

/** Of these, no model could make a picture, whoever asks for it. */
const unwearable = ["no_garment", "kind_unknown", "no_picture", "too_small", "wrong_shape"] as const;

export type WhyNot = (typeof reasonsWhyNot)[number];
export type Answer = ButtonKind | WhyNot;

export function isButtonKind(answer: Answer): answer is ButtonKind {
  return buttonKinds.some((kind) => kind === answer);
}

export function isWearable(answer: Answer): boolean {
  return !unwearable.some((reason) => reason === answer);
}
