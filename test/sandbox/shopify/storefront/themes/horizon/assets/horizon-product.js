/** Horizon's product page: the picker tells of a variant, the form listens. */

/** @typedef {{ id: number, options: string[], available: boolean }} Variant */

class VariantPicker extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", () => void this.#choose());
  }

  async #choose() {
    const chosen = [...this.querySelectorAll("input:checked")].map((input) => input.getAttribute("value"));
    /** @type {Variant[]} */
    const variants = JSON.parse(this.querySelector("script")?.textContent ?? "[]");
    const resource = variants.find((each) => each.options.every((value, at) => value === chosen[at])) ?? null;
    tell(this, "variant:selected", { resource });
    const { productUrl = "", sectionId = "" } = this.dataset;
    const answer = await fetch(`${productUrl}?variant=${resource?.id ?? ""}&section_id=${sectionId}`);
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    const productId = html.querySelector("[data-product-id]")?.getAttribute("data-product-id");
    tell(this, "variant:update", { resource, data: { html, productId } });
    if (!resource || this.closest("[data-update-url=false]")) return;
    const address = new URL(location.href);
    address.searchParams.set("variant", String(resource.id));
    history.replaceState({}, "", address);
  }
}

/** Takes over its part of the section that came for the chosen variant. */
class ProductPrice extends HTMLElement {
  connectedCallback() {
    this.closest(".product-information")?.addEventListener("variant:update", (event) => {
      const { html } = detailOf(event).data;
      this.innerHTML = html.querySelector("product-price")?.innerHTML ?? this.innerHTML;
    });
  }
}

class ProductForm extends HTMLElement {
  connectedCallback() {
    this.closest(".product-information")?.addEventListener("variant:update", (event) => {
      const { resource, data } = detailOf(event);
      const input = this.querySelector("[name=id]");
      if (input instanceof HTMLInputElement) {
        input.value = resource ? String(resource.id) : "";
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
      const button = this.querySelector("[name=add]");
      const fresh = data.html.querySelector("[name=add]");
      if (!(button instanceof HTMLButtonElement) || !fresh) return;
      button.disabled = !resource?.available;
      button.innerHTML = fresh.innerHTML;
    });
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.target instanceof HTMLFormElement) void this.#add(event.target);
    });
  }

  /** @param {HTMLFormElement} form */
  async #add(form) {
    const fields = new FormData(form);
    const drawers = [...document.querySelectorAll("cart-items-component")];
    fields.append("sections", drawers.map((each) => each.getAttribute("data-section-id")).join(","));
    const headers = { accept: "application/javascript", "x-requested-with": "XMLHttpRequest" };
    const answer = await fetch(form.action, { method: "POST", body: fields, headers });
    const item = await answer.json();
    const problem = this.querySelector("[role=alert]");
    if (problem instanceof HTMLElement) {
      problem.textContent = item.description ?? "";
      problem.hidden = answer.ok;
    }
    if (!answer.ok) return;
    const cart = await (await fetch("/cart.js")).json();
    const data = { source: "product-form-component", itemCount: 1, sections: item.sections };
    tell(this, "cart:update", { resource: cart, sourceId: this.id, data });
  }
}

/**
 * @param {Element} from
 * @param {string} name
 * @param {unknown} detail
 */
function tell(from, name, detail) {
  from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

/**
 * @param {Event} event
 * @returns {{ resource: Variant | null, data: { html: Document } }}
 */
function detailOf(event) {
  if (!(event instanceof CustomEvent)) throw new Error(`${event.type} has no detail`);
  return event.detail;
}

customElements.define("variant-picker", VariantPicker);
customElements.define("product-price", ProductPrice);
customElements.define("product-form-component", ProductForm);

export { ProductForm, ProductPrice, VariantPicker };
