/** How far the reading of a shop's catalogue has come, as its merchant is told. Moments are ISO strings. */
import type { CatalogReading } from "@prisma/client";
import type { Said } from "../words/said.ts";
import { sayTrouble } from "./reading-trouble.ts";

export type ShownReading =
  | { state: "never" }
  /** `isPreparing`: Shopify is still collecting what is to be read. */
  | { state: "running"; startedAt: string; read: number; total: number | null; isPreparing: boolean }
  | { state: "done"; endedAt: string; read: number }
  | { state: "trouble"; endedAt: string; read: number; total: number | null; trouble: Said };

export function showReading(reading: CatalogReading | null): ShownReading {
  if (!reading) return { state: "never" };
  const { startedAt, endedAt, total, read, trouble, step } = reading;
  if (!endedAt) {
    const isPreparing = ["count", "collections", "bulk"].includes(step);
    return { state: "running", startedAt: startedAt.toISOString(), read, total, isPreparing };
  }
  const ended = { endedAt: endedAt.toISOString(), read };
  return trouble === null
    ? { state: "done", ...ended }
    : { state: "trouble", ...ended, total, trouble: sayTrouble(trouble) };
}
