/** The contextual save bar in place of the top bar. */
import { find } from "./data.js";
import { onApp, tellApp } from "./frame.js";

/** @typedef {{ label: string, disabled: boolean, loading: boolean }} ButtonState */

let isShowing = false;
let mustConfirm = false;

/** @param {"save" | "discard"} action @param {ButtonState | undefined} state */
function update(action, state) {
  const button = find(`.save-bar [data-action="${action}"]`);
  const plain = action === "save" ? "Save" : "Discard";
  if (!button) return;
  button.textContent = state?.label || plain;
  button.toggleAttribute("disabled", Boolean(state?.disabled || state?.loading));
}

function shake() {
  const bar = find(".save-bar");
  bar?.classList.remove("shaking");
  // Reading the width makes the browser start the animation again.
  void bar?.offsetWidth;
  bar?.classList.add("shaking");
}

/** True while changes are unsaved; says so to the merchant. */
export function isBlocked() {
  if (isShowing) shake();
  return isShowing;
}

/** @param {"save" | "discard"} action */
function press(action) {
  if (action === "discard" && mustConfirm && !window.confirm("Discard all unsaved changes?")) return;
  tellApp("save-bar-action", { action });
}

/** @param {{ showing: boolean, discardConfirmation?: boolean, save?: ButtonState, discard?: ButtonState }} told */
function showBar({ showing, discardConfirmation, save, discard }) {
  isShowing = showing;
  mustConfirm = Boolean(discardConfirmation);
  find(".save-bar")?.toggleAttribute("hidden", !showing);
  update("save", save);
  update("discard", discard);
}

export function resetSaveBar() {
  showBar({ showing: false });
}

export function startSaveBar() {
  onApp("save-bar", showBar);
  onApp("confirm-leave", () => {
    if (isShowing && !window.confirm("Leave page with unsaved changes?"))
      throw new Error("The merchant stays");
  });
  for (const action of /** @type {const} */ (["save", "discard"])) {
    find(`.save-bar [data-action="${action}"]`)?.addEventListener("click", () => press(action));
  }
  window.addEventListener("beforeunload", (event) => isShowing && event.preventDefault());
}
