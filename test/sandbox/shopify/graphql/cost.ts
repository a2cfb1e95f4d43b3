/**
 * Query costs and the leaky bucket behind them. Shopify's exact sums are not public; these keep their shape: an
 * object is 1, a mutation 10, a connection grows slowly with its page, and a bucket that is empty answers THROTTLED.
 */
import { getNamedType, isCompositeType, Kind, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { DocumentNode, FieldNode, GraphQLSchema } from "graphql";

const maximumAvailable = 2000;
const restoreRate = 100;

type Bucket = { available: number; at: number };

export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number {
  const info = new TypeInfo(schema);
  let cost = 0;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const type = info.getType();
        if (!type || !isCompositeType(getNamedType(type))) return;
        if (info.getParentType() === schema.getMutationType()) cost += 10;
        else cost += getNamedType(type).name.endsWith("Connection") ? pageCost(node, variables) : 1;
      },
    }),
  );
  return cost;
}

function pageCost(field: FieldNode, variables: Record<string, unknown>): number {
  const argument = field.arguments?.find(
    ({ name }) => name.value === "first" || name.value === "last",
  )?.value;
  if (!argument) return 2;
  const size =
    argument.kind === Kind.VARIABLE
      ? variables[argument.name.value]
      : "value" in argument
        ? argument.value
        : 0;
  return 2 + Math.ceil(Math.max(0, Number(size) || 0) / 10);
}

/** Takes the cost out of the shop's bucket; `spent` is false when there was not enough in it. */
export function makeThrottle() {
  const buckets = new Map<string, Bucket>();
  return (domain: string, cost: number) => {
    const now = Date.now();
    const { available, at } = buckets.get(domain) ?? { available: maximumAvailable, at: now };
    const filled = Math.min(maximumAvailable, available + ((now - at) / 1000) * restoreRate);
    const spent = cost <= filled;
    const left = spent ? filled - cost : filled;
    buckets.set(domain, { available: left, at: now });
    const throttleStatus = { maximumAvailable, currentlyAvailable: Math.floor(left), restoreRate };
    return {
      spent,
      cost: { requestedQueryCost: cost, actualQueryCost: spent ? cost : null, throttleStatus },
    };
  };
}
