/** Loads the page's data anew from time to time, for as long as something on it goes on by itself. */
import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

export function useLookAgain(isNeeded: boolean, everyMs: number): void {
  const { revalidate, state } = useRevalidator();
  // Looking again while a page or a look is on its way would only delay it.
  const isFree = useNavigation().state === "idle" && state === "idle";
  useEffect(() => {
    if (!isNeeded || !isFree) return undefined;
    const timer = setInterval(() => document.visibilityState === "visible" && revalidate(), everyMs);
    return () => clearInterval(timer);
  }, [isNeeded, isFree, everyMs, revalidate]);
}
