/** Which types and root fields a set of operations touches in a schema. */
import { getNamedType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from "graphql";
import type { GraphQLSchema } from "graphql";
import type { Operation } from "./app-operations.ts";

export function typesUsedBy(operations: Operation[], schema: GraphQLSchema) {
  const types = new Set<string>();
  const rootFields = new Set<string>();
  for (const { file, text } of operations) {
    const document = parse(text);
    const [mistake] = validate(schema, document);
    if (mistake) throw new Error(`${file}: ${mistake.message}`);
    const info = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(info, {
        Field(node) {
          const parent = info.getParentType();
          if (parent === schema.getQueryType() || parent === schema.getMutationType()) {
            rootFields.add(`${parent?.name}.${node.name.value}`);
          }
        },
        enter() {
          for (const type of [info.getType(), info.getParentType()]) {
            if (type) types.add(getNamedType(type).name);
          }
        },
      }),
    );
  }
  return { types, rootFields };
}
