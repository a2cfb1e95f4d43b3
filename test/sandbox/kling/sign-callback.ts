/** Kling's signature on callbacks: the Standard-Webhooks scheme, where the account has a Webhook Secret. */
import { createHmac, randomBytes } from "node:crypto";
import type { CallbackRules } from "../tasks/callbacks.ts";

type Signed = { id: string; timestamp: number; body: string };

export function signCallback(secret: string, { id, timestamp, body }: Signed): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

/** Several secrets sign side by side, as in the days after one was replaced. A forger has to guess. */
export function signedHeaders(secrets: string[]): CallbackRules["headers"] {
  return (id, text, isForged): Record<string, string> => {
    if (secrets.length === 0) return {};
    const timestamp = Math.floor(Date.now() / 1_000);
    const used = isForged ? [randomBytes(24).toString("base64")] : secrets;
    const signatures = used.map((secret) => signCallback(secret, { id, timestamp, body: text }));
    return {
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signatures.join(" "),
    };
  };
}
