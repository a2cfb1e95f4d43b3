/** Shopify's Admin API in the background: with a fresh token, waiting when Shopify asks for it, and answers checked. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { ShopifyApi } from "../shopify.server.ts";
import type { Tokens } from "./tokens.server.ts";

export type Ask = <Answer>(
  shop: string,
  operation: string,
  shape: z.ZodType<Answer>,
  variables?: Record<string, unknown>,
) => Promise<Answer>;

const attempts = 6;

/** Throttling comes as HTTP 200 with this inside; the library does not wait for it. */
const throttled = z.object({
  body: z.object({
    errors: z.object({
      graphQLErrors: z.array(z.object({ extensions: z.object({ code: z.literal("THROTTLED") }) })).min(1),
    }),
  }),
});

export function createAsk({ api, tokens }: { api: ShopifyApi; tokens: Tokens }): Ask {
  return async (shop, operation, shape, variables = {}) => {
    const session = await tokens.fresh(shop);
    if (!session?.accessToken)
      throw new Error(`there is no token for ${shop}; the app has to be opened there once`);
    const client = new api.clients.Graphql({ session });
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await client.request(operation, { variables });
        return shape.parse(answer.data);
      } catch (error) {
        if (attempt === attempts || !throttled.safeParse(error).success) throw error;
        await pause(1_000 * attempt);
      }
    }
  };
}
