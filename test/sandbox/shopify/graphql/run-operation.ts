/** Runs one operation as the Admin API does: validated against Shopify's schema, each field behind its scope. */
import { defaultFieldResolver, execute as executeDocument, GraphQLError, parse, validate } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLFieldResolver } from "graphql";
import { accessDenied, isGranted, refuseWithoutScope } from "./access.ts";
import type { AdminSchema } from "./admin-schema.ts";
import type { Context } from "./context.ts";
import { costOf } from "./cost.ts";
import type { makeThrottle } from "./cost.ts";
import { rootOf } from "./root.ts";

export type OperationRequest = {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
};

export async function runOperation(
  context: Context,
  spend: ReturnType<typeof makeThrottle>,
  { query, variables, operationName }: OperationRequest,
) {
  const { admin } = context;
  const document = parsed(query);
  if (document instanceof GraphQLError) return { errors: [document] };
  const mistakes = validate(admin.schema, document);
  if (mistakes.length > 0) return { errors: mistakes };

  const values = variables ?? {};
  const { spent, cost } = spend(context.shop.domain, costOf(admin.schema, document, values));
  if (!spent) {
    const throttled = { message: "Throttled", extensions: { code: "THROTTLED" } };
    return { errors: [throttled], extensions: { cost } };
  }
  const result = await execute(context, document, values, operationName);
  return { ...result, extensions: { cost } };
}

export async function execute(
  context: Context,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  operationName?: string | null | undefined,
): Promise<ExecutionResult> {
  const { admin, scopes } = context;
  return executeDocument({
    schema: admin.schema,
    document,
    rootValue: rootOf(context),
    contextValue: context,
    variableValues,
    operationName,
    fieldResolver: guarded(admin, scopes),
  });
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError("The query cannot be read");
  }
}

function guarded(admin: AdminSchema, scopes: string[]): GraphQLFieldResolver<unknown, Context> {
  return (source, values, context, info) => {
    const parent = info.parentType.name;
    refuseWithoutScope(admin, scopes, { parent, name: info.fieldName, returns: info.returnType });
    // An unanswered field would otherwise be null and look like a shop without that data.
    if (typeof source !== "object" || source === null || !(info.fieldName in source)) {
      throw new GraphQLError(`The sandbox's Shopify does not answer ${parent}.${info.fieldName}`, {
        extensions: { code: "NOT_IN_SANDBOX" },
      });
    }
    const answer: unknown = defaultFieldResolver(source, values, context, info);
    for (const item of Array.isArray(answer) ? answer : [answer]) {
      refuseHiddenType(admin, scopes, item, info.fieldName);
    }
    return answer;
  };
}

/** `node(id)` says nothing of its type before it is answered. */
function refuseHiddenType(
  { scopesFor }: AdminSchema,
  granted: string[],
  item: unknown,
  fieldName: string,
): void {
  if (typeof item !== "object" || item === null || !("__typename" in item)) return;
  const { __typename: typeName } = item;
  const needed = scopesFor(String(typeName));
  if (needed.length > 0 && !needed.some((scope) => isGranted(granted, scope))) {
    throw accessDenied(fieldName, needed);
  }
}
