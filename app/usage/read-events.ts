/** The body of `POST /proxy/events`: what happened on one view of a page. Whatever else stands in it is not read. */
import { ShopEvent } from "@prisma/client";
import { z } from "zod";
import { numericId } from "../numeric-id.ts";
import { refuse, type Taken } from "../refusals.ts";

export const maxBeaconBytes = 8 * 1024;

const shape = z.array(z.object({ product_id: numericId, event: z.enum(ShopEvent) })).max(40);

export type SeenEvent = { productId: string; event: ShopEvent };

export function readEvents(body: Buffer): Taken<SeenEvent[]> {
  const parsed = shape.safeParse(jsonIn(body));
  if (!parsed.success) return refuse("bad_request");
  return { ok: true, value: parsed.data.map(({ product_id, event }) => ({ productId: product_id, event })) };
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
