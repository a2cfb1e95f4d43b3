/** Environments that are read, and what is said of those that are not. */
import { randomBytes } from "node:crypto";
import { readEnvironment } from "../../app/env.server.ts";

export const keyBytes = randomBytes(32);

/** All that has to be there, and nothing more. */
export const whole = {
  SHOPIFY_API_KEY: "client-id",
  SHOPIFY_API_SECRET: "client-secret",
  SHOPIFY_APP_URL: "https://fitting-room.example",
  SCOPES: "read_products,write_app_proxy",
  VAULT_KEYS: `k1:${keyBytes.toString("base64")}`,
};

export function mistakesOf(source: Record<string, string>): string {
  try {
    readEnvironment(source);
  } catch (error) {
    return String(error);
  }
  throw new Error("nothing was refused");
}
