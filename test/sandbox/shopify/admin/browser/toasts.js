/** Short messages at the foot of the page. */
import { find, make } from "./data.js";
import { onApp, tellApp } from "./frame.js";

/** @param {string} id */
function remove(id) {
  const shown = find(`.toasts [data-id="${CSS.escape(id)}"]`);
  if (!shown) return;
  shown.remove();
  tellApp("toast-dismiss", { id });
}

/** @param {{ id: string, message: string, duration: number, isError: boolean, action: string }} toast */
function show({ id, message, duration, isError, action }) {
  const shown = make("div", isError ? "toast error" : "toast");
  shown.setAttribute("data-id", id);
  shown.append(make("span", "", message));
  if (action) {
    const button = make("button", "toast-action", action);
    button.addEventListener("click", () => tellApp("toast-action", { id }));
    shown.append(button);
  }
  const close = make("button", "toast-close", "✕");
  close.setAttribute("aria-label", "Dismiss");
  close.addEventListener("click", () => remove(id));
  shown.append(close);
  find(".toasts")?.append(shown);
  setTimeout(remove, duration, id);
}

export function startToasts() {
  onApp("toast", show);
  onApp("toast-hide", ({ id }) => remove(id));
}
