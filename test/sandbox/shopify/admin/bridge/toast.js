/** `shopify.toast`: short messages that the admin shows over its page. */
import { onAdmin, tellAdmin } from "./channel.js";

/** @typedef {{ duration?: number, isError?: boolean, action?: string, onAction?: () => void, onDismiss?: () => void }} Options */

/** @type {Map<string, Options>} */
const shownToasts = new Map();
let lastToast = 0;

export const toastFeature = {
  /** @param {string} message @param {Options} [options] */
  show(message, options = {}) {
    lastToast += 1;
    const id = `toast-${lastToast}`;
    shownToasts.set(id, options);
    const { duration = 5000, isError = false, action = "" } = options;
    tellAdmin("toast", { id, message, duration, isError, action });
    return id;
  },
  /** @param {string} id */
  hide(id) {
    tellAdmin("toast-hide", { id });
  },
};

export function startToast() {
  onAdmin("toast-action", ({ id }) => shownToasts.get(id)?.onAction?.());
  onAdmin("toast-dismiss", ({ id }) => {
    shownToasts.get(id)?.onDismiss?.();
    shownToasts.delete(id);
  });
}
