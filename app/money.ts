/** Money as whole millionths of a currency: exact, from what a merchant writes to what a page shows. */

const perUnit = 1_000_000n;
const decimals = 6;

/** Beyond these a number is a slip of the hand, and sums would leave what the tables hold. */
export const highestPrice = 1_000_000n * perUnit;
export const highestCap = 1_000_000_000n * perUnit;

export type ReadMoney = { ok: true; micros: bigint } | { ok: false; mistake: string };

/** Reads an amount without a detour over floating point. Comma and point are both taken for the decimal mark. */
export function readMoney(text: string, highest: bigint): ReadMoney {
  const trimmed = text.trim();
  const [, sign, whole, mark, fraction = ""] = /^([-−]?)(\d+)(?:([.,])(\d+))?$/.exec(trimmed) ?? [];
  if (whole === undefined)
    return mistaken("Enter an amount such as 0.07, with digits and one decimal point.");
  if (sign) return mistaken("An amount can't be negative.");
  if (fraction.length > decimals) return mistaken(`An amount has ${decimals} decimals at most.`);
  // Guessed wrongly, it would be a thousand times too much or too little.
  if (mark !== undefined && looksGrouped(whole, fraction))
    return mistaken(
      `This can be read in two ways. Write ${whole}${fraction} if the mark divides thousands, or ${whole}${mark}${fraction}0 if it is the decimal mark.`,
    );
  const micros = BigInt(whole) * perUnit + BigInt(fraction.padEnd(decimals, "0"));
  if (micros > highest) return mistaken(`Enter ${(highest / perUnit).toLocaleString("en")} at most.`);
  return { ok: true, micros };
}

/** The same amount as it is written into a form's field, without a currency. */
export function writeMoney(micros: bigint): string {
  const whole = String(micros / perUnit);
  const fraction = String(micros % perUnit)
    .padStart(decimals, "0")
    .replace(/0+$/, "");
  if (fraction === "") return whole;
  return `${whole}.${looksGrouped(whole, fraction) ? `${fraction}0` : fraction}`;
}

/** For people to read. Prices below a cent are common, so whatever decimals there are stay. */
export function showMoney(micros: bigint, currency: string): string {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    maximumFractionDigits: decimals,
  });
  // Exact for all that is shown to its last decimal: up to two to the power of 53 millionths.
  return format.format(Number(micros) / Number(perUnit));
}

/** 1.234 and 1,234 are a thousand and more in one country, and one and a bit in another. */
function looksGrouped(whole: string, fraction: string): boolean {
  return fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
}

function mistaken(mistake: string): ReadMoney {
  return { ok: false, mistake };
}
