/** Requests to the app's own server carry a fresh id token, and are tried once more when it was refused. */
import { askAdmin } from "./channel.js";
import { openAddress } from "./navigation.js";
import { config, isFramed, isOn } from "./settings.js";

const plainFetch = window.fetch.bind(window);

/** @returns {Promise<string>} */
export function idToken() {
  return askAdmin("id-token");
}

/** @param {Request} request @param {string} token */
function signed(request, token) {
  const headers = new Headers(request.headers);
  headers.set("Authorization", `Bearer ${token}`);
  headers.set("X-Requested-With", "XMLHttpRequest");
  return new Request(request, { headers });
}

/** @param {RequestInfo | URL} input @param {RequestInit} [init] */
async function authenticatedFetch(input, init) {
  const request = new Request(input, init);
  const isOurs = config.appOrigins.includes(new URL(request.url).origin);
  if (!isOurs || request.headers.has("Authorization")) return plainFetch(input, init);
  const again = request.clone();
  const response = await plainFetch(signed(request, await idToken()));
  const elsewhere = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
  if (response.status === 401 && elsewhere) openAddress(elsewhere, "_top");
  if (response.status !== 401 || !response.headers.has("X-Shopify-Retry-Invalid-Session-Request"))
    return response;
  return plainFetch(signed(again, await idToken()));
}

export function startAuthenticatedFetch() {
  if (isFramed && isOn("fetch")) window.fetch = authenticatedFetch;
}
