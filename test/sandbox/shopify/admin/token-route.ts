/** POST /_shops/{domain}/admin/oauth/access_token: token exchange and refresh. */
import express from "express";
import type { Request } from "express";
import { z } from "zod";
import type { Shop, World } from "../../world.ts";
import { issueTokens, useRefreshToken } from "./access-token.ts";
import { asJson, bodyMistake } from "./http.ts";
import type { Answer } from "./http.ts";
import { isIdTokenOf } from "./id-token.ts";

const exchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
const idTokenType = "urn:ietf:params:oauth:token-type:id_token";
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";

const fields = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.union([z.string(), z.boolean(), z.number()]).optional(),
  refresh_token: z.string().optional(),
});
type Fields = z.infer<typeof fields>;

export function tokenRoute(world: World): express.Router {
  const router = express.Router();
  router.post(
    "/_shops/:domain/admin/oauth/access_token",
    express.json(),
    express.urlencoded({ extended: false }),
    asJson((request) => answerTokens(world, request)),
    bodyMistake((message) => ({ error: "invalid_request", error_description: message })),
  );
  return router;
}

async function answerTokens(world: World, request: Request): Promise<Answer> {
  const shop = world.shops.get(request.params.domain ?? "");
  if (!shop) return refusal(404, "shop_not_found", "There is no shop at this address.");
  const read = fields.safeParse(request.body);
  if (!read.success) {
    const names = read.error.issues.map(({ path }) => path.join(".")).join(", ");
    return refusal(400, "invalid_request", `Missing or unreadable parameters: ${names || "body"}.`);
  }
  const { client_id, client_secret, grant_type } = read.data;
  if (client_id !== world.app.clientId) {
    return refusal(400, "application_cannot_be_found", "No application has this client_id.");
  }
  if (client_secret !== world.app.clientSecret) {
    return refusal(401, "invalid_client", "Client authentication failed due to an invalid client_secret.");
  }
  if (!shop.installation)
    return refusal(400, "app_not_installed", "The application is not installed on this shop.");
  if (grant_type === exchangeGrant) return exchange(world, shop, read.data);
  if (grant_type === "refresh_token") return refresh(world, shop, read.data);
  return refusal(400, "unsupported_grant_type", `The grant type '${grant_type}' is not supported here.`);
}

async function exchange(world: World, shop: Shop, given: Fields): Promise<Answer> {
  if (given.subject_token_type !== idTokenType) {
    return refusal(400, "invalid_request", `subject_token_type must be ${idTokenType}.`);
  }
  if (given.requested_token_type !== offlineType) {
    return refusal(400, "invalid_request", `requested_token_type must be ${offlineType} in the sandbox.`);
  }
  if (!(await isIdTokenOf(world, shop, given.subject_token ?? ""))) {
    return refusal(
      400,
      "invalid_subject_token",
      "Token exchange cannot be performed due to an invalid subject token.",
    );
  }
  // The shop may have uninstalled the app while the token was checked.
  if (!shop.installation)
    return refusal(400, "app_not_installed", "The application is not installed on this shop.");
  const expiring = ["1", "true"].includes(String(given.expiring));
  return { status: 200, body: issueTokens(world, shop, shop.installation, expiring) };
}

function refresh(world: World, shop: Shop, given: Fields): Answer {
  const tokens = given.refresh_token ? useRefreshToken(world, shop, given.refresh_token) : undefined;
  if (!tokens) return refusal(401, "invalid_request", "This request requires an active refresh_token");
  return { status: 200, body: tokens };
}

function refusal(status: number, error: string, error_description: string): Answer {
  return { status, body: { error, error_description } };
}
