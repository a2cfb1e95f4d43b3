/** Which of a shop's connections make its try-ons. Said once: consent, money, the admin and the flow all go by it. */
import type { Connection, Prisma } from "@prisma/client";

/** The order in which a merchant put them. */
export const inOrder = [
  { position: "asc" },
  { createdAt: "asc" },
] satisfies Prisma.ConnectionOrderByWithRelationInput[];

/** A shop together with what may make its try-ons. */
export const withConnections = {
  connections: { where: { paused: false }, orderBy: inOrder },
} satisfies Prisma.ShopInclude;

export type ShopWithConnections = Prisma.ShopGetPayload<{ include: typeof withConnections }>;

type Placed = { paused: boolean; standsIn: boolean };

/** The first that is not paused, and the one that stands in for it: those whom a shopper is told of. */
export function inUse<One extends Placed>(connections: One[]): { first?: One; standIn?: One } {
  const first = connections.find(({ paused }) => !paused);
  const standIn = connections.find((one) => one !== first && one.standsIn && !one.paused);
  return { ...(first ? { first } : {}), ...(standIn ? { standIn } : {}) };
}

export type Chosen = {
  connection: Connection;
  standsIn: boolean;
  /** The first one, where its stand-in was chosen. */
  insteadOf?: Connection | undefined;
};

/** The first one, or its stand-in while the first can't: whichever has passed a test and is well since. */
export function choose(connections: Connection[]): Chosen | undefined {
  const { first, standIn } = inUse(connections);
  if (first && isWell(first)) return { connection: first, standsIn: false };
  return standIn && isWell(standIn) ? { connection: standIn, standsIn: true, insteadOf: first } : undefined;
}

export function isWell({ testedAt, unwell }: Pick<Connection, "testedAt" | "unwell">): boolean {
  return testedAt !== null && unwell === null;
}
