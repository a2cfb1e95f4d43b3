/** Between what stands in the form of a shop's settings, all of it text, and the settings themselves. */
import { highestCap, readMoney, writeMoney } from "../money.ts";
import { type ShopSettings, settingsShape } from "./settings.ts";

const { shape } = settingsShape;
const bounds = {
  perVisitorPerDay: shape.perVisitorPerDay.unwrap(),
  perAddressPerDay: shape.perAddressPerDay.unwrap(),
  perShopPerMinute: shape.perShopPerMinute.unwrap(),
  takenWithinSeconds: shape.takenWithinSeconds.unwrap(),
  doneWithinSeconds: shape.doneWithinSeconds.unwrap(),
  keptHours: shape.keptHours.unwrap(),
};

type NumberName = keyof typeof bounds;
export type EnteredSettings = Record<NumberName | "monthlyCap" | "consentAddition", string>;
export type Mistakes = Partial<Record<keyof EnteredSettings, string>>;
export type ReadEntered = { ok: true; value: ShopSettings } | { ok: false; mistakes: Mistakes };

export const numberNames = [
  "perVisitorPerDay",
  "perAddressPerDay",
  "perShopPerMinute",
  "takenWithinSeconds",
  "doneWithinSeconds",
  "keptHours",
] as const satisfies NumberName[];

export const longestAddition = 1_000;

/** What the form does not ask for stays as it is. */
export function readEntered(entered: EnteredSettings, current: ShopSettings): ReadEntered {
  const mistakes: Mistakes = {};
  const numbers: Partial<Record<NumberName, number>> = {};
  for (const name of numberNames) {
    const text = entered[name].trim();
    const read = bounds[name].safeParse(/^\d+$/.test(text) ? Number(text) : undefined);
    if (read.success) numbers[name] = read.data;
    else mistakes[name] = rangeOf(name);
  }

  const cap = readCap(entered.monthlyCap);
  if (!cap.ok) mistakes.monthlyCap = cap.mistake;

  const consentAddition = entered.consentAddition.trim();
  if (consentAddition.length > longestAddition)
    mistakes.consentAddition = `Keep it to ${longestAddition.toLocaleString("en")} letters; these are ${consentAddition.length.toLocaleString("en")}.`;

  if (Object.keys(mistakes).length > 0 || !cap.ok) return { ok: false, mistakes };
  return {
    ok: true,
    value: settingsShape.parse({ ...current, ...numbers, monthlyCapMicros: cap.micros, consentAddition }),
  };
}

export function writeSettings(settings: ShopSettings): EnteredSettings {
  const { monthlyCapMicros, consentAddition } = settings;
  return {
    monthlyCap: monthlyCapMicros === null ? "" : writeMoney(BigInt(monthlyCapMicros)),
    consentAddition,
    perVisitorPerDay: String(settings.perVisitorPerDay),
    perAddressPerDay: String(settings.perAddressPerDay),
    perShopPerMinute: String(settings.perShopPerMinute),
    takenWithinSeconds: String(settings.takenWithinSeconds),
    doneWithinSeconds: String(settings.doneWithinSeconds),
    keptHours: String(settings.keptHours),
  };
}

type ReadCap = { ok: true; micros: number | null } | { ok: false; mistake: string };

function readCap(text: string): ReadCap {
  if (text.trim() === "") return { ok: true, micros: null };
  const read = readMoney(text, highestCap);
  if (!read.ok) return read;
  // Who means "no limit" and who means "nothing at all" would both write this.
  if (read.micros === 0n)
    return {
      ok: false,
      mistake:
        "Enter more than 0, or leave it empty for no cap. To stop all try-ons, pause your connections.",
    };
  return { ok: true, micros: Number(read.micros) };
}

function rangeOf(name: NumberName): string {
  const { minValue, maxValue } = bounds[name];
  return `Enter a whole number from ${minValue?.toLocaleString("en")} to ${maxValue?.toLocaleString("en")}.`;
}
