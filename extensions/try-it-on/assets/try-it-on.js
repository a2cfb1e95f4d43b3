/**
 * The button's own script, the only one that every product page loads. It fetches nothing until somebody shows
 * interest in the button, and the dialog's modules only then.
 */
{
  class TryItOn extends HTMLElement {
    /** @type {AbortController | undefined} */
    #connection;
    #attempt = 0;

    connectedCallback() {
      this.#connection = new AbortController();
      const { signal } = this.#connection;
      this.querySelector("button")?.addEventListener("click", () => void this.open(), { signal });
      for (const interest of ["pointerenter", "focusin", "touchstart"]) {
        this.addEventListener(interest, () => this.warm(), { once: true, passive: true, signal });
      }
    }

    disconnectedCallback() {
      this.#connection?.abort();
    }

    /** Has the browser fetch, and not run, what a press will need. */
    warm() {
      const { dialog = "", modules = "", styles = "" } = this.dataset;
      for (const href of [dialog, ...modules.split(" ")]) TryItOn.#link({ rel: "modulepreload", href });
      for (const href of styles.split(" ")) TryItOn.#link({ rel: "preload", as: "style", href });
    }

    async open() {
      const button = this.querySelector("button");
      const notice = this.querySelector("p");
      const { dialog = "", styles = "" } = this.dataset;
      if (button?.getAttribute("aria-busy") === "true") return;
      button?.setAttribute("aria-busy", "true");
      if (notice) notice.hidden = true;
      try {
        // A browser may remember a module that failed to load, so another attempt needs another address.
        const again = this.#attempt > 0 ? `?again=${this.#attempt}` : "";
        /** @type {[typeof import("./try-it-on-dialog.js"), ...unknown[]]} */
        const [module] = await Promise.all([
          import(dialog + again),
          ...styles.split(" ").map(TryItOn.#stylesheet),
        ]);
        module.openDialog(this);
      } catch {
        this.#attempt += 1;
        if (notice) notice.hidden = false;
      }
      button?.removeAttribute("aria-busy");
    }

    /** @param {{ rel: string, href: string, as?: string }} about */
    static #link(about) {
      for (const link of document.querySelectorAll("link")) {
        if (link.rel === about.rel && link.getAttribute("href") === about.href) return link;
      }
      return document.head.appendChild(Object.assign(document.createElement("link"), about));
    }

    /** @param {string} href */
    static #stylesheet(href) {
      const link = TryItOn.#link({ rel: "stylesheet", href });
      if (link.sheet) return undefined;
      return new Promise((resolve, reject) => {
        link.addEventListener("load", resolve, { once: true });
        link.addEventListener("error", () => {
          link.remove();
          reject(new Error(href));
        });
      });
    }
  }

  if (!customElements.get("try-it-on")) customElements.define("try-it-on", TryItOn);
}
