/** The script that product pages load. All else is fetched once it is wanted. */
if (!customElements.get("try-it-on")) {
  /** What the dialog tells the page, and the funnel counts. */
  const steps = ["open", "photo", "consent", "started", "done", "failed", "added"];
  /** Each step once a page. @type {Map<string, object | undefined>} */
  const counts = new Map();
  let root = "";

  /** @param {string} [productId] @param {string} [event] */
  function count(productId, event) {
    const key = `${productId} ${event}`;
    if (productId && !counts.has(key)) counts.set(key, { product_id: productId, event });
  }

  /** When the page is left, and only if the visitor has said yes. */
  function send() {
    const fresh = [...counts.values()].filter(Boolean).slice(0, 40);
    if (!fresh.length || window.Shopify?.customerPrivacy?.analyticsProcessingAllowed?.() !== true) return;
    if (navigator.sendBeacon(`${root}/events`, JSON.stringify(fresh)))
      for (const key of counts.keys()) counts.set(key, undefined);
  }

  const seeing = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting && target.parentElement) count(target.parentElement.dataset.productId, "seen");
  });

  class TryItOn extends HTMLElement {
    #attempt = 0;
    #listening = new AbortController();

    connectedCallback() {
      // A cached script may run before this is read to its end.
      if (document.readyState === "loading" && !this.querySelector("template"))
        return document.addEventListener("readystatechange", () => this.connectedCallback(), { once: true });
      const { place, productId } = this.dataset;
      root = this.dataset.root ?? root;
      if (place && document.querySelector(`try-it-on:not([data-place])[data-product-id="${productId}"]`))
        this.querySelector("button")?.remove();
      const button = this.querySelector("button");
      const seller = document.querySelector('form[action*="/cart/add"] [type="submit"]');
      if (place === "beside" && button && seller) {
        delete this.dataset.place;
        return seller.after(this);
      }
      this.#listening = new AbortController();
      const { signal } = this.#listening;
      button?.addEventListener("click", () => void this.open(), { signal });
      for (const interest of ["pointerenter", "focusin", "touchstart"])
        this.addEventListener(interest, () => this.warm(), { once: true, passive: true, signal });
      if (button) {
        // The companion's waits until it is known to be the only one.
        button.hidden = false;
        seeing.observe(button);
      }
      void this.resume();
      // Another tab's, too.
      addEventListener("storage", () => void this.resume(), { signal });
      if (button && location.hash.startsWith("#try-on=")) void this.open(location.hash.slice(8));
    }

    disconnectedCallback() {
      this.#listening.abort();
    }

    /** Fetches, and does not run, what a press needs. */
    warm() {
      const { dialog = "", modules = "", styles = "" } = this.dataset;
      for (const href of [dialog, ...modules.split(" ")]) TryItOn.#link({ rel: "modulepreload", href });
      for (const href of styles.split(" ")) TryItOn.#link({ rel: "preload", as: "style", href });
      this.warm = () => {};
    }

    /** @param {string} [id] a try-on of this visitor */
    async open(id) {
      const button = this.querySelector("button");
      const notice = this.querySelector("p");
      if (!button || button.ariaBusy === "true") return;
      button.ariaBusy = "true";
      if (notice) notice.hidden = true;
      try {
        // A browser may remember by its address that a module failed.
        const again = this.#attempt > 0 ? `?again=${this.#attempt}` : "";
        /** @type {typeof import("./try-it-on-dialog.js")} */
        const module = await import(this.dataset.dialog + again);
        await module.openDialog(this, id);
      } catch {
        this.#attempt += 1;
        if (notice) notice.hidden = false;
      }
      button.ariaBusy = "false";
    }

    /** Of try-ons under way, and a photo whose time is over. */
    async resume() {
      try {
        if (localStorage["try-ons"]?.includes('"running"') || localStorage["try-on-until"] < Date.now())
          (await import(this.dataset.watch ?? "")).resume(this);
      } catch {
        // No storage, or no network.
      }
    }

    /** @param {object} about */
    static #link(about) {
      document.head.append(Object.assign(document.createElement("link"), about));
    }
  }

  customElements.define("try-it-on", TryItOn);
  for (const name of steps)
    document.addEventListener(`try-on:${name}`, (told) => {
      if (told instanceof CustomEvent) count(told.detail?.productId, name === "open" ? "opened" : name);
    });
  document.addEventListener("visibilitychange", () => document.hidden && send());
  addEventListener("pagehide", send);
}
