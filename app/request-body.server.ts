import type { z } from "zod";
import { canBeKept } from "./kept-text.ts";

/**
 * Reads a body up to a limit; undefined when there is more. A length header is a claim, so the bytes are counted. What
 * is somewhat too large is read to its end all the same: a sender that is cut off never gets to see our answer. So is
 * what there is no room for: `take` answers for each part whether it may be kept.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  take: (bytes: number) => boolean = () => true,
): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let isKept = true;
  if (!request.body) return Buffer.alloc(0);
  for await (const part of request.body) {
    length += part.length;
    isKept &&= length <= maxBytes && take(part.length);
    if (isKept) parts.push(part);
    else parts.length = 0;
    if (length > 4 * maxBytes) return undefined;
  }
  return isKept ? Buffer.concat(parts) : undefined;
}

/** More than any page of the admin sends. */
const maxJsonBytes = 1024 * 1024;

/** Undefined for what is no JSON, is too long, or holds text that no database keeps. */
async function readJson(request: Request): Promise<unknown> {
  const body = await readBody(request, maxJsonBytes);
  if (!body) return undefined;
  try {
    return JSON.parse(body.toString("utf8"), keptOnly);
  } catch {
    return undefined;
  }
}

/**
 * What a page of the admin sends. Its people can't send anything else, whatever they type: how long or odd a text may be
 * is said beside its field, by whoever reads it.
 */
export async function readForm<Form>(request: Request, shape: z.ZodType<Form>): Promise<Form> {
  const form = shape.safeParse(await readJson(request));
  if (!form.success) throw new Response("This form can't be read.", { status: 400 });
  return form.data;
}

function keptOnly(key: string, value: unknown): unknown {
  if (!canBeKept(key) || (typeof value === "string" && !canBeKept(value)))
    throw new Error("this text can't be kept");
  return value;
}
