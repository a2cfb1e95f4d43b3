/** Money as whole millionths of a currency, exactly as a merchant writes it. Words show it. */
import { type Said, said, type Values, type WordKey } from "./words/said.ts";

const perUnit = 1_000_000n;
const decimals = 6;

/** Beyond these a number is a slip of the hand, and sums would leave what the tables hold. */
export const highestPrice = 1_000_000n * perUnit;
export const highestCap = 1_000_000_000n * perUnit;

/** A number of a million digits would keep everybody waiting. */
const longestWhole = 30;

export type ReadMoney = { ok: true; micros: bigint } | { ok: false; mistake: Said };

/** Reads an amount without a detour over floating point. Comma and point are both taken for the decimal mark. */
export function readMoney(text: string, highest: bigint): ReadMoney {
  const trimmed = text.trim();
  const [, sign, whole, mark, fraction = ""] = /^([-−]?)(\d+)(?:([.,])(\d+))?$/.exec(trimmed) ?? [];
  if (whole === undefined) return mistaken("common.amount.unreadable");
  if (sign) return mistaken("common.amount.negative");
  if (whole.length > longestWhole) return mistaken("common.amount.high", { most: Number(highest / perUnit) });
  if (fraction.length > decimals) return mistaken("common.amount.decimals", { most: decimals });
  // Guessed wrongly, it would be a thousand times too much or too little.
  if (mark !== undefined && looksGrouped(whole, fraction))
    return mistaken("common.amount.two_ways", {
      thousands: `${whole}${fraction}`,
      decimal: `${whole}${mark}${fraction}0`,
    });
  const micros = BigInt(whole) * perUnit + BigInt(fraction.padEnd(decimals, "0"));
  if (micros > highest) return mistaken("common.amount.high", { most: Number(highest / perUnit) });
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

/** 1.234 and 1,234 are a thousand and more in one country, and one and a bit in another. */
function looksGrouped(whole: string, fraction: string): boolean {
  return fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
}

function mistaken(key: WordKey, values?: Values): ReadMoney {
  return { ok: false, mistake: said(key, values) };
}
