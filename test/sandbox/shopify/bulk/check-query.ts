/** What Shopify takes of a bulk operation's query, and in which words it refuses the rest. */
import {
  getNamedType,
  GraphQLError,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { DocumentNode, FieldNode, GraphQLSchema, SelectionSetNode } from "graphql";

const mostConnections = 5;
const deepest = 2;

export type CheckedQuery = { document: DocumentNode; mistake?: never } | { mistake: string };

export function checkBulkQuery(schema: GraphQLSchema, text: string): CheckedQuery {
  try {
    const document = parse(text);
    const [invalid] = validate(schema, document);
    if (invalid) return { mistake: `Invalid bulk query: ${invalid.message}` };
    const [operation, ...others] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== "query" || others.length > 0)
      return { mistake: "The sandbox's bulk operations take one query and no named fragments" };
    if (operation.selectionSet.selections.length !== 1)
      return { mistake: "Bulk queries cannot have more than one top-level field" };
    const mistake = mistakeOf(schema, document);
    return mistake === undefined ? { document } : { mistake };
  } catch (error) {
    if (error instanceof GraphQLError) return { mistake: `Invalid bulk query: ${error.message}` };
    throw error;
  }
}

function mistakeOf(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const info = new TypeInfo(schema);
  const withoutId: string[] = [];
  const withoutEdges: string[] = [];
  let [count, depth, deepestSeen] = [0, 0, 0];
  const isConnection = () => getNamedType(info.getType())?.name.endsWith("Connection") === true;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          if (!isConnection()) return;
          deepestSeen = Math.max(deepestSeen, depth);
          count += 1;
          depth += 1;
          const edges = fieldsOf(field.selectionSet);
          const nodes = fieldsOf(edges[0]?.selectionSet);
          if (
            edges.some(({ name }) => name.value !== "edges") ||
            nodes.some(({ name }) => name.value !== "node")
          )
            withoutEdges.push(...edges.map(({ name }) => name.value));
          const selected = fieldsOf(nodes[0]?.selectionSet);
          if (!selected.some(({ name, alias }) => name.value === "id" && !alias))
            withoutId.push(field.name.value);
        },
        leave() {
          if (isConnection()) depth -= 1;
        },
      },
    }),
  );
  if (count === 0) return "Bulk queries must contain at least one connection.";
  if (count > mostConnections) return `Bulk queries cannot contain more than ${mostConnections} connections.`;
  if (deepestSeen > deepest)
    return `Bulk queries cannot contain connections with a nesting depth greater than ${deepest}.`;
  if (withoutEdges.length > 0)
    return `All connection fields in a bulk query must select their contents using 'edges' > 'node'. Invalid connection fields: '${withoutEdges.join(", ")}'.`;
  if (withoutId.length > 0 && count > 1)
    return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.join(", ")}.`;
  return undefined;
}

function fieldsOf(selectionSet: SelectionSetNode | undefined): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}
