/**
 * Makes Shopify's library reach the sandbox: `node --import ./test/sandbox/reach.ts <server>` with SANDBOX_ORIGIN.
 *
 * The library builds every address as https://{shop}.myshopify.com and has no setting for another host, and it
 * lets only Shopify's own admin frame the app. Both are turned round here, outside of the app.
 */
import { ServerResponse } from "node:http";
import "@shopify/shopify-app-remix/server";
import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";

const shopAddress = /^https:\/\/([a-z0-9][a-z0-9-]*\.myshopify\.com)(?=\/)/i;

/** The address at the sandbox that stands for an address at a shop; any other address as it is. */
export function atSandbox(address: string, sandboxOrigin: string): string {
  return address.replace(shopAddress, (_whole, domain: string) => `${sandboxOrigin}/_shops/${domain}`);
}

/** Turns round the calls that the library makes from now on; answers a function that undoes it. */
export function reachShopifyAt(sandboxOrigin: string): () => void {
  const origin = sandboxOrigin.replace(/\/$/, "");
  setAbstractFetchFunc((input: string | URL | Request, init?: RequestInit) => {
    if (input instanceof Request) return fetch(new Request(atSandbox(input.url, origin), input), init);
    return fetch(atSandbox(String(input), origin), init);
  });
  return () => setAbstractFetchFunc(fetch);
}

/** Adds the sandbox to the places that may frame the app, wherever Shopify's admin is one of them. */
export function letSandboxFrame(sandboxOrigin: string): void {
  const setHeader = ServerResponse.prototype.setHeader;
  ServerResponse.prototype.setHeader = function (name, value) {
    const policy = name.toLowerCase() === "content-security-policy" ? framedBy(value, sandboxOrigin) : value;
    return setHeader.call(this, name, policy);
  };
}

type HeaderValue = number | string | readonly string[];

function framedBy(value: HeaderValue, origin: string): HeaderValue {
  const add = (policy: string) =>
    policy.replace("https://admin.shopify.com", `https://admin.shopify.com ${origin}`);
  if (typeof value === "string") return add(value);
  return typeof value === "number" ? value : value.map(add);
}

const sandboxOrigin = process.env.SANDBOX_ORIGIN;
if (sandboxOrigin) {
  reachShopifyAt(sandboxOrigin);
  letSandboxFrame(sandboxOrigin);
}
