/** Shopify's bulk operation: it runs our query over the whole catalogue and leaves a file of lines. */
import { z } from "zod";
import type { Ask } from "../shop/admin-api.server.ts";
import { allProducts, bulkState, runBulk, runningBulk } from "./operations.ts";
import { ReadingTrouble } from "./reading-trouble.ts";

const runShape = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullish(),
    userErrors: z.array(z.object({ code: z.string().nullish() })),
  }),
});
const runningShape = z.object({
  bulkOperations: z.object({
    nodes: z.array(
      z.object({ id: z.string(), status: z.string(), query: z.string(), createdAt: z.string() }),
    ),
  }),
});
const stateShape = z.object({
  bulkOperation: z
    .object({
      status: z.string(),
      errorCode: z.string().nullish(),
      rootObjectCount: z.union([z.string(), z.number()]),
      url: z.string().nullish(),
    })
    .nullable(),
});

export type BulkState = NonNullable<z.infer<typeof stateShape>["bulkOperation"]>;

const expired: BulkState = { status: "EXPIRED", rootObjectCount: "0" };

/** Shopify's clock and ours may differ by a little. */
const clockMs = 60_000;

/**
 * Ours that was begun for this reading, where the process that began it died before it could write that down; else a new
 * one. Not ok where others have to end before.
 */
export async function findOrRunBulk(
  ask: Ask,
  shop: string,
  since: Date,
): Promise<{ ok: true; id: string } | { ok: false }> {
  const { bulkOperations } = await ask(shop, runningBulk, runningShape);
  const begun = bulkOperations.nodes.find(
    ({ query, status, createdAt }) =>
      query.trim() === allProducts.trim() &&
      ["CREATED", "RUNNING"].includes(status) &&
      Date.parse(createdAt) > since.getTime() - clockMs,
  );
  if (begun) return { ok: true, id: begun.id };
  const { bulkOperationRunQuery: run } = await ask(shop, runBulk, runShape, { query: allProducts });
  if (run.bulkOperation) return { ok: true, id: run.bulkOperation.id };
  const [error] = run.userErrors;
  if (error?.code === "OPERATION_IN_PROGRESS" || error?.code === "LIMIT_REACHED") return { ok: false };
  throw new ReadingTrouble("refused");
}

/** One that Shopify no longer knows has expired. */
export async function stateOf(ask: Ask, shop: string, id: string): Promise<BulkState> {
  const { bulkOperation } = await ask(shop, bulkState, stateShape, { id });
  return bulkOperation ?? expired;
}

export function isBulkOver({ status }: BulkState): boolean {
  return ["COMPLETED", "FAILED", "CANCELED", "EXPIRED"].includes(status);
}
