/** Asks App Bridge whether the published theme has the button: now, and whenever the merchant comes back to the page. */
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";

type Bridge = ReturnType<typeof useAppBridge>;

/** `tell` hears of it where it is something else than what is known. */
export function usePlaced(known: boolean | undefined, tell: (placed: boolean) => void): void {
  const bridge = useAppBridge();
  const latest = useRef({ known, tell });
  useEffect(() => {
    latest.current = { known, tell };
  });
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState === "hidden") return;
      const placed = await isPlaced(bridge);
      if (placed !== undefined && placed !== latest.current.known) latest.current.tell(placed);
    };
    void look();
    // The frame itself hears nothing of another tab's focus.
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [bridge]);
}

/** Undefined where it can't be found out just now. */
async function isPlaced(bridge: Bridge): Promise<boolean | undefined> {
  try {
    const extensions = await bridge.app.extensions();
    return extensions.some(({ activations }) =>
      activations.some((block) => "status" in block && block.status === "active"),
    );
  } catch {
    return undefined;
  }
}
