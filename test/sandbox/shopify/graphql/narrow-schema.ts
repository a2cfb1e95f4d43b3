/**
 * Cuts an introspection down to some types. A kept type keeps all fields whose own type is kept, so a field that
 * Shopify does not have is still refused; descriptions go.
 */
import type {
  IntrospectionField,
  IntrospectionInputValue,
  IntrospectionQuery,
  IntrospectionType,
  IntrospectionTypeRef,
} from "graphql";

export function narrow(
  introspection: IntrospectionQuery,
  types: Set<string>,
  rootFields: Set<string>,
): IntrospectionQuery {
  const { __schema } = introspection;
  const roots = new Set([__schema.queryType.name, __schema.mutationType?.name ?? ""]);
  const all = new Map(__schema.types.map((type) => [type.name, type]));
  const kinds = (name: string) => all.get(name)?.kind ?? "";
  const isKept = (name: string) => types.has(name) || ["SCALAR", "ENUM"].includes(kinds(name));

  const cut = __schema.types
    .filter((type) => roots.has(type.name) || types.has(type.name))
    .map((type) => {
      if (type.kind !== "OBJECT" && type.kind !== "INTERFACE") return plain(type);
      const fields = type.fields.filter((field) => {
        if (roots.has(type.name) && !rootFields.has(`${type.name}.${field.name}`)) return false;
        return isKept(nameOf(field.type));
      });
      const interfaces = type.interfaces.filter(({ name }) => types.has(name));
      const objects = { ...type, fields: fields.map(withoutText), interfaces };
      if (objects.kind === "OBJECT") return plain(objects);
      const possibleTypes = objects.possibleTypes.filter(({ name }) => types.has(name));
      return plain({ ...objects, possibleTypes });
    });

  const reached = new Map<string, IntrospectionType>(cut.map((type) => [type.name, type]));
  for (const type of reached.values()) {
    for (const name of namesIn(type)) {
      const other = all.get(name);
      if (other && !reached.has(name)) reached.set(name, plain(other));
    }
  }
  return {
    __schema: {
      ...__schema,
      description: undefined,
      subscriptionType: null,
      types: [...reached.values(), ...__schema.types.filter(({ name }) => name.startsWith("__")).map(plain)],
      directives: __schema.directives.map(withoutText),
    },
  };
}

/** The types that a kept type cannot stand without: of its fields' leaves, its arguments and its inputs. */
function namesIn(type: IntrospectionType): string[] {
  if (type.kind === "INPUT_OBJECT") return type.inputFields.map((field) => nameOf(field.type));
  if (type.kind !== "OBJECT" && type.kind !== "INTERFACE") return [];
  return type.fields.flatMap((field) => [nameOf(field.type), ...field.args.map((arg) => nameOf(arg.type))]);
}

function nameOf(type: IntrospectionTypeRef): string {
  return type.kind === "LIST" || type.kind === "NON_NULL" ? nameOf(type.ofType) : type.name;
}

function plain(type: IntrospectionType): IntrospectionType {
  const bare = { ...type, description: undefined };
  if (bare.kind === "ENUM") return { ...bare, enumValues: bare.enumValues.map(withoutText) };
  if (bare.kind === "INPUT_OBJECT") return { ...bare, inputFields: bare.inputFields.map(withoutText) };
  return bare;
}

type Described = {
  description?: unknown;
  deprecationReason?: unknown;
  args?: readonly IntrospectionInputValue[];
};

function withoutText<Item extends Described | IntrospectionField>(item: Item): Item {
  const args = "args" in item && item.args ? { args: item.args.map(withoutText) } : {};
  const deprecation = item.deprecationReason ? { deprecationReason: "No longer supported" } : {};
  return { ...item, description: undefined, ...deprecation, ...args };
}
