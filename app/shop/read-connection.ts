/** Reads what a merchant entered for a connection, against the provider's own row in the registry. */
import type { Connection, Prisma } from "@prisma/client";
import { highestPrice, readMoney, type ReadMoney } from "../money.ts";
import type { Credentials } from "../providers/description.ts";
import { findProvider } from "../providers/registry.ts";

export type SaveRequest = {
  provider: string;
  baseAddress: string;
  model: string;
  credentials: Record<string, string>;
  settings: Record<string, unknown>;
  /** The rest as its merchant wrote it. What is left out stays as it is. */
  price?: string | undefined;
  parallelLimit?: string | undefined;
  standsIn?: boolean | undefined;
};

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

export type ReadConnection = { ok: true; value: Entered } | { ok: false; mistakes: Record<string, string> };

export function readConnection(
  request: SaveRequest,
  existing: Connection | undefined,
  trustedOrigins: string[],
): ReadConnection {
  const description = findProvider(request.provider);
  if (!description) return { ok: false, mistakes: { provider: "Choose a provider." } };
  const mistakes: Record<string, string> = {};

  const baseAddress = readBaseAddress(request.baseAddress, trustedOrigins);
  if (baseAddress === undefined) mistakes["baseAddress"] = "Enter an address that begins with https://.";

  const model = description.models.find(({ id }) => id === request.model);
  const settings = model?.settings.safeParse(request.settings);
  if (!model) mistakes["model"] = "Choose a model.";
  for (const issue of settings?.error?.issues ?? [])
    mistakes[`settings.${issue.path.join(".") || "form"}`] ??= issue.message;

  // A key never moves along to another address: it would be given to whoever answers there.
  const keepsKey =
    existing?.provider === request.provider &&
    existing.baseAddress === baseAddress &&
    Object.values(request.credentials).every((value) => value.trim() === "");
  const credentials = keepsKey ? undefined : description.credentials.safeParse(request.credentials);
  for (const issue of credentials?.error?.issues ?? []) mistakes[String(issue.path[0])] ??= issue.message;
  const needed = model?.needsField;
  if (needed && credentials?.success && !credentials.data[needed.name])
    mistakes[needed.name] ??= needed.sentence;

  const price = readPrice(request.price);
  if (price?.ok === false) mistakes["price"] = price.mistake;
  const parallelLimit = request.parallelLimit?.trim();
  if (parallelLimit !== undefined && !isParallelLimit(parallelLimit))
    mistakes["parallelLimit"] = `Enter a whole number from 1 to ${highestParallelLimit}.`;

  if (baseAddress === undefined || !model || !settings?.success || Object.keys(mistakes).length > 0)
    return { ok: false, mistakes };
  return {
    ok: true,
    value: {
      provider: request.provider,
      baseAddress,
      model: model.id,
      settings: JSON.parse(JSON.stringify(settings.data)),
      credentials: credentials?.data,
      priceMicros: price?.ok ? price.micros : undefined,
      parallelLimit: parallelLimit === undefined ? undefined : Number(parallelLimit),
      standsIn: request.standsIn,
    },
  };
}

/** Nothing entered means that the price is not known. */
function readPrice(text: string | undefined): ReadMoney | undefined {
  if (text === undefined) return undefined;
  return text.trim() === "" ? { ok: true, micros: 0n } : readMoney(text, highestPrice);
}

function isParallelLimit(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= highestParallelLimit;
}

function readBaseAddress(text: string, trustedOrigins: string[]): string | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const address = new URL(text.trim());
  if (address.protocol !== "https:" && !trustedOrigins.includes(address.origin)) return undefined;
  if (address.username || address.password || address.search || address.hash) return undefined;
  return `${address.origin}${address.pathname.replace(/\/+$/, "")}`;
}
