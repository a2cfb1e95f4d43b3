/** Reads to the last page what a bulk operation's query asks for, and writes it as Shopify does: a thing a line. */
import { getNamedType, Kind, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { ArgumentNode, DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import { z } from "zod";

export type RunDocument = (
  document: DocumentNode,
  variables: Record<string, unknown>,
) => Promise<ExecutionResult>;

type Node = Record<string, unknown>;
const connectionShape = z.object({ edges: z.array(z.object({ node: z.record(z.string(), z.unknown()) })) });
const pageShape = connectionShape.extend({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const paging = new Set(["first", "last", "after", "before"]);

export type Lines = { text: string; objectCount: number; rootObjectCount: number };

/** Undefined where a part of it is not allowed. */
export async function readAll(
  schema: GraphQLSchema,
  document: DocumentNode,
  run: RunDocument,
  isGrouped: boolean,
): Promise<Lines | undefined> {
  const paged = withPages(schema, document);
  const roots: Node[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await run(paged, { after });
    if (errors?.length) return undefined;
    const page: z.infer<typeof pageShape> = pageShape.parse(Object.values(data ?? {})[0]);
    roots.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  const lines = isGrouped ? roots.flatMap((root) => grouped(root)) : levelByLevel(roots);
  return {
    text: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    objectCount: lines.length,
    rootObjectCount: roots.length,
  };
}

/** What a bulk operation's query says of pages does not count; each list is read whole. */
function withPages(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema);
  let isRoot = true;
  const withLists = visit(
    document,
    visitWithTypeInfo(info, {
      Field(field) {
        if (!getNamedType(info.getType())?.name.endsWith("Connection")) return undefined;
        const own = (field.arguments ?? []).filter(({ name }) => !paging.has(name.value));
        const first = argument("first", { kind: Kind.INT, value: "250" });
        if (!isRoot) return { ...field, arguments: [...own, first] };
        isRoot = false;
        const after = argument("after", { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: "after" } });
        const pageInfo = named("pageInfo", [named("hasNextPage"), named("endCursor")]);
        const selections = [...(field.selectionSet?.selections ?? []), pageInfo];
        return {
          ...field,
          arguments: [...own, first, after],
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        };
      },
    }),
  );
  return visit(withLists, {
    OperationDefinition: (operation) => ({
      ...operation,
      variableDefinitions: [
        {
          kind: Kind.VARIABLE_DEFINITION,
          variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: "after" } },
          type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "String" } },
        },
      ],
    }),
  });
}

function argument(name: string, value: ArgumentNode["value"]): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value };
}

function named(name: string, selections: object[] = []): object {
  const inside = selections.length > 0 ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {};
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name }, ...inside };
}

function split(node: Node, parent: unknown): { line: Node; children: Node[] } {
  const line: Node = {};
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    const list = connectionShape.safeParse(value);
    if (list.success) children.push(...list.data.edges.map((edge) => edge.node));
    else line[key] = value;
  }
  return { line: parent === undefined ? line : { ...line, __parentId: parent }, children };
}

function grouped(node: Node, parent?: unknown): Node[] {
  const { line, children } = split(node, parent);
  return [line, ...children.flatMap((child) => grouped(child, node.id))];
}

function levelByLevel(roots: Node[]): Node[] {
  const lines: Node[] = [];
  for (let level = roots.map((node) => ({ node, parent: undefined as unknown })); level.length > 0;) {
    level = level.flatMap(({ node, parent }) => {
      const { line, children } = split(node, parent);
      lines.push(line);
      return children.map((child) => ({ node: child, parent: node.id }));
    });
  }
  return lines;
}
