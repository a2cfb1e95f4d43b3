/** A product in a window of the collection page, made as Dawn's quick add makes it: by innerHTML. */

class QuickView extends HTMLElement {
  /** @type {HTMLElement | undefined} */
  #opener;

  connectedCallback() {
    document.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element ? event.target : null;
      const opener = pressed?.closest("[data-quick-view]");
      if (opener instanceof HTMLElement) void this.show(opener);
      else if (pressed === this.modal || this.contains(pressed?.closest("[data-close]") ?? null)) this.hide();
    });
    this.addEventListener("keyup", (event) => {
      if (event.key === "Escape") this.hide();
    });
  }

  get modal() {
    return this.querySelector("[role=dialog]");
  }

  get content() {
    return this.querySelector("[data-content]");
  }

  /** @param {HTMLElement} opener */
  async show(opener) {
    const { section = "" } = this.dataset;
    opener.setAttribute("aria-disabled", "true");
    const answer = await fetch(`${opener.dataset.quickView}?section_id=${section}`);
    opener.removeAttribute("aria-disabled");
    if (!answer.ok || !this.content || !(this.modal instanceof HTMLElement)) return;
    // The page may have a section of that name itself.
    const html = (await answer.text()).replaceAll(section, `quickview-${section}`);
    const product = new DOMParser().parseFromString(html, "text/html").querySelector(".shopify-section > *");
    product?.setAttribute("data-update-url", "false");
    this.content.innerHTML = product?.outerHTML ?? "";
    this.#runScripts();
    this.#opener = opener;
    this.modal.hidden = false;
    document.body.classList.add("overflow-hidden");
    this.modal.focus();
  }

  hide() {
    if (!this.content || !(this.modal instanceof HTMLElement) || this.modal.hidden) return;
    this.content.innerHTML = "";
    this.modal.hidden = true;
    document.body.classList.remove("overflow-hidden");
    this.#opener?.focus();
  }

  /** A script that came by innerHTML does not run; a new element with the same text does. */
  #runScripts() {
    for (const script of this.content?.querySelectorAll("script") ?? []) {
      const fresh = document.createElement("script");
      for (const { name, value } of script.attributes) fresh.setAttribute(name, value);
      fresh.textContent = script.textContent;
      script.replaceWith(fresh);
    }
  }
}

customElements.define("quick-view", QuickView);

export { QuickView };
