/** Refuses a field whose access scope was not granted, in Shopify's words. */
import { getNamedType, GraphQLError, isObjectType } from "graphql";
import type { GraphQLOutputType } from "graphql";
import type { AdminSchema } from "./admin-schema.ts";

/** Writing includes reading: Shopify grants read_x with write_x. */
export function isGranted(granted: string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_"));
}

export function accessDenied(fieldName: string, scopes: string[]): GraphQLError {
  const names = scopes.map((scope) => `\`${scope}\` access scope`);
  const last = names.pop() ?? "";
  const requiredAccess = `${names.length > 0 ? `${names.join(", ")} or ` : ""}${last}.`;
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess,
    },
  });
}

export function refuseWithoutScope(
  { scopesFor }: AdminSchema,
  granted: string[],
  field: { parent: string; name: string; returns: GraphQLOutputType },
): void {
  const scopes = scopesFor(field.parent, field.name);
  const needed = scopes.length > 0 ? scopes : scopesFor(deliveredType(field.returns));
  if (needed.length > 0 && !needed.some((scope) => isGranted(granted, scope))) {
    throw accessDenied(field.name, needed);
  }
}

/** A connection needs what its nodes need, so that the refusal stands at the field that the app wrote. */
function deliveredType(returns: GraphQLOutputType): string {
  const type = getNamedType(returns);
  const nodes = isObjectType(type) && type.name.endsWith("Connection") ? type.getFields().nodes : undefined;
  return nodes ? getNamedType(nodes.type).name : type.name;
}
