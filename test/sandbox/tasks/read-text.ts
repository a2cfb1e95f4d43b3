/** Optional texts of a body, such as the caller's own id and where to call back. */
import type { Problem } from "./read-picture.ts";

/** Absent, null and "" all mean "not given": the providers' own examples send empty strings. */
export function readText(field: string, value: unknown, maxLength: number): string | undefined | Problem {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") return { problem: `${field} must be a string` };
  return value.length > maxLength ? { problem: `${field} is too long` } : value;
}

export function readAddress(field: string, value: unknown): string | undefined | Problem {
  const address = readText(field, value, 2048);
  if (typeof address !== "string") return address;
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  return isWeb ? address : { problem: `${field} is not a valid address` };
}
