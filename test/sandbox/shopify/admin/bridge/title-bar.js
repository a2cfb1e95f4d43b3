/** <ui-title-bar>: the page's title and actions in the admin's bar, or those of a modal around it. */
import { onAdmin, tellAdmin } from "./channel.js";

/** @param {Element} bar */
export function actionsOf(bar) {
  return [...bar.querySelectorAll("button, a")].map((element, key) => ({
    key,
    label: element.textContent?.trim() ?? "",
    variant: element.getAttribute("variant") ?? "",
    tone: element.getAttribute("tone") ?? "",
    group: element.closest("section")?.getAttribute("label") ?? "",
    disabled: element.hasAttribute("disabled"),
    loading: element.hasAttribute("loading") && element.getAttribute("loading") !== "false",
  }));
}

/** @param {Element} bar @param {number} key */
export function pressAction(bar, key) {
  const element = bar.querySelectorAll("button, a")[key];
  if (element instanceof HTMLElement) element.click();
}

function pageBar() {
  return [...document.querySelectorAll("ui-title-bar")].find((bar) => !bar.closest("ui-modal"));
}

function tellBar() {
  const bar = pageBar();
  const title = bar?.getAttribute("title") ?? document.title;
  tellAdmin("title-bar", { title, actions: bar ? actionsOf(bar) : [] });
}

export class TitleBar extends HTMLElement {
  #observer = new MutationObserver(tellBar);

  connectedCallback() {
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    tellBar();
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    tellBar();
  }
}

export function startTitleBar() {
  onAdmin("title-action", ({ key }) => {
    const bar = pageBar();
    if (bar) pressAction(bar, key);
  });
}
