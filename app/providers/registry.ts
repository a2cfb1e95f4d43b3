/**
 * Every provider, described completely: the admin's form, the vault, the shopper's text and the pipeline read this and
 * nothing else. A new provider is one folder and one row.
 */
import { type Said, said } from "../words/said.ts";
import type { Model, ProviderDescription } from "./description.ts";
import { hidream } from "./hidream/description.ts";
import { kling, klingGateway } from "./kling/description.ts";

export const registry: Record<string, ProviderDescription> = {
  kling,
  "kling-gateway": klingGateway,
  hidream,
};

/** Undefined for what is no provider, also for the names that every object answers to. */
export function findProvider(id: string): ProviderDescription | undefined {
  return Object.hasOwn(registry, id) ? registry[id] : undefined;
}

export function describeProvider(id: string): ProviderDescription {
  const description = findProvider(id);
  if (!description) throw new Error(`there is no provider "${id}"`);
  return description;
}

export function findModel(provider: string, model: string): Model | undefined {
  return findProvider(provider)?.models.find(({ id }) => id === model);
}

export function describeModel(provider: string, model: string): Model {
  const found = findModel(provider, model);
  if (!found) throw new Error(`${provider} has no model "${model}"`);
  return found;
}

/** As a merchant knows it. What is not described any more is called by its id. */
export function providerName(id: string): Said {
  const description = findProvider(id);
  return description ? said(description.label) : said("connections.provider.unknown", { id });
}

/** Such as Kolors Virtual Try-On v1.5. What is not described any more is called by its id. */
export function modelName(provider: string, model: string): string {
  return findModel(provider, model)?.label ?? model;
}
