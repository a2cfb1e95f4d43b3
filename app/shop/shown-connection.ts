/** What the browser may see of a connection: everything but the key. */
import { writeMoney } from "../money.ts";
import { explainFailure, isFailureCode } from "../providers/failures.ts";
import type { Settings } from "../providers/description.ts";
import type { Said } from "../words/said.ts";
import { type ConnectionWithModels, inUse, isWell, makerOf } from "./in-use.ts";

/** What its merchant said of one of its models. */
export type ShownModel = {
  model: string;
  settings: Settings;
  /** As it stands in the form; empty where its merchant has not said it. */
  price: string;
};

export type ShownConnection = {
  id: string;
  provider: string;
  baseAddress: string;
  model: string;
  models: ShownModel[];
  settings: Settings;
  keyHint: string;
  parallelLimit: number;
  price: string;
  /** The same in millionths; not there where its merchant has not said it. */
  priceMicros?: string;
  paused: boolean;
  /** Makes the shop's try-ons: the first that is not paused. */
  first: boolean;
  /** Makes them when the first can't. While it is the first itself, this waits. */
  standsIn: boolean;
  /** Makes them at this moment, because the first can't. */
  standingIn: boolean;
  health: "well" | "unwell" | "untested";
  /** What is wrong and what to do about it. */
  advice?: Said;
  /** And that is its key. */
  keyRefused?: true;
  balance?: number;
};

/** All of a shop's connections in their order. */
export function showConnections(connections: ConnectionWithModels[]): ShownConnection[] {
  const { first, standIn } = inUse(connections);
  const isTakenOver = first !== undefined && !isWell(first) && standIn !== undefined && isWell(standIn);
  return connections.map((connection) => ({
    ...shownOf(connection),
    first: connection === first,
    standingIn: connection === standIn && isTakenOver,
  }));
}

function shownOf(connection: ConnectionWithModels): Omit<ShownConnection, "first" | "standingIn"> {
  const { id, provider, baseAddress, model, keyHint, parallelLimit, paused, standsIn } = connection;
  const { unwell, testedAt, balance } = connection;
  const { settings, priceMicros } = makerOf(connection);
  return {
    id,
    provider,
    baseAddress,
    model,
    models: connection.models.map((one) => shownModel(connection, one.model)),
    settings,
    keyHint,
    parallelLimit,
    price: writePrice(priceMicros),
    ...(priceMicros === 0n ? {} : { priceMicros: String(priceMicros) }),
    paused,
    standsIn,
    health: unwell !== null ? "unwell" : testedAt === null ? "untested" : "well",
    ...(unwell !== null && isFailureCode(unwell) ? { advice: explainFailure(unwell) } : {}),
    ...(unwell === "key_refused" ? { keyRefused: true } : {}),
    ...(balance === null ? {} : { balance }),
  };
}

function shownModel(connection: ConnectionWithModels, model: string): ShownModel {
  const { settings, priceMicros } = makerOf(connection, model);
  return { model, settings, price: writePrice(priceMicros) };
}

/** Nothing is how a form says that a price is not known. */
export function writePrice(micros: bigint): string {
  return micros === 0n ? "" : writeMoney(micros);
}
