/** Which of a shop's connections make its try-ons, and by which model. Consent, money, the admin and the flow go by it. */
import type { Prisma } from "@prisma/client";
import { modelSettings, type Settings } from "../providers/description.ts";
import { findModel } from "../providers/registry.ts";

/** The order in which a merchant put them. */
export const inOrder = [
  { position: "asc" },
  { createdAt: "asc" },
] satisfies Prisma.ConnectionOrderByWithRelationInput[];

/** A connection together with what its merchant said of its models. */
export const withModels = { models: true } satisfies Prisma.ConnectionInclude;

export type ConnectionWithModels = Prisma.ConnectionGetPayload<{ include: typeof withModels }>;

/** A shop together with what may make its try-ons. */
export const withConnections = {
  connections: { where: { paused: false }, orderBy: inOrder, include: withModels },
} satisfies Prisma.ShopInclude;

export type ShopWithConnections = Prisma.ShopGetPayload<{ include: typeof withConnections }>;

type Placed = { paused: boolean; standsIn: boolean };

/** The first that is not paused, and the one that stands in for it: those whom a shopper is told of. */
export function inUse<One extends Placed>(connections: One[]): { first?: One; standIn?: One } {
  const first = connections.find(({ paused }) => !paused);
  const standIn = connections.find((one) => one !== first && one.standsIn && !one.paused);
  return { ...(first ? { first } : {}), ...(standIn ? { standIn } : {}) };
}

/** A connection with one of its models: that model's settings there, and what it costs there. */
export type Maker = {
  connection: ConnectionWithModels;
  provider: string;
  model: string;
  settings: Settings;
  priceMicros: bigint;
};

export function makerOf(connection: ConnectionWithModels, model = connection.model): Maker {
  const said = connection.models.find((one) => one.model === model);
  return {
    connection,
    provider: connection.provider,
    model,
    settings: modelSettings.parse(said?.settings ?? {}),
    priceMicros: said?.priceMicros ?? 0n,
  };
}

export type Chosen = Maker & {
  standsIn: boolean;
  /** The first one, where its stand-in was chosen. */
  insteadOf?: Maker | undefined;
};

/**
 * The first one, or its stand-in while the first can't: whichever has passed a test and is well since. The model that is
 * wanted is one of the first's; a stand-in has its own.
 */
export function choose(connections: ConnectionWithModels[], wanted?: string): Chosen | undefined {
  const { first, standIn } = inUse(connections);
  const maker = first && makerOf(first, modelFor(first, wanted));
  if (maker && isWell(maker.connection)) return { ...maker, standsIn: false };
  return standIn && isWell(standIn) ? { ...makerOf(standIn), standsIn: true, insteadOf: maker } : undefined;
}

/** A choice that was made for another provider's models sleeps until there is such a connection again. */
function modelFor({ provider, model }: ConnectionWithModels, wanted: string | undefined): string {
  return (wanted === undefined ? undefined : findModel(provider, wanted)?.id) ?? model;
}

export function isWell({ testedAt, unwell }: Pick<ConnectionWithModels, "testedAt" | "unwell">): boolean {
  return testedAt !== null && unwell === null;
}
