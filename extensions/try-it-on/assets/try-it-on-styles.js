/** Styles of the later steps. */

/**
 * Comes back when they are there, or can't be had: without them the step is plain, and still works.
 * @param {HTMLDialogElement} dialog
 * @param {URL} address
 */
export async function addStyles(dialog, address) {
  const inside = dialog.getRootNode();
  if (!(inside instanceof ShadowRoot) || inside.querySelector(`link[href="${address.href}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address.href });
  const loaded = new Promise((resolve) => {
    for (const end of ["load", "error"]) link.addEventListener(end, resolve, { once: true });
  });
  link.addEventListener("error", () => link.remove());
  dialog.before(link);
  await loaded;
}
