/** <ui-save-bar> and forms with data-save-bar: the admin shows Save and Discard while there are changes. */
import { askAdmin, onAdmin, tellAdmin } from "./channel.js";

/** @typedef {{ save: () => void, discard: () => void, isAsking: boolean }} Shown */

/** @type {Shown | undefined} */
let shown;

/** @param {HTMLElement} bar */
function buttonsOf(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  const save = buttons.find((button) => button.getAttribute("variant") === "primary");
  return { save, discard: buttons.find((button) => button !== save) };
}

/** @param {HTMLButtonElement | undefined} button */
function stateOf(button) {
  const loading = button?.getAttribute("loading");
  return {
    label: button?.textContent?.trim() ?? "",
    disabled: Boolean(button?.disabled),
    loading: loading !== null && loading !== undefined && loading !== "false",
  };
}

export class SaveBar extends HTMLElement {
  #observer = new MutationObserver(() => this.#tell());
  /** @type {Shown | undefined} */
  #mine;

  connectedCallback() {
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    void this.hide();
  }

  get showing() {
    return Boolean(this.#mine) && this.#mine === shown;
  }

  get discardConfirmation() {
    return ![null, "false"].includes(this.getAttribute("discardconfirmation"));
  }

  set discardConfirmation(value) {
    this.toggleAttribute("discardconfirmation", Boolean(value));
  }

  async show() {
    if (this.showing) return;
    this.#mine = {
      save: () => buttonsOf(this).save?.click(),
      discard: () => buttonsOf(this).discard?.click(),
      isAsking: this.discardConfirmation,
    };
    shown = this.#mine;
    this.#tell();
    this.dispatchEvent(new Event("show"));
  }

  async hide() {
    if (!this.showing) return;
    shown = undefined;
    tellAdmin("save-bar", { showing: false });
    this.dispatchEvent(new Event("hide"));
  }

  toggle() {
    return this.showing ? this.hide() : this.show();
  }

  #tell() {
    if (!this.showing) return;
    const { save, discard } = buttonsOf(this);
    const { discardConfirmation } = this;
    tellAdmin("save-bar", {
      showing: true,
      discardConfirmation,
      save: stateOf(save),
      discard: stateOf(discard),
    });
  }
}

/** @param {EventTarget | null} target */
function watchedForm(target) {
  const form = target instanceof Element ? target.closest("form") : null;
  return form?.hasAttribute("data-save-bar") ? form : undefined;
}

/** @param {Event} event */
function showForForm({ target }) {
  const form = watchedForm(target);
  if (!form || shown) return;
  const isAsking = form.hasAttribute("data-discard-confirmation");
  shown = { save: () => form.requestSubmit(), discard: () => form.reset(), isAsking };
  const plain = { label: "", disabled: false, loading: false };
  tellAdmin("save-bar", { showing: true, discardConfirmation: isAsking, save: plain, discard: plain });
}

/** @param {Event} event */
function hideForForm({ target }) {
  if (!watchedForm(target)) return;
  shown = undefined;
  tellAdmin("save-bar", { showing: false });
}

export function startSaveBar() {
  onAdmin("save-bar-action", ({ action }) => (action === "save" ? shown?.save() : shown?.discard()));
  document.addEventListener("input", showForForm);
  document.addEventListener("change", showForForm);
  document.addEventListener("submit", hideForForm);
  document.addEventListener("reset", hideForForm);
}

/** @param {string} id */
function barWith(id) {
  const bar = document.getElementById(id);
  if (!(bar instanceof SaveBar)) throw new Error(`There is no <ui-save-bar> with the id ${id}`);
  return bar;
}

export const saveBarFeature = {
  /** @param {string} id */
  show: async (id) => barWith(id).show(),
  /** @param {string} id */
  hide: async (id) => barWith(id).hide(),
  /** @param {string} id */
  toggle: async (id) => barWith(id).toggle(),
  leaveConfirmation: async () => {
    if (shown) await askAdmin("confirm-leave");
  },
};
