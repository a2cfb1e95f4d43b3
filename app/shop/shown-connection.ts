/** What the browser may see of a connection: everything but the key. */
import type { Connection } from "@prisma/client";
import { showMoney, writeMoney } from "../money.ts";
import { isFailureCode, meaningOf } from "../providers/failures.ts";
import { inUse } from "./in-use.ts";
import { modelSettingsShape } from "./connection-health.server.ts";

export type ShownConnection = {
  id: string;
  provider: string;
  baseAddress: string;
  model: string;
  settings: Record<string, unknown>;
  keyHint: string;
  parallelLimit: number;
  /** As it stands in the form; empty where its merchant has not said it. */
  price: string;
  /** The same with its currency. */
  shownPrice?: string;
  paused: boolean;
  /** Makes the shop's try-ons: the first that is not paused. */
  first: boolean;
  /** Makes them when the first can't. While it is the first itself, this waits. */
  standsIn: boolean;
  health: "well" | "unwell" | "untested";
  /** What is wrong and what to do about it. */
  advice?: string;
  balance?: string;
};

/** All of a shop's connections in their order. */
export function showConnections(connections: Connection[], currency: string): ShownConnection[] {
  const { first } = inUse(connections);
  return connections.map((connection) => ({
    ...shownOf(connection, currency),
    first: connection === first,
  }));
}

function shownOf(connection: Connection, currency: string): Omit<ShownConnection, "first"> {
  const { id, provider, baseAddress, model, keyHint, parallelLimit, paused, standsIn } = connection;
  const { priceMicros, unwell, testedAt, balance } = connection;
  return {
    id,
    provider,
    baseAddress,
    model,
    settings: modelSettingsShape.parse(connection.settings),
    keyHint,
    parallelLimit,
    price: priceMicros === 0n ? "" : writeMoney(priceMicros),
    ...(priceMicros === 0n ? {} : { shownPrice: showMoney(priceMicros, currency) }),
    paused,
    standsIn,
    health: unwell !== null ? "unwell" : testedAt === null ? "untested" : "well",
    ...(unwell !== null && isFailureCode(unwell) ? { advice: meaningOf(unwell).merchant } : {}),
    ...(balance === null ? {} : { balance }),
  };
}
