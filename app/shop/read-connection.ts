/** Reads what a merchant entered for a connection, against the provider's own row in the registry. */
import type { Connection, Prisma } from "@prisma/client";
import { z } from "zod";
import { highestPrice, readMoney, type ReadMoney } from "../money.ts";
import type { Credentials } from "../providers/description.ts";
import type { Model } from "../providers/description.ts";
import { sayMistake } from "../providers/mistakes.ts";
import { findProvider } from "../providers/registry.ts";
import { type Said, said } from "../words/said.ts";

export const saveShape = z.object({
  provider: z.string(),
  baseAddress: z.string(),
  model: z.string(),
  credentials: z.record(z.string(), z.string()),
  settings: z.record(z.string(), z.unknown()),
  /** The rest as its merchant wrote it. What is left out stays as it is. */
  price: z.string().optional(),
  parallelLimit: z.string().optional(),
  standsIn: z.boolean().optional(),
  /** What makes the pictures, as it stood in the page that is saved. */
  opened: z
    .object({
      provider: z.string(),
      baseAddress: z.string(),
      model: z.string(),
      settings: z.record(z.string(), z.unknown()),
    })
    .optional(),
});
export type SaveRequest = z.output<typeof saveShape>;

type Entered = {
  provider: string;
  baseAddress: string;
  model: string;
  settings: Prisma.InputJsonObject;
  /** Undefined where the stored ones stay. */
  credentials: Credentials | undefined;
  priceMicros: bigint | undefined;
  parallelLimit: number | undefined;
  standsIn: boolean | undefined;
};

/** More than any provider runs at once for one account; the queue knows no higher tier. */
export const highestParallelLimit = 50;

/** Longer ones are asked for by no provider, and refused by many servers. */
const longestAddress = 2_000;

export type ReadConnection = { ok: true; value: Entered } | { ok: false; mistakes: Mistakes };

/** By the name of the field that each belongs to. */
export type Mistakes = Record<string, Said>;

export function readConnection(
  request: SaveRequest,
  existing: Connection | undefined,
  trustedOrigins: string[],
): ReadConnection {
  const description = findProvider(request.provider);
  if (!description) return { ok: false, mistakes: { provider: said("connections.mistake.provider") } };
  const mistakes: Mistakes = {};

  const baseAddress = readBaseAddress(request.baseAddress, trustedOrigins);
  if (baseAddress === undefined) mistakes["baseAddress"] = said("connections.mistake.base_address");

  const model = description.models.find(({ id }) => id === request.model);
  const settings = model && readModelSettings(model, request.settings);
  if (!model) mistakes["model"] = said("connections.mistake.model");
  if (settings?.ok === false) Object.assign(mistakes, settings.mistakes);

  // A key never moves along to another address: it would be given to whoever answers there.
  const keepsKey =
    existing?.provider === request.provider &&
    existing.baseAddress === baseAddress &&
    Object.values(request.credentials).every((value) => value.trim() === "");
  const credentials = keepsKey ? undefined : description.credentials.safeParse(request.credentials);
  for (const issue of credentials?.error?.issues ?? [])
    mistakes[String(issue.path[0])] ??= sayMistake(issue.message);
  const needed = model?.needsField;
  if (needed && credentials?.success && !credentials.data[needed.name])
    mistakes[needed.name] ??= sayMistake(needed.mistake);

  const price = request.price === undefined ? undefined : readPrice(request.price);
  if (price?.ok === false) mistakes["price"] = price.mistake;
  const parallelLimit = request.parallelLimit?.trim();
  if (parallelLimit !== undefined && !isParallelLimit(parallelLimit))
    mistakes["parallelLimit"] = said("connections.mistake.parallel_limit", { most: highestParallelLimit });

  if (baseAddress === undefined || !model || !settings?.ok || Object.keys(mistakes).length > 0)
    return { ok: false, mistakes };
  return {
    ok: true,
    value: {
      provider: request.provider,
      baseAddress,
      model: model.id,
      settings: settings.value,
      credentials: credentials?.data,
      priceMicros: price?.ok ? price.micros : undefined,
      parallelLimit: parallelLimit === undefined ? undefined : Number(parallelLimit),
      standsIn: request.standsIn,
    },
  };
}

export type ReadModelSettings =
  { ok: true; value: Prisma.InputJsonObject } | { ok: false; mistakes: Mistakes };

/** What is wrong with a setting stands under its name; what is wrong with them together, under `settings.form`. */
export function readModelSettings(model: Model, entered: unknown): ReadModelSettings {
  const read = model.settings.safeParse(entered);
  if (read.success) return { ok: true, value: JSON.parse(JSON.stringify(read.data)) };
  const mistakes: Mistakes = {};
  for (const { path, message } of read.error.issues)
    mistakes[`settings.${path.join(".") || "form"}`] ??= sayMistake(message);
  return { ok: false, mistakes };
}

/** Nothing entered means that the price is not known. */
export function readPrice(text: string): ReadMoney {
  return text.trim() === "" ? { ok: true, micros: 0n } : readMoney(text, highestPrice);
}

function isParallelLimit(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= highestParallelLimit;
}

function readBaseAddress(text: string, trustedOrigins: string[]): string | undefined {
  if (text.length > longestAddress || !URL.canParse(text.trim())) return undefined;
  const address = new URL(text.trim());
  if (address.protocol !== "https:" && !trustedOrigins.includes(address.origin)) return undefined;
  if (address.username || address.password || address.search || address.hash) return undefined;
  return `${address.origin}${address.pathname.replace(/\/+$/, "")}`;
}
