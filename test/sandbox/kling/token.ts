/** The token of an access key: JWT by HS256 with `iss`, `exp` and `nbf`, as the documents have it. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { klingErrors } from "./errors.ts";

export type Token = { iss: string; exp: number; nbf: number; signed: string; signature: string };

const header = z.object({ alg: z.literal("HS256"), typ: z.literal("JWT").optional() });
const payload = z.object({ iss: z.string().min(1), exp: z.number(), nbf: z.number() });

/** Undefined for what is no such token; that all three claims must be there is inferred. */
export function readToken(text: string): Token | undefined {
  const [head = "", body = "", signature = ""] = text.split(".");
  if (!header.safeParse(decode(head)).success) return undefined;
  const claims = payload.safeParse(decode(body));
  if (!claims.success || signature === "") return undefined;
  return { ...claims.data, signed: `${head}.${body}`, signature };
}

/** Without any allowance for clocks that differ: that is why callers put `nbf` a little into the past. */
export function findProblem(
  { exp, nbf, signed, signature }: Token,
  secret: string,
  now: number,
): keyof typeof klingErrors | undefined {
  const expected = Buffer.from(createHmac("sha256", secret).update(signed).digest("base64url"));
  // Compared as text: decoding would forgive signs that do not belong there.
  const given = Buffer.from(signature);
  const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isGenuine) return "authenticationFailed";
  if (nbf > now) return "tokenNotYetValid";
  return exp <= now ? "tokenExpired" : undefined;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
