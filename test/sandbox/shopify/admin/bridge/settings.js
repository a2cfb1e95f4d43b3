/** What the page says about itself: the script's tag, the meta tags and the address. */

/** @param {string} name */
function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? undefined;
}

const script = document.currentScript;
const source = script instanceof HTMLScriptElement ? script : undefined;
const query = new URLSearchParams(location.search);
const disabled = (meta("shopify-disabled-features") ?? "").split(",").map((name) => name.trim());

export const adminOrigin = source ? new URL(source.src).origin : location.origin;
export const isFramed = window.top !== window.self;

export const config = {
  apiKey: source?.dataset.apiKey ?? meta("shopify-api-key") ?? "",
  shop: query.get("shop") ?? undefined,
  host: query.get("host") ?? undefined,
  locale: query.get("locale") ?? "en",
  appOrigins: [location.origin],
  disabledFeatures: disabled.filter(Boolean),
};

/** @param {string} feature */
export function isOn(feature) {
  return !config.disabledFeatures.includes(feature);
}
