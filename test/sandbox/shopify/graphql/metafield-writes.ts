/** metafieldsSet and metafieldsDelete: all of a call or nothing, on the app's installation. */
import { GraphQLError } from "graphql";
import type { Metafield } from "../../world.ts";
import { accessDenied, isGranted } from "./access.ts";
import type { Context } from "./context.ts";
import { digestOf, installationId, metafieldNode, namespaceOf } from "./installation-nodes.ts";
import { nameMistake, valueMistake } from "./metafield-checks.ts";
import type { Mistake } from "./metafield-checks.ts";

const mostInOneCall = 25;

type SetInput = {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
};

export function setMetafields(context: Context, inputs: SetInput[]) {
  const { world, shop } = context;
  refuseTooMany(inputs, "metafieldsSet");
  const written: Metafield[] = [];
  const userErrors = inputs.flatMap((input, elementIndex) => {
    const namespace = namespaceOf(context, input.namespace);
    const present = shop.appData.get(`${namespace}.${input.key}`);
    const type = input.type ?? present?.type;
    const mistake =
      ownerMistake(context, input.ownerId, "metafieldsSet") ??
      nameMistake(namespace, input.key) ??
      valueMistake(type, input.value) ??
      typeMistake(present, type) ??
      staleMistake(present, input);
    if (mistake) return [userError(mistake, elementIndex)];
    const updatedAt = new Date().toISOString();
    written.push({ namespace, key: input.key, type: type ?? "", value: input.value, updatedAt });
    return [];
  });
  if (userErrors.length > 0) return { metafields: [], userErrors };
  for (const metafield of written) shop.appData.set(`${metafield.namespace}.${metafield.key}`, metafield);
  world.save();
  return { metafields: written.map((metafield) => metafieldNode(context, metafield)), userErrors };
}

type Identifier = { ownerId: string; namespace: string; key: string };

export function deleteMetafields(context: Context, identifiers: Identifier[]) {
  const { world, shop } = context;
  refuseTooMany(identifiers, "metafieldsDelete");
  const userErrors = identifiers.flatMap(({ ownerId }, index) => {
    const mistake = ownerMistake(context, ownerId, "metafieldsDelete");
    return mistake ? [userError(mistake, index)] : [];
  });
  if (userErrors.length > 0) return { deletedMetafields: [], userErrors };
  const deletedMetafields = identifiers.map(({ ownerId, namespace, key }) => {
    const resolved = namespaceOf(context, namespace);
    return shop.appData.delete(`${resolved}.${key}`) ? { ownerId, namespace: resolved, key } : null;
  });
  world.save();
  return { deletedMetafields, userErrors };
}

function refuseTooMany(items: unknown[], field: string): void {
  if (items.length <= mostInOneCall) return;
  throw new GraphQLError(
    `The input array size of ${items.length} is greater than the maximum allowed of ${mostInOneCall}.`,
    { path: [field, "metafields"], extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
  );
}

function ownerMistake(context: Context, ownerId: string, field: string): Mistake | undefined {
  if (ownerId === installationId(context)) return undefined;
  const ofProducts = /^gid:\/\/shopify\/(Product|ProductVariant|Collection)\//.test(ownerId);
  if (ofProducts && !isGranted(context.scopes, "write_products"))
    throw accessDenied(field, ["write_products"]);
  const message = ofProducts
    ? "The sandbox keeps metafields of the app's installation only."
    : "Owner does not exist.";
  return { code: "INVALID", field: "ownerId", message };
}

function typeMistake(present: Metafield | undefined, type: string | undefined): Mistake | undefined {
  if (!present || present.type === type) return undefined;
  return { code: "INVALID_TYPE", field: "type", message: `Type must be consistent: ${present.type}.` };
}

/** An absent digest writes in any case; null means that the metafield must not be there yet. */
function staleMistake(present: Metafield | undefined, input: SetInput): Mistake | undefined {
  if (input.compareDigest === undefined) return undefined;
  const digest = present ? digestOf(present.value) : null;
  if (digest === input.compareDigest) return undefined;
  const message =
    "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";
  return { code: "STALE_OBJECT", field: "compareDigest", message };
}

function userError({ code, field, message }: Mistake, elementIndex: number) {
  return {
    __typename: "MetafieldsSetUserError",
    code,
    message,
    elementIndex,
    field: ["metafields", String(elementIndex), field],
  };
}
