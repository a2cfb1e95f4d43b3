/** Inside of a dialog: leads a keyboard back to where it was opened from, which Polaris only does for a button of its own. */
import { useEffect } from "react";

export function ReturnFocus() {
  useEffect(() => {
    // A child's effect runs before its dialog takes the focus.
    const opener = document.activeElement;
    return () =>
      void requestAnimationFrame(() => {
        const isNowhere = document.activeElement === document.body;
        if (isNowhere && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
  }, []);
  return null;
}
