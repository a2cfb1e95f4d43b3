/** The cart drawer, the cart page and the add-to-cart form, with the methods that Dawn's drawer offers to apps. */

/** @typedef {{ sections?: Record<string, string | null>, status?: number, description?: string }} CartAnswer */

/**
 * @param {string} address
 * @param {BodyInit} body
 * @returns {Promise<CartAnswer>}
 */
async function post(address, body) {
  const headers = {
    accept: "application/json",
    ...(typeof body === "string" && { "content-type": "application/json" }),
  };
  const answer = await fetch(`${address}.js`, { method: "POST", headers, body });
  return answer.json();
}

/** @param {Record<string, string | null>} sections */
function replaceSections(sections) {
  for (const [name, html] of Object.entries(sections)) {
    const place = document.getElementById(`shopify-section-${name}`);
    const fresh = new DOMParser().parseFromString(html ?? "", "text/html").querySelector(".shopify-section");
    if (place && fresh) place.innerHTML = fresh.innerHTML;
  }
}

class CartDrawer extends HTMLElement {
  connectedCallback() {
    document.getElementById("cart-icon-bubble")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.open();
    });
    this.addEventListener("click", (event) => {
      if (!(event.target instanceof Element)) return;
      if (event.target.closest("[data-close]") || event.target === this.dialog) this.dialog?.close();
      else void changeQuantity(this, event.target, this.sectionNames());
    });
  }

  get dialog() {
    return this.querySelector("dialog");
  }

  sectionNames() {
    return this.getSectionsToRender().map((section) => section.id);
  }

  getSectionsToRender() {
    return [{ id: "cart-drawer" }, { id: "cart-icon-bubble" }];
  }

  /** @param {CartAnswer} answer */
  renderContents(answer) {
    const wasOpen = this.dialog?.open === true;
    replaceSections(answer.sections ?? {});
    if (!wasOpen || this.dialog?.open === false) this.open();
  }

  open() {
    if (this.dialog?.open === false) this.dialog.showModal();
  }
}

class CartItems extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      if (event.target instanceof Element) {
        void changeQuantity(this, event.target, ["main-cart", "cart-drawer", "cart-icon-bubble"]);
      }
    });
  }
}

/**
 * @param {HTMLElement} cart
 * @param {Element} pressed
 * @param {string[]} sections
 */
async function changeQuantity(cart, pressed, sections) {
  const button = pressed.closest("[data-quantity]");
  const line = pressed.closest("[data-line]");
  if (!(button instanceof HTMLElement) || !(line instanceof HTMLElement)) return;
  const change = { line: Number(line.dataset.line), quantity: Number(button.dataset.quantity), sections };
  const answer = await post(cart.dataset.changeUrl ?? "", JSON.stringify(change));
  if (cart instanceof CartDrawer) cart.renderContents(answer);
  else replaceSections(answer.sections ?? {});
}

class ProductForm extends HTMLElement {
  connectedCallback() {
    this.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.currentTarget instanceof HTMLFormElement) void this.add(event.currentTarget);
    });
  }

  /** @param {HTMLFormElement} form */
  async add(form) {
    const drawer = document.querySelector("cart-drawer");
    const problem = this.querySelector("[role=alert]");
    const fields = new FormData(form);
    if (drawer instanceof CartDrawer) fields.append("sections", drawer.sectionNames().join(","));
    const answer = await post(form.action, fields);
    if (problem instanceof HTMLElement) {
      problem.textContent = answer.description ?? "";
      problem.hidden = answer.status === undefined;
    }
    if (answer.status === undefined && drawer instanceof CartDrawer) drawer.renderContents(answer);
  }
}

customElements.define("cart-drawer", CartDrawer);
customElements.define("cart-items", CartItems);
customElements.define("product-form", ProductForm);

export { CartDrawer, CartItems, ProductForm };
