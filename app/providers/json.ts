/** JSON with whole numbers of any length: providers' ids go beyond what a JavaScript number can hold. */

/** Like JSON.parse, but a whole number too long for a number comes as its digits. Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
        ? context?.source
        : value,
    );
  } catch {
    return undefined;
  }
}

/** A whole number of any length, to be written into JSON as it stands. */
export function rawNumber(digits: string): unknown {
  if (!/^-?(0|[1-9]\d*)$/.test(digits)) throw new Error("a whole number was expected");
  return JSON.rawJSON(digits);
}
