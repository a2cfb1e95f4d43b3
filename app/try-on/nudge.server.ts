/**
 * A provider calls back. Its address carries our signature; where the merchant has stored a webhook secret, the message
 * has to carry the provider's, too. Even then it is only a reason to ask: what became of the task is the provider's
 * own answer. That the task goes on is all that a message is believed.
 */
import type { TryOn } from "@prisma/client";
import { Webhook } from "standardwebhooks";
import type { Database } from "../db.server.ts";
import { describeProvider } from "../providers/registry.ts";
import type { Signer } from "../vault/signer.server.ts";
import { notify } from "./waiting/wake.server.ts";

export type Callback = { id: string; signature: string; headers: Record<string, string>; body: string };
export type Nudge = (callback: Callback) => Promise<"nudged" | "unknown" | "unsigned">;

type Parts = {
  db: Database;
  signer: Signer;
  webhookSecretFor: (tryOn: TryOn) => Promise<string | undefined>;
};

export function createNudge({ db, signer, webhookSecretFor }: Parts): Nudge {
  return async ({ id, signature, headers, body }) => {
    if (!signer.verify("callback", id, signature)) return "unknown";
    const tryOn = await db.tryOn.findUnique({ where: { id } });
    if (!tryOn) return "unknown";
    // Kling tells of every step. Believing that much saves two questions of three, and a lie only delays the next look.
    if (describeProvider(tryOn.provider).saysUnfinished(body)) return "nudged";
    const secret = await webhookSecretFor(tryOn);
    if (secret !== undefined && !isSigned(secret, headers, body)) return "unsigned";
    await notify(db, "try_on_nudged", id);
    return "nudged";
  };
}

/** By the Standard Webhooks scheme, which also refuses what is older than five minutes. */
export function isSigned(secret: string, headers: Record<string, string>, body: string): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
