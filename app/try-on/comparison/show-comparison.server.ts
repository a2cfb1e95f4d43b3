/** A comparison as its merchant sees it: what each model made of it, or where it stands, what it took and what it cost. */
import type { Charge, Picture, TryOn } from "@prisma/client";
import type { Database } from "../../db.server.ts";
import { explainFailure } from "../../providers/failures.ts";
import { modelName, providerName } from "../../providers/registry.ts";
import type { Said } from "../../words/said.ts";
import { hasEnded } from "../states.ts";
import { isUuid } from "../../uuid.ts";

export type ComparedModel = {
  id: string;
  /** Not there once it was removed. */
  connectionId?: string;
  model: string;
  label: string;
  provider: Said;
  state: "queued" | "running" | "done" | "failed";
  /** From being sent to being here. */
  ms?: number;
  priceMicros: string;
  charge: Charge;
  failure?: Said;
  /** A short-lived address of the result. */
  picture?: string;
};

export type ShownComparison = {
  id: string;
  productId: string;
  product: string;
  /** Null for the merchant's own photo. */
  person: string | null;
  ended: boolean;
  /** When the first of its pictures goes. */
  keptUntil?: string;
  models: ComparedModel[];
};

/** Its connection is none once it was removed. */
type ComparedTryOn = TryOn & { pictures: Picture[]; connection: { id: string } | null };

type Parts = { db: Database; resultAddress: (pictureId: string) => string; now: () => Date };

export function createShowComparison({ db, resultAddress, now }: Parts) {
  /** Undefined for what is no comparison of the shop's, or has nothing left to show. */
  return async (shop: string, id: string): Promise<ShownComparison | undefined> => {
    if (!isUuid(id)) return undefined;
    const found = await db.comparison.findFirst({
      where: { id, shopDomain: shop },
      include: {
        tryOns: {
          include: {
            pictures: { where: { role: "result", key: { not: null }, expiresAt: { gt: now() } } },
            connection: { select: { id: true } },
          },
        },
      },
    });
    if (!found) return undefined;
    const { tryOns } = found;
    const isGone = tryOns.every(({ state, pictures }) => state === "done" && pictures.length === 0);
    if (isGone) return undefined;
    const [soonest] = tryOns
      .flatMap(({ pictures }) => pictures.map(({ expiresAt }) => expiresAt.getTime()))
      .toSorted((one, other) => one - other);
    return {
      id,
      productId: String(found.productId),
      product: tryOns[0]?.productTitle ?? "",
      person: found.person,
      ended: tryOns.every(({ state }) => hasEnded(state)),
      ...(soonest === undefined ? {} : { keptUntil: new Date(soonest).toISOString() }),
      models: tryOns.map(shownModel).toSorted((one, other) => one.label.localeCompare(other.label)),
    };
  };

  function shownModel(tryOn: ComparedTryOn): ComparedModel {
    const { id, connection, provider, model, state, submittedAt, endedAt, failureCode, charge } = tryOn;
    const [picture] = tryOn.pictures;
    return {
      id,
      ...(connection ? { connectionId: connection.id } : {}),
      model,
      label: modelName(provider, model),
      provider: providerName(provider),
      state: state === "submitting" ? "queued" : state,
      ...(submittedAt && endedAt ? { ms: endedAt.getTime() - submittedAt.getTime() } : {}),
      priceMicros: String(tryOn.priceMicros),
      charge,
      ...(failureCode === null ? {} : { failure: explainFailure(failureCode) }),
      ...(picture ? { picture: resultAddress(picture.id) } : {}),
    };
  }
}
