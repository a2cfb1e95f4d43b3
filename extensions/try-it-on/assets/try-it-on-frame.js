/** The dialog as a window over the shop's page: where it stands, how it opens and closes, what it keeps to itself. */

/**
 * At the end of the body the dialog is outside of any product form, and in a shadow root outside of the theme's styles.
 * @param {HTMLElement} host
 */
export async function build(host) {
  const markup = host.querySelector("template[data-dialog]");
  if (!(markup instanceof HTMLTemplateElement)) throw new Error("the dialog's markup is missing");
  const outside = document.createElement("try-it-on-dialog");
  const inside = outside.attachShadow({ mode: "open" });
  inside.append(markup.content.cloneNode(true));
  const styles = [...inside.querySelectorAll("link")].map(
    (link) =>
      new Promise((resolve, reject) => {
        link.addEventListener("load", resolve, { once: true });
        link.addEventListener("error", reject, { once: true });
      }),
  );
  document.body.append(outside);
  const dialog = inside.querySelector("dialog");
  try {
    await Promise.all(styles);
    if (!dialog) throw new Error("the dialog's markup is broken");
  } catch (error) {
    outside.remove();
    throw error;
  }
  return dialog;
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => void} onClose
 */
export function guard(dialog, onClose) {
  // What the theme does on keys and focus is meant for its own page: its own windows would close with this one.
  for (const type of ["keydown", "keyup", "focusin"])
    dialog.addEventListener(type, (event) => event.stopPropagation());
  // The key that closes it is let go outside of it.
  dialog.addEventListener("cancel", () => addEventListener("keyup", hush, { capture: true, once: true }));
  dialog.addEventListener("close", () => {
    delete outsideOf(dialog).dataset.open;
    lockPage(false);
    onClose();
  });
}

/** @param {KeyboardEvent} event */
function hush(event) {
  if (event.key === "Escape") event.stopImmediatePropagation();
}

/** @param {HTMLDialogElement} dialog */
export function openWindow(dialog) {
  lockPage(true);
  dialog.showModal();
  outsideOf(dialog).dataset.open = "";
}

/** The shadow's outside. @param {Element} dialog @returns {HTMLElement} */
export function outsideOf(dialog) {
  const root = dialog.getRootNode();
  if (root instanceof ShadowRoot && root.host instanceof HTMLElement) return root.host;
  throw new Error("the dialog stands alone");
}

/** The page behind stays where it is, also where its scroll bar takes room. @param {boolean} isLocked */
function lockPage(isLocked) {
  const { documentElement: page } = document;
  const room = isLocked ? innerWidth - page.clientWidth : 0;
  page.style.overflow = isLocked ? "hidden" : "";
  page.style.paddingInlineEnd = room > 0 ? `${room}px` : "";
}
