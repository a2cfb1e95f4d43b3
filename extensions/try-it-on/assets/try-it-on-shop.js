/** What the dialog takes from the page around it: the chosen variant, prices and the theme's colours. */

/**
 * @typedef {{
 *   id: number,
 *   title: string,
 *   public_title: string | null,
 *   options: string[],
 *   price: number,
 *   available: boolean,
 *   featured_image: { src: string } | null,
 * }} Variant
 * @typedef {{ title: string, options: { name: string }[], variants: Variant[] }} Product
 */

/** @param {HTMLElement} host */
export function chosenVariantId(host) {
  const around = host.closest(".shopify-section, section, [role=dialog], dialog, main") ?? document;
  const input = around.querySelector('form[action*="/cart/add"] [name="id"]');
  const inForm = input instanceof HTMLInputElement || input instanceof HTMLSelectElement ? input.value : "";
  return inForm || new URLSearchParams(location.search).get("variant") || host.dataset.variantId || "";
}

/**
 * @param {HTMLElement} host
 * @returns {Promise<Product>} an empty one when the shop does not say; the try-on works without
 */
export async function askProduct(host) {
  const answer = await fetch(`${host.dataset.productUrl}.js`).catch(() => undefined);
  const product = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  return product ?? { title: host.dataset.title ?? "", options: [], variants: [] };
}

/** @param {HTMLElement} host @param {number} cents */
export function money(host, cents) {
  const { locale, currency = "USD" } = host.dataset;
  /** @type {Intl.NumberFormatOptions} */
  const style = { style: "currency", currency };
  const digits = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits;
  const minimumFractionDigits = cents % 100 === 0 ? 0 : digits;
  return new Intl.NumberFormat(locale, { ...style, minimumFractionDigits }).format(cents / 100);
}

/**
 * The dialog wears the theme's colours, the page's behind the button and those of the add-to-cart button, unless the
 * theme has set properties of these names itself.
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
  for (const [name, value] of Object.entries(look))
    dialog.style.setProperty(name, text.getPropertyValue(name) || value);
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
  const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(colour)?.[1] ?? /\/\s*([\d.]+)\)$/.exec(colour)?.[1];
  return colour !== "transparent" && (alpha === undefined || Number(alpha) > 0.95);
}

/** Themes often set their text a little transparent; here it stands on pictures too. @param {string} colour */
function solid(colour) {
  return colour.replace(/^rgba\((.*),\s*[\d.]+\)$/, "rgb($1)").replace(/\s*\/\s*[\d.]+\)$/, ")");
}
