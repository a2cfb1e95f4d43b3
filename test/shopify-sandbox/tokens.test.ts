import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeIdToken, uninstall, ensureInstalled } from "../sandbox/shopify/admin/index.ts";
import { domain, openShop } from "./shop.ts";

let place: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  place = await openShop();
});
afterAll(() => place.close());

const exchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";

async function askToken(fields: Record<string, string>) {
  const { world } = place;
  const body = { client_id: world.app.clientId, client_secret: world.app.clientSecret, ...fields };
  const response = await fetch(`${world.origin}/_shops/${domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function exchange(fields: Record<string, string> = {}) {
  return askToken({
    grant_type: exchangeGrant,
    subject_token: await makeIdToken(place.world, place.shop),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
    ...fields,
  });
}

function refresh(refresh_token: string) {
  return askToken({ grant_type: "refresh_token", refresh_token });
}

async function shopName(token: string) {
  const response = await fetch(`${place.world.origin}/_shops/${domain}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query: "{ shop { name } }" }),
  });
  return { status: response.status, body: await response.json() };
}

test("an id token becomes an expiring offline token with the app's scopes", async () => {
  const { status, body } = await exchange();
  expect(status).toBe(200);
  expect(body).toMatchObject({
    scope: "read_products,write_app_proxy",
    expires_in: 3600,
    refresh_token_expires_in: 7_776_000,
  });
  expect(await shopName(body.access_token)).toMatchObject({
    status: 200,
    body: { data: { shop: { name: "Quiet Shop" } } },
  });
});

test("without expiring=1 the token never ends and has no refresh token", async () => {
  const { body } = await exchange({ expiring: "0" });
  expect(Object.keys(body)).toEqual(["access_token", "scope"]);
});

test("a wrong secret, a wrong token type and an id token of someone else are refused", async () => {
  const forged = await new SignJWT({ dest: `https://${domain}` })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience("client")
    .setExpirationTime("1m")
    .sign(Buffer.from("another secret"));
  expect(await exchange({ client_secret: "guessed" })).toMatchObject({
    status: 401,
    body: { error: "invalid_client" },
  });
  expect(await exchange({ subject_token: forged })).toMatchObject({
    status: 400,
    body: { error: "invalid_subject_token" },
  });
  expect(await exchange({ requested_token_type: "x" })).toMatchObject({
    status: 400,
    body: { error: "invalid_request" },
  });
  expect(await askToken({ grant_type: "password" })).toMatchObject({
    body: { error: "unsupported_grant_type" },
  });
});

test("a refresh token can be tried again until its replacement is used", async () => {
  const { body: first } = await exchange();
  const { body: second } = await refresh(first.refresh_token);
  expect(await refresh(first.refresh_token)).toMatchObject({ status: 200 });
  expect(await refresh(second.refresh_token)).toMatchObject({ status: 200, body: { expires_in: 3600 } });
  expect(await refresh(first.refresh_token)).toMatchObject({
    status: 401,
    body: { error_description: "This request requires an active refresh_token" },
  });
});

test("after uninstalling, tokens of that installation are refused, also when it is installed again", async () => {
  const { body } = await exchange();
  await uninstall(place.world, place.shop);
  expect(await exchange()).toMatchObject({ status: 400 });
  await ensureInstalled(place.world, place.shop);
  const { status, body: refusal } = await shopName(body.access_token);
  expect(status).toBe(401);
  expect(refusal.errors).toMatch(/^\[API\] Invalid API key or access token/);
});

test("a body that cannot be read is a 400 in the shape of OAuth errors", async () => {
  const response = await fetch(`${place.world.origin}/_shops/${domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  expect([response.status, await response.json()]).toMatchObject([400, { error: "invalid_request" }]);
});
