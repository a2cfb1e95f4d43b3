/** Horizon's cart: nobody calls the drawer, it hears `cart:update` on the document. */

/** @typedef {{ source?: string, itemCount?: number, didError?: boolean, sections?: Record<string, string> }} CartData */

/**
 * @param {(data: CartData) => void} hear
 */
function onCartUpdate(hear) {
  document.addEventListener("cart:update", (event) => {
    const detail = "detail" in event ? event.detail : undefined;
    const data = typeof detail === "object" && detail && "data" in detail ? detail.data : undefined;
    hear(data ?? {});
  });
}

class CartDrawer extends HTMLElement {
  connectedCallback() {
    onCartUpdate(({ didError }) => {
      if (!didError && this.hasAttribute("auto-open")) this.open();
    });
    this.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element ? event.target : null;
      if (pressed?.closest("[data-close]") || pressed === this.dialog) this.dialog?.close();
    });
  }

  get dialog() {
    return this.querySelector("dialog");
  }

  open() {
    if (this.dialog?.open === false) this.dialog.showModal();
  }
}

class CartItems extends HTMLElement {
  connectedCallback() {
    onCartUpdate(({ sections }) => void this.#render(sections?.[this.dataset.sectionId ?? ""]));
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-quantity]") : null;
      if (button) void this.#change(button);
    });
  }

  /** @param {string} [html] the section as the sender of the event had it; without it, it is asked for */
  async #render(html) {
    const { sectionId = "" } = this.dataset;
    const text = html ?? (await (await fetch(`/cart?section_id=${sectionId}`)).text());
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".shopify-section");
    const place = this.querySelector(".shopify-section");
    if (fresh && place) place.innerHTML = fresh.innerHTML;
  }

  /** @param {Element} button */
  async #change(button) {
    const { sectionId = "", changeUrl = "" } = this.dataset;
    const line = Number(button.closest("[data-line]")?.getAttribute("data-line"));
    const quantity = Number(button.getAttribute("data-quantity"));
    const body = JSON.stringify({ line, quantity, sections: [sectionId] });
    const headers = { "content-type": "application/json" };
    const cart = await (await fetch(`${changeUrl}.js`, { method: "POST", headers, body })).json();
    const data = { source: "cart-items-component", itemCount: cart.item_count, sections: cart.sections };
    this.dispatchEvent(new CustomEvent("cart:update", { bubbles: true, detail: { resource: cart, data } }));
  }
}

/** Adds what the product form says was added; from anybody else, the number is taken for the whole cart's. */
class CartIcon extends HTMLElement {
  connectedCallback() {
    onCartUpdate(({ source, itemCount = 0, didError }) => {
      if (didError) return;
      const before = source === "product-form-component" ? Number(this.dataset.count) : 0;
      this.dataset.count = String(before + itemCount);
      const bubble = this.querySelector(".cart-bubble");
      if (bubble) bubble.textContent = this.dataset.count;
    });
    this.addEventListener("click", (event) => {
      const drawer = document.querySelector("cart-drawer-component");
      if (!(drawer instanceof CartDrawer)) return;
      event.preventDefault();
      drawer.open();
    });
  }
}

customElements.define("cart-drawer-component", CartDrawer);
customElements.define("cart-items-component", CartItems);
customElements.define("cart-icon", CartIcon);

export { CartDrawer, CartIcon, CartItems };
