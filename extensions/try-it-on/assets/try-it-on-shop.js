/** What the dialog takes from the page around it: the chosen variant, prices, the cart and the theme's colours. */

/**
 * @typedef {{ id: number, title: string, public_title: string | null, price: number, available: boolean, featured_image: { src: string } | null }} Variant
 */

/** @param {HTMLElement} host */
export function chosenVariantId(host) {
  const around = host.closest(".shopify-section, section, main") ?? document;
  const input = around.querySelector('form[action*="/cart/add"] [name="id"]');
  const inForm = input instanceof HTMLInputElement || input instanceof HTMLSelectElement ? input.value : "";
  return inForm || new URLSearchParams(location.search).get("variant") || host.dataset.variantId || "";
}

/**
 * @param {HTMLElement} host
 * @returns {Promise<Variant[]>} none when the shop does not say; the try-on works without
 */
export async function variants(host) {
  const answer = await fetch(`${host.dataset.productUrl}.js`).catch(() => undefined);
  /** @type {{ variants?: Variant[] } | undefined} */
  const product = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  return product?.variants ?? [];
}

/**
 * @param {HTMLElement} host
 * @param {number} cents
 */
export function money(host, cents) {
  const { locale, currency = "USD" } = host.dataset;
  const minor = new Intl.NumberFormat(locale, { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits;
  const minimumFractionDigits = cents % 100 === 0 ? 0 : minor;
  return new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits }).format(
    cents / 100,
  );
}

/**
 * Adds the variant and has the theme's own cart drawer show it, in the way Dawn's and Horizon's drawers take it.
 * @param {HTMLElement} host
 * @param {string} variantId
 * @param {string | undefined} tryOnId
 */
export async function addToCart(host, variantId, tryOnId) {
  /** @type {(Element & { getSectionsToRender?: () => { id: string }[], renderContents?: (cart: unknown) => void }) | null} */
  const drawer = document.querySelector("cart-drawer, cart-notification");
  const sections = drawer?.getSectionsToRender?.().map((section) => section.id) ?? [];
  const answer = await fetch(`${host.dataset.cartAdd}.js`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({
      id: Number(variantId),
      quantity: 1,
      properties: tryOnId ? { _try_on_id: tryOnId } : {},
      sections,
      sections_url: location.pathname,
    }),
  });
  if (!answer.ok) throw new Error(`cart ${answer.status}`);
  const item = await answer.json();
  document.dispatchEvent(
    new CustomEvent("cart:update", {
      bubbles: true,
      detail: { resource: item, data: { source: "try-it-on", itemCount: 1 } },
    }),
  );
  return { item, showCart: () => drawer?.renderContents?.(item) };
}

/**
 * The dialog wears the theme's colours: the page's behind the button, and those of the add-to-cart button.
 * @param {HTMLElement} host
 * @param {HTMLElement} dialog
 */
export function wearTheme(host, dialog) {
  const paper = background(host);
  const text = getComputedStyle(host);
  const submit = document.querySelector('form[action*="/cart/add"] [type="submit"]');
  const button = submit && getComputedStyle(submit);
  const isFilled = button && !submit.matches(":disabled") && isSolid(button.backgroundColor);
  const look = {
    "--try-on-paper": paper,
    "--try-on-ink": solid(text.color),
    "--try-on-main": isFilled ? button.backgroundColor : solid(text.color),
    "--try-on-main-ink": isFilled ? button.color : paper,
    "--try-on-radius": button?.borderTopLeftRadius ?? "4px",
    "--try-on-font": text.fontFamily,
  };
  for (const [name, value] of Object.entries(look)) dialog.style.setProperty(name, value);
}

/** @param {Element | null} element */
function background(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (isSolid(colour)) return colour;
  }
  return "Canvas";
}

/** @param {string} colour */
function isSolid(colour) {
  const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(colour)?.[1];
  return colour !== "transparent" && (alpha === undefined || Number(alpha) > 0.95);
}

/**
 * Themes often set their text a little transparent; here it stands on pictures too.
 * @param {string} colour
 */
function solid(colour) {
  return colour.replace(/^rgba\((.*),\s*[\d.]+\)$/, "rgb($1)");
}
