/** A small notice at the page's edge: the picture is ready, wherever the shopper has gone meanwhile. */
import { find, keep } from "./try-it-on-kept.js";

/** @typedef {Pick<import("./try-it-on-kept.js").Kept, "id" | "productId" | "title" | "url">} Told */

/** @type {HTMLElement | undefined} */
let shown;

/**
 * @param {HTMLElement} host
 * @param {Told} tryOn
 * @param {boolean} isDone
 */
export function notify(host, tryOn, isDone) {
  // A tab in the background tells when it is looked at, unless another one has told by then.
  if (document.hidden) {
    const later = () => {
      if (!isDone || find(tryOn.id)?.isSeen === false) notify(host, tryOn, isDone);
    };
    return document.addEventListener("visibilitychange", later, { once: true });
  }
  const markup = host.querySelector("template[data-notice]");
  if (!(markup instanceof HTMLTemplateElement)) return;
  shown?.remove();
  const notice = document.createElement("try-it-on-notice");
  const room = notice.attachShadow({ mode: "open" });
  room.append(markup.content.cloneNode(true));
  for (const each of room.querySelectorAll("[data-when]"))
    each.toggleAttribute("hidden", each.getAttribute("data-when") !== (isDone ? "done" : "failed"));
  const title = room.querySelector("[data-title]");
  if (title) title.textContent = tryOn.title;
  room.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("button") : null;
    if (!pressed) return;
    notice.remove();
    if (pressed.dataset.do === "look") lookAt(tryOn);
  });
  // Without its styles it would stand in the page's flow for a moment, and push the footer about.
  const box = room.querySelector("section");
  box?.toggleAttribute("hidden", true);
  for (const end of ["load", "error"])
    room.querySelector("link")?.addEventListener(end, () => box?.toggleAttribute("hidden", false));
  document.body.append(notice);
  const [section] = room.querySelectorAll("section");
  section?.showPopover?.();
  shown = notice;
  const kept = isDone && find(tryOn.id);
  if (kept) keep({ ...kept, isSeen: true });
}

/** On its own page the dialog opens; from anywhere else the way leads there. @param {Told} tryOn */
function lookAt({ id, productId, url }) {
  const buttons = document.querySelectorAll(`try-it-on[data-product-id="${CSS.escape(productId)}"]`);
  for (const button of buttons)
    if ("open" in button && typeof button.open === "function" && button.querySelector("button"))
      return button.open(id);
  location.assign(`${url}#try-on=${id}`);
}
