/** What a shop's connections can make pictures with: each model's price, settings, facts, and who is made by which. */
import type { ChoiceScope } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { explainFailure } from "../providers/failures.ts";
import { type Said, said } from "../words/said.ts";
import {
  changeAsTried,
  connectionOf,
  connectionsOf,
  holdConnection,
  holdShop,
  makeFirst,
  sayOfModel,
} from "./connection-rows.server.ts";
import { type ConnectionWithModels, inUse, type Maker, makerOf } from "./in-use.ts";
import {
  type ChosenFor,
  chooseModel,
  leaveModel,
  modelChoices,
  type ShownChoice,
} from "./model-choices.server.ts";
import { type Measured, measureModels } from "./model-facts.server.ts";
import { type Mistakes, readModelSettings, readPrice } from "./read-connection.ts";
import type { ProviderAccess } from "./provider-access.server.ts";
import { type Candidate, candidatesOf, cardsOf, type ModelCard } from "./shown-models.ts";

type Parts = { db: Database; enqueue: Enqueue; access: ProviderAccess; now: () => Date };

export type ShownModels = {
  cards: ModelCard[];
  measured: Record<string, Measured>;
  choices: ShownChoice[];
  /** What another model can be chosen from: those of the first connection. */
  choosable: { model: string; label: string }[];
};

export type Of = { connectionId: string; model: string };
export type SavedModel = { ok: true; testFailed?: Said } | { ok: false; mistakes: Mistakes };
export type MadeDefault = { ok: true } | { ok: false; sentence: Said };

const notOffered = { ok: false as const, mistakes: { form: said("models.mistake.not_offered") } };

export function createModels({ db, enqueue, access, now }: Parts) {
  /** The connection and what its provider says of the model, if it is there and its key can run it. */
  const find = async (shop: string, { connectionId, model }: Of) => {
    const connection = await connectionOf(db, shop, connectionId);
    const description = connection && access.modelsOf(connection).find(({ id }) => id === model);
    return description ? { connection, description } : undefined;
  };

  const check = async (maker: Maker): Promise<Said | undefined> => {
    const checked = await access.providerOf(maker).check();
    return checked.ok ? undefined : explainFailure(checked.failure.code);
  };

  return {
    async list(shop: string): Promise<ShownModels> {
      const [connections, measured, choices] = await Promise.all([
        connectionsOf(db, shop),
        measureModels(db, shop, now()),
        modelChoices(db, shop),
      ]);
      const { first } = inUse(connections);
      return {
        cards: cardsOf(connections, access.modelsOf, choices),
        measured,
        choices,
        choosable: first ? access.modelsOf(first).map(({ id, label }) => ({ model: id, label })) : [],
      };
    },

    /** For a page that looks again and again: nothing is measured for it. */
    async candidates(shop: string): Promise<Candidate[]> {
      return candidatesOf(cardsOf(await connectionsOf(db, shop), access.modelsOf, []));
    },

    /** What is not entered stays as it is. */
    async save(
      shop: string,
      of: Of,
      entered: { price?: string | undefined; settings?: unknown },
    ): Promise<SavedModel> {
      const found = await find(shop, of);
      if (!found) return notOffered;
      const { connection, description } = found;
      const price = entered.price === undefined ? undefined : readPrice(entered.price);
      const settings =
        entered.settings === undefined ? undefined : readModelSettings(description, entered.settings);
      const mistakes: Mistakes = {
        ...(price?.ok === false ? { price: price.mistake } : {}),
        ...(settings?.ok === false ? settings.mistakes : {}),
      };
      if (Object.keys(mistakes).length > 0) return { ok: false, mistakes };
      const saved = await db.$transaction(async (transaction) => {
        if (!(await holdConnection(transaction, shop, connection.id))) return false;
        await sayOfModel(transaction, connection.id, {
          model: of.model,
          settings: settings?.ok ? settings.value : undefined,
          priceMicros: price?.ok ? price.micros : undefined,
        });
        // Another price may be what fits under the cap, or what does not.
        await enqueue("shop.publish", { shop }, { transaction });
        return true;
      });
      if (!saved) return notOffered;
      // A setting may be an address: whether it is right is found out now, and not by a shopper.
      const changed = settings?.ok ? await find(shop, of) : undefined;
      const testFailed = changed && (await check(makerOf(changed.connection, of.model)));
      return { ok: true, ...(testFailed ? { testFailed } : {}) };
    },

    /**
     * The shop's try-ons are made by this model from now on, and by its connection. The key is tried with it first, so
     * that the button does not go for a model that can't be run.
     */
    async makeDefault(shop: string, of: Of): Promise<MadeDefault> {
      const found = await find(shop, of);
      if (!found || found.connection.paused)
        return { ok: false, sentence: said("models.mistake.not_offered") };
      const { id } = found.connection;
      const maker = makerOf(found.connection, of.model);
      const sentence = await check(maker);
      if (sentence) return { ok: false, sentence };
      const done = await db.$transaction(async (transaction) => {
        // Before the connection, as all who lock both do it: else two could wait for each other.
        await holdShop(transaction, shop);
        const data = { model: of.model, unwell: null, testedAt: now() };
        if (!(await changeAsTried(transaction, maker, data))) return false;
        await sayOfModel(transaction, id, { model: of.model, settings: undefined, priceMicros: undefined });
        await makeFirst(transaction, shop, id);
        await enqueue("shop.publish", { shop }, { transaction });
        return true;
      });
      return done ? { ok: true } : { ok: false, sentence: said("connections.mistake.changed_meanwhile") };
    },

    /** Answers for how many; for a model that the first connection does not offer, for none. */
    async choose(
      shop: string,
      chosen: { scope: ChoiceScope; ids: bigint[]; model: string },
    ): Promise<number> {
      const { first } = inUse(await connectionsOf(db, shop));
      const isOffered = first && access.modelsOf(first).some(({ id }) => id === chosen.model);
      return isOffered ? chooseModel(db, shop, chosen) : 0;
    },

    leave: (shop: string, chosen: ChosenFor): Promise<void> => leaveModel(db, shop, chosen),

    /** The connections as a comparison may use them: whoever is paused gets nothing. */
    async makers(shop: string): Promise<ConnectionWithModels[]> {
      return (await connectionsOf(db, shop)).filter(({ paused }) => !paused);
    },

    offers: (connection: ConnectionWithModels) => access.modelsOf(connection),
  };
}
