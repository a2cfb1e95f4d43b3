/** A card for each model that the shop's connections can run, in the order of the connections. */
import type { Model, SettingField, Settings } from "../providers/description.ts";
import { providerName } from "../providers/registry.ts";
import type { Said, WordKey } from "../words/said.ts";
import { type ConnectionWithModels, inUse, makerOf } from "./in-use.ts";
import type { ShownChoice } from "./model-choices.server.ts";
import { writePrice } from "./shown-connection.ts";

/** A model as one of the connections runs it. */
export type Offer = {
  connectionId: string;
  provider: Said;
  keyHint: string;
  paused: boolean;
  unwell: boolean;
  /** In a form; empty where nobody has said it. */
  price: string;
  /** In millionths; not there where nobody has said it. */
  priceMicros?: string;
  settings: Settings;
  /** The connection runs it where nothing else was chosen. */
  usual: boolean;
  /** And the connection is the first, so the shop's try-ons are made by it. */
  isDefault: boolean;
};

export type ModelCard = {
  model: string;
  label: string;
  goodAt: WordKey;
  outfits: boolean;
  settingFields: SettingField[];
  offers: Offer[];
  isDefault: boolean;
  /** How many products and collections it was chosen for. */
  products: number;
  collections: number;
};

/** What can be tried: a model as one connection runs it. */
export type Candidate = Pick<ModelCard, "model" | "label"> & Offer;

export function cardsOf(
  connections: ConnectionWithModels[],
  modelsOf: (connection: ConnectionWithModels) => Model[],
  choices: ShownChoice[],
): ModelCard[] {
  const { first } = inUse(connections);
  const cards = new Map<string, ModelCard>();
  for (const connection of connections)
    for (const description of modelsOf(connection)) {
      const offer = offerOf(connection, description, connection === first);
      const card = cards.get(description.id) ?? cardOf(description, choices);
      card.offers.push(offer);
      card.isDefault ||= offer.isDefault;
      cards.set(description.id, card);
    }
  // The one that everybody sees first.
  return [...cards.values()].toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault));
}

/** Whoever is paused gets nothing. */
export function candidatesOf(cards: ModelCard[]): Candidate[] {
  return cards.flatMap(({ model, label, offers }) =>
    offers.filter(({ paused }) => !paused).map((offer) => ({ model, label, ...offer })),
  );
}

function cardOf({ id, label, goodAt, outfits, settingFields }: Model, choices: ShownChoice[]): ModelCard {
  const chosen = choices.filter(({ model }) => model === id);
  const products = chosen.filter(({ scope }) => scope === "product").length;
  return {
    model: id,
    label,
    goodAt,
    outfits: outfits !== "no",
    settingFields,
    offers: [],
    isDefault: false,
    products,
    collections: chosen.length - products,
  };
}

function offerOf(connection: ConnectionWithModels, { id, settings: shape }: Model, isFirst: boolean): Offer {
  const { settings, priceMicros } = makerOf(connection, id);
  const usual = connection.model === id;
  return {
    connectionId: connection.id,
    provider: providerName(connection.provider),
    keyHint: connection.keyHint,
    paused: connection.paused,
    unwell: connection.unwell !== null || connection.testedAt === null,
    price: writePrice(priceMicros),
    ...(priceMicros === 0n ? {} : { priceMicros: String(priceMicros) }),
    // What a release has added since has its usual value.
    settings: shape.safeParse(settings).data ?? settings,
    usual,
    isDefault: usual && isFirst,
  };
}
