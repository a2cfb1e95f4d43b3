/** Keeps the admin's address in step with this page's, and leads addresses of Shopify to the sandbox. */
import { onAdmin, tellAdmin } from "./channel.js";
import { adminOrigin, config } from "./settings.js";

const frameParameters = ["embedded", "shop", "host", "locale"];
const hiddenParameters = [...frameParameters, "id_token", "hmac", "timestamp", "session", "protocol"];
const plainOpen = window.open.bind(window);
let navigateListeners = 0;

/**
 * The sandbox's address for one that only the real Shopify answers; undefined for any other.
 * @param {string} address
 */
export function sandboxAddress(address) {
  const rules = [
    { pattern: /^shopify:\/*admin(?=\/|$)/i, to: "/admin" },
    { pattern: /^https:\/\/admin\.shopify\.com\/store\/[^/]+/i, to: "/admin" },
    { pattern: /^https:\/\/[a-z0-9-]+\.myshopify\.com(?=\/|$)/i, to: "" },
  ];
  const rule = rules.find(({ pattern }) => pattern.test(address));
  if (!rule) return undefined;
  const url = new URL(address.replace(rule.pattern, rule.to) || "/", adminOrigin);
  if (config.shop && url.pathname.startsWith("/admin")) url.searchParams.set("shop", config.shop);
  return url.href;
}

/** @param {string | URL} [address] @param {string} [target] @param {string} [features] */
export function openAddress(address, target, features) {
  const mapped = sandboxAddress(String(address ?? ""));
  if (mapped && target !== "_blank") {
    tellAdmin("open", { url: mapped });
    return null;
  }
  return plainOpen(mapped ?? address, target, features);
}

/** An address of the app with what a full page load in the frame must carry. @param {string} href */
function framed(href) {
  const url = new URL(href, location.href);
  const present = { embedded: "1", shop: config.shop, host: config.host, locale: config.locale };
  for (const [name, value] of Object.entries(present)) if (value) url.searchParams.set(name, value);
  return url.href;
}

function tellPath() {
  const url = new URL(location.href);
  for (const name of hiddenParameters) url.searchParams.delete(name);
  tellAdmin("path", { path: url.pathname + url.search, title: document.title });
}

/** A router that listens takes the click; before it listens, or without one, the page is loaded whole. */
function countNavigateListeners() {
  for (const target of [window, document]) {
    const plain = target.addEventListener.bind(target);
    target.addEventListener = (
      /** @type {string} */ type,
      /** @type {any} */ listener,
      /** @type {any} */ options,
    ) => {
      if (type === "shopify:navigate") navigateListeners += 1;
      plain(type, listener, options);
    };
  }
}

/** @param {string} href */
function navigate(href) {
  if (navigateListeners === 0) {
    location.assign(framed(href));
    return;
  }
  const links = [...document.querySelectorAll("ui-nav-menu a, s-app-nav a, s-app-nav s-link")];
  const known = links.find((candidate) => candidate.getAttribute("href") === href);
  const link = known ?? document.body.appendChild(document.createElement("a"));
  link.setAttribute("href", href);
  link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
  if (!known) link.remove();
}

/** @param {MouseEvent} event */
function takeShopifyLink(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const mapped = link && sandboxAddress(link.getAttribute("href") ?? "");
  if (!link || !mapped || event.defaultPrevented) return;
  event.preventDefault();
  openAddress(link.getAttribute("href") ?? "", link.getAttribute("target") ?? "_top");
}

export function startNavigation() {
  countNavigateListeners();
  window.open = openAddress;
  for (const method of /** @type {const} */ (["pushState", "replaceState"])) {
    const plain = history[method].bind(history);
    history[method] = (state, unused, url) => {
      plain(state, unused, url);
      tellPath();
    };
  }
  window.addEventListener("popstate", tellPath);
  document.addEventListener("click", takeShopifyLink);
  onAdmin("navigate", ({ href }) => navigate(href));
  new MutationObserver(tellPath).observe(document.head, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  tellPath();
}
