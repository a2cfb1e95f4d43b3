import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { signCallback } from "../sandbox/kling/index.ts";
import { base64Of, blank } from "./gateway.ts";
import { dataOf, type Heard, keys, made, type Providers, startProviders } from "./providers.ts";

const secrets = ["whsec_bmV3ZXIgc2VjcmV0IG9mIHRoZSBhY2NvdW50", "whsec_b2xkZXIgc2VjcmV0IG9mIHRoZSBhY2NvdW50"];
const path = "/providers/kling/v1/images/kolors-virtual-try-on";

let providers: Providers;
let body: object = {};
beforeAll(async () => {
  const klingKeys = [{ key: keys.kling, webhookSecrets: secrets }, "api-key-kling-silent"];
  providers = await startProviders({ klingKeys });
  const picture = await base64Of(blank().jpeg());
  body = { human_image: picture, cloth_image: picture, callback_url: providers.callbackUrl };
});
afterEach(() => providers.reset());
afterAll(() => providers.close());

const finished = async (key = keys.kling) =>
  providers.finish(dataOf(await providers.call("POST", path, key, body), made).task_id);

function expected({ headers, text }: Heard): string {
  const id = String(headers["webhook-id"]);
  const timestamp = Number(headers["webhook-timestamp"]);
  return secrets.map((secret) => signCallback(secret, { id, timestamp, body: text })).join(" ");
}

test("the vector that Kling has published", () => {
  const signed = {
    id: "9876543210",
    timestamp: 1_781_080_794,
    body: '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}',
  };
  const signature = signCallback("whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=", signed);
  expect(signature).toBe("v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=");
});

test("each callback is signed with all of the account's secrets, at its own time and under its own id", async () => {
  await finished();
  expect(providers.heard).toHaveLength(3);
  for (const heard of providers.heard) {
    expect(heard.headers["webhook-signature"]).toBe(expected(heard));
    expect(Math.abs(Number(heard.headers["webhook-timestamp"]) * 1_000 - Date.now())).toBeLessThan(10_000);
  }
  expect(new Set(providers.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
});

test("a repeated callback has the same id, a forged one a signature that does not hold", async () => {
  await providers.script(
    { on: "callback", does: "double", status: "submitted" },
    { on: "callback", does: "forge", status: "processing" },
  );
  const { callbacks } = await finished();
  const [first, again, forged, after] = providers.heard;
  expect(again?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(callbacks[2]).toMatchObject({ forged: true, status: "succeed" });
  expect(forged?.body).toMatchObject({ task_status: "succeed" });
  expect(forged && forged.headers["webhook-signature"] === expected(forged)).toBe(false);
  expect(after && after.headers["webhook-signature"] === expected(after)).toBe(true);
});

test("without a secret nothing is signed", async () => {
  await finished("api-key-kling-silent");
  for (const { headers } of providers.heard) expect(headers).not.toHaveProperty("webhook-signature");
});
