/**
 * Polaris writes `aria-checked="mixed"` on the box that ticks all, which nobody reads on a native checkbox: a half is told
 * by a property of its own. Its square is drawn by Polaris as before.
 */
import { type RefObject, useEffect } from "react";

export function useHalfTicked(table: RefObject<HTMLElement | null>, isHalf: boolean): void {
  useEffect(() => {
    for (const box of table.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? []) {
      if (box.closest("tbody")) continue;
      box.indeterminate = isHalf;
      if (isHalf) box.removeAttribute("aria-checked");
    }
  });
}
