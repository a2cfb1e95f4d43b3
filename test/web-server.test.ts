import { createHmac } from "node:crypto";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { client, type House, startHouse } from "./helpers/house.ts";

const signature = "of-shopify-and-nobody-elses";

describe("an address that a browser made up, with the signature that Shopify's proxy put behind it", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ shop: "installed" });
  });
  afterAll(() => house.stop());

  /** As it stands: fetch would take the steps itself. */
  async function ask(path: string): Promise<{ status: number | undefined; said: string }> {
    const asked = get(`${house.origin}/`, {
      path: `${path}?shop=${house.shop.domain}&signature=${signature}`,
      agent: false,
    });
    const [answer]: IncomingMessage[] = await once(asked, "response");
    if (!answer) throw new Error("there was no answer");
    return { status: answer.statusCode, said: `${answer.rawHeaders.join("\n")}\n${await text(answer)}` };
  }

  it.each([
    "/proxy/%2e%2e/",
    "/proxy/../",
    "/proxy/..",
    "/proxy/%2E./app",
    "/proxy/%2e%2e/auth/login",
    "/proxy/%2e%2e/assets",
    "/proxy/..%2fassets",
    "/proxy/..%2F",
    "/proxy/..%5cassets",
    "/proxy\\..\\app",
    "/proxy/try-ons/..",
    "/proxy/try-ons/%2e%2e%2f%2e%2e%2f",
    "/proxy/nothing",
    "/proxy/try-ons/none",
    "/assets",
  ])("%s: is never told the signature", async (path) => {
    const { status, said } = await ask(path);
    expect(said).not.toContain(signature);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it("cuts what Shopify signed into no other shop's parameters", async () => {
    const now = String(Math.floor(Date.now() / 1000));
    const forged = {
      a: "1",
      path_prefix: "/apps/try-it-on",
      shop: house.shop.domain,
      timestamp: now,
      token: `nonepath_prefix=/apps/try-it-onshop=thief.myshopify.comtimestamp=${now}`,
    };
    // What Shopify signs when a browser adds one parameter to a page of the thief's own shop.
    const signed = [
      `a=1path_prefix=/apps/try-it-onshop=${house.shop.domain}timestamp=${now}token=none`,
      "path_prefix=/apps/try-it-on",
      "shop=thief.myshopify.com",
      `timestamp=${now}`,
    ].join("");
    const hmac = createHmac("sha256", client.clientSecret).update(signed).digest("hex");
    const query = new URLSearchParams({ ...forged, signature: hmac });
    expect((await fetch(`${house.origin}/proxy/consent?${query}`)).status).toBe(400);
  });

  it("takes what Shopify signed for a browser for no message of Shopify's", async () => {
    const signed = [
      ` {"myshopify_domain":"${house.shop.domain}","words":"=`,
      "path_prefix=/apps/try-it-on",
      "shop=thief.myshopify.com",
      "timestamp=1",
      '~="}',
    ].join("");
    const answer = await fetch(`${house.origin}/webhooks`, {
      method: "POST",
      body: signed,
      headers: {
        "content-type": "application/json",
        "x-shopify-hmac-sha256": createHmac("sha256", client.clientSecret).update(signed).digest("base64"),
        "x-shopify-topic": "app/uninstalled",
        "x-shopify-shop-domain": house.shop.domain,
        "x-shopify-api-version": "2026-10",
        "x-shopify-webhook-id": "made-up",
      },
    });
    expect(answer.status).toBe(401);
  });
});
