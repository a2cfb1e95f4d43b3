/** Bulk operations: begun by a mutation, over after a while, their file served for as long as the shop keeps the app. */
import { randomBytes } from "node:crypto";
import type { BulkOperation, Shop, World } from "../../world.ts";
import type { Context } from "../graphql/context.ts";
import { globalId, idNumber } from "../graphql/context.ts";
import { matches, parseSearch } from "../graphql/search.ts";
import { isSubscribed, sendWebhook } from "../webhooks.ts";
import { checkBulkQuery } from "./check-query.ts";
import { readAll } from "./read-all.ts";

/** As Shopify's versions since 2026-01 allow. */
const mostAtOnce = 5;
const usualMs = 300;

type Begun = {
  bulkOperation: object | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
};

export async function beginBulk(
  context: Context,
  { query, groupObjects }: { query: string; groupObjects: boolean },
): Promise<Begun> {
  const { world, shop, admin, run } = context;
  const refuse = (code: string, message: string): Begun => ({
    bulkOperation: null,
    userErrors: [{ code, field: code === "INVALID" ? ["query"] : null, message }],
  });
  const checked = checkBulkQuery(admin.schema, query);
  if (checked.mistake !== undefined) return refuse("INVALID", checked.mistake);
  const operations = (shop.bulkOperations ??= []);
  if (operations.filter(isOpen).length >= mostAtOnce)
    return refuse("LIMIT_REACHED", "The limit of concurrent bulk query operations for this shop is reached.");

  const now = new Date().toISOString();
  const operation: BulkOperation = {
    id: 7_200_000_001 + operations.length,
    generation: shop.generation,
    query,
    status: "CREATED",
    createdAt: now,
    completedAt: undefined,
    key: randomBytes(12).toString("hex"),
    lines: undefined,
  };
  operations.push(operation);
  // The catalogue as it is now: whatever is changed while it runs stands in no line.
  operation.lines = await readAll(admin.schema, checked.document, run, groupObjects);
  const ms = world.bulkMs ?? usualMs;
  if (Number.isFinite(ms)) setTimeout(() => void finishBulk(world, shop, operation), ms).unref();
  return { bulkOperation: bulkNode(context, operation), userErrors: [] };
}

/** Told to the app, unless a webhook of it is to be lost. */
export async function finishBulk(
  world: World,
  shop: Shop,
  operation: BulkOperation,
  { status = "COMPLETED", isTold = true }: { status?: BulkOperation["status"]; isTold?: boolean } = {},
): Promise<void> {
  if (!isOpen(operation) || operation.generation !== shop.generation) return;
  operation.status = operation.lines ? status : "FAILED";
  operation.completedAt = new Date().toISOString();
  const topic = "bulk_operations/finish";
  if (!isTold || !shop.installation || !isSubscribed(world, topic)) return;
  await sendWebhook(world, { shop, topic, payload: bulkPayload(operation) });
}

export function bulkPayload({
  id,
  status,
  createdAt,
  completedAt,
}: Pick<BulkOperation, "id" | "status" | "createdAt" | "completedAt">) {
  return {
    admin_graphql_api_id: globalId("BulkOperation", id),
    completed_at: completedAt ?? null,
    created_at: createdAt,
    error_code: status === "FAILED" ? "internal_server_error" : null,
    status: status.toLowerCase(),
    type: "query",
  };
}

export function bulkNode({ world, shop }: Context, operation: BulkOperation) {
  const { id, status, query, createdAt, completedAt = null, key, lines } = operation;
  const isDone = status === "COMPLETED" && lines && lines.objectCount > 0;
  return {
    __typename: "BulkOperation",
    id: globalId("BulkOperation", id),
    type: "QUERY",
    status,
    query,
    createdAt,
    completedAt,
    errorCode: status === "FAILED" ? "INTERNAL_SERVER_ERROR" : null,
    objectCount: String(lines?.objectCount ?? 0),
    rootObjectCount: String(lines?.rootObjectCount ?? 0),
    fileSize: isDone ? String(Buffer.byteLength(lines.text)) : null,
    url: isDone ? `${world.origin}/_bulk/${shop.domain}/${id}/${key}.jsonl` : null,
    partialDataUrl: null,
  };
}

export function bulkOperationsOf({ shop }: Context, query: string | null | undefined): BulkOperation[] {
  const own = (shop.bulkOperations ?? []).filter(({ generation }) => generation === shop.generation);
  if (!query?.trim()) return own;
  const search = parseSearch(query);
  return own.filter(({ status }) =>
    matches(search, ({ field, value }) => {
      if (field === "operation_type") return value.toLowerCase() === "query";
      return field === "status" && value.toLowerCase() === status.toLowerCase();
    }),
  );
}

export function findBulk(context: Context, id: string): BulkOperation | undefined {
  return bulkOperationsOf(context, null).find((operation) => operation.id === idNumber("BulkOperation", id));
}

function isOpen({ status }: BulkOperation): boolean {
  return status === "CREATED" || status === "RUNNING";
}
