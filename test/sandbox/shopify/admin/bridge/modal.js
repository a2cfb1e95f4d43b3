/** <ui-modal>: an overlay over this page with the title and actions of the <ui-title-bar> inside it. */
import { actionsOf, pressAction } from "./title-bar.js";

const widths = { small: "380px", base: "620px", large: "980px", max: "calc(100vw - 32px)" };
const style = `
  position: fixed; inset: 0; z-index: 450; display: flex; align-items: center; justify-content: center;
  padding: 16px; background: rgb(20 24 28 / 45%);`;
const boxStyle = `
  display: flex; flex-direction: column; width: 100%; max-height: calc(100vh - 32px); overflow: hidden;
  border-radius: 14px; background: #fff; box-shadow: 0 20px 60px rgb(0 0 0 / 30%); font: 14px/1.5 system-ui, sans-serif;`;
const barStyle = "display: flex; gap: 8px; align-items: center; padding: 12px 16px;";
const buttonStyle =
  "padding: 6px 12px; border: 1px solid #c9ccd1; border-radius: 8px; background: #fff; font: inherit;";

/** @param {string} name @param {string} css @param {string} [text] */
function element(name, css, text = "") {
  const made = document.createElement(name);
  made.style.cssText = css;
  made.textContent = text;
  return made;
}

export class Modal extends HTMLElement {
  content = element("div", "");
  /** @type {HTMLElement | undefined} */
  #overlay;
  /** @type {Element | null} */
  #focused = null;

  disconnectedCallback() {
    void this.hide();
  }

  get src() {
    return this.getAttribute("src") ?? undefined;
  }

  set src(value) {
    if (value) this.setAttribute("src", value);
    else this.removeAttribute("src");
  }

  get variant() {
    return this.getAttribute("variant") ?? "base";
  }

  set variant(value) {
    this.setAttribute("variant", value);
  }

  get contentWindow() {
    return this.#overlay?.querySelector("iframe")?.contentWindow ?? null;
  }

  async show() {
    if (this.#overlay) return;
    this.#focused = document.activeElement;
    this.#overlay = this.#draw();
    document.body.append(this.#overlay);
    this.#overlay.querySelector("button")?.focus();
    this.dispatchEvent(new Event("show"));
  }

  async hide() {
    if (!this.#overlay) return;
    this.#overlay.remove();
    this.#overlay = undefined;
    if (this.#focused instanceof HTMLElement) this.#focused.focus();
    this.dispatchEvent(new Event("hide"));
  }

  toggle() {
    return this.#overlay ? this.hide() : this.show();
  }

  #draw() {
    const overlay = element("div", style);
    const box = element("div", boxStyle);
    box.style.maxWidth = Object.entries(widths).find(([name]) => name === this.variant)?.[1] ?? widths.base;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    const bar = this.querySelector("ui-title-bar");
    const title = bar?.getAttribute("title") ?? "";
    box.setAttribute("aria-label", title);
    const head = element("div", `${barStyle} border-bottom: 1px solid #e6e8eb; background: #f6f7f8;`);
    const close = element("button", `${buttonStyle} margin-left: auto;`, "✕");
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => this.hide());
    head.append(element("strong", "", title), close);
    box.append(head, this.#body());
    if (bar && bar.querySelector("button, a")) box.append(footOf(bar));
    overlay.append(box);
    overlay.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
    return overlay;
  }

  #body() {
    if (this.src) {
      const frame = element("iframe", "border: 0; width: 100%; height: 60vh;");
      frame.setAttribute("src", this.src);
      return frame;
    }
    if (this.content.childNodes.length === 0) {
      const own = [...this.children].filter((child) => !child.matches("ui-title-bar, ui-save-bar"));
      this.content.append(...own.map((child) => child.cloneNode(true)));
    }
    this.content.style.overflow = "auto";
    return this.content;
  }
}

/** @param {Element} bar */
function footOf(bar) {
  const foot = element("div", `${barStyle} justify-content: flex-end; border-top: 1px solid #e6e8eb;`);
  const actions = actionsOf(bar);
  const ordered = [...actions].sort(
    (a, b) => Number(a.variant === "primary") - Number(b.variant === "primary"),
  );
  for (const { key, label, variant, tone, disabled } of ordered) {
    const colour = tone === "critical" ? "#b3261e" : "#23262b";
    const css = variant === "primary" ? `${buttonStyle} color: #fff; background: ${colour};` : buttonStyle;
    const button = element("button", css, label);
    button.toggleAttribute("disabled", disabled);
    button.addEventListener("click", () => pressAction(bar, key));
    foot.append(button);
  }
  return foot;
}

/** @param {string} id */
function modalWith(id) {
  const modal = document.getElementById(id);
  if (!(modal instanceof Modal)) throw new Error(`There is no <ui-modal> with the id ${id}`);
  return modal;
}

export const modalFeature = {
  /** @param {string} id */
  show: async (id) => modalWith(id).show(),
  /** @param {string} id */
  hide: async (id) => modalWith(id).hide(),
  /** @param {string} id */
  toggle: async (id) => modalWith(id).toggle(),
};
