/** The product page: gallery and variant choice. */

/**
 * @typedef {{ id: number, src: string, alt: string }} ProductImage
 * @typedef {{ id: number, options: string[], price: number, available: boolean, featured_image: ProductImage | null }} Variant
 * @typedef {{ variants: Variant[], media: ProductImage[] }} ProductJson
 */

class ProductInfo extends HTMLElement {
  /** @type {ProductJson} */
  #product = JSON.parse(
    this.querySelector("[data-product-json]")?.textContent ?? '{"variants":[],"media":[]}',
  );

  connectedCallback() {
    this.querySelector("variant-selects")?.addEventListener("change", () => this.#choose());
    this.addEventListener("click", (event) => {
      const thumbnail = event.target instanceof Element ? event.target.closest("[data-picture]") : null;
      if (thumbnail instanceof HTMLElement) this.#showPicture(Number(thumbnail.dataset.picture));
    });
  }

  #choose() {
    const chosen = [...this.querySelectorAll("variant-selects input:checked")].map((input) =>
      input instanceof HTMLInputElement ? input.value : "",
    );
    const variant = this.#product.variants.find((each) =>
      each.options.every((value, at) => value === chosen[at]),
    );
    for (const [at, label] of this.querySelectorAll("[data-selected-value]").entries()) {
      label.textContent = chosen[at] ?? "";
    }
    this.#markSoldOut(chosen);
    const button = this.querySelector("[name=add]");
    const text = this.querySelector("[data-add-text]");
    const badge = this.querySelector("[data-sold-out]");
    if (button instanceof HTMLButtonElement) button.disabled = !variant?.available;
    if (text)
      text.textContent = variant?.available
        ? "Add to cart"
        : variant
          ? "Sold out"
          : "Not made in this combination";
    if (badge instanceof HTMLElement) badge.hidden = !variant || variant.available;
    if (variant) this.#showVariant(variant);
  }

  /** @param {Variant} variant */
  #showVariant(variant) {
    if (this.dataset.updateUrl !== "false") {
      const address = new URL(location.href);
      address.searchParams.set("variant", String(variant.id));
      history.replaceState({}, "", address);
    }
    const price = this.querySelector("[data-price]");
    if (price) price.textContent = this.#money(variant.price);
    const input = this.querySelector("input[name=id]");
    if (input instanceof HTMLInputElement) {
      input.value = String(variant.id);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (variant.featured_image) this.#showPicture(variant.featured_image.id);
  }

  /** @param {number} cents */
  #money(cents) {
    const currency = this.dataset.currency ?? "EUR";
    const languages = { EUR: "de-DE", GBP: "en-GB", JPY: "ja-JP" };
    const language = Object.entries(languages).find(([code]) => code === currency)?.[1] ?? "en-US";
    const parts = new Intl.NumberFormat(language, { style: "currency", currency }).formatToParts(cents / 100);
    const sign = parts.find((part) => part.type === "currency")?.value ?? "";
    const amount = parts.filter((part) => part.type !== "currency" && part.type !== "literal");
    return sign + amount.map((part) => part.value).join("");
  }

  /** @param {string[]} chosen */
  #markSoldOut(chosen) {
    for (const input of this.querySelectorAll("variant-selects input")) {
      if (!(input instanceof HTMLInputElement)) continue;
      const at = Number(input.dataset.option) - 1;
      const isMade = this.#product.variants.some(
        (variant) =>
          variant.available &&
          variant.options[at] === input.value &&
          variant.options.slice(0, at).every((value, earlier) => value === chosen[earlier]),
      );
      input.classList.toggle("disabled", !isMade);
    }
  }

  /** @param {number} id */
  #showPicture(id) {
    const picture = this.#product.media.find((each) => each.id === id);
    const image = this.querySelector("[data-main-picture]");
    if (!picture || !(image instanceof HTMLImageElement)) return;
    image.srcset = `${picture.src}&width=550 550w, ${picture.src}&width=1100 1100w`;
    image.src = `${picture.src}&width=1100`;
    image.alt = picture.alt;
    for (const thumbnail of this.querySelectorAll("[data-picture]")) {
      const isShown = thumbnail instanceof HTMLElement && thumbnail.dataset.picture === String(id);
      thumbnail.toggleAttribute("aria-current", isShown);
      if (isShown) thumbnail.setAttribute("aria-current", "true");
    }
  }
}

customElements.define("product-info", ProductInfo);

export { ProductInfo };
