/** The kinds among which a merchant may choose. */
import type { ProductKind } from "./kind.ts";

export const kindChoices = ["upper", "lower", "dress", "none"] as const satisfies ProductKind[];

export function kindOf(stored: string | null): ProductKind | null {
  return kindChoices.find((kind) => kind === stored) ?? null;
}
