/** Between what stands in the form of a shop's settings and the settings themselves. */
import { highestCap, readMoney, writeMoney } from "../money.ts";
import { type Said, said } from "../words/said.ts";
import { longestAddition } from "./setting-bounds.ts";
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
/** What is typed stays text until it is read. */
export type EnteredSettings = Record<NumberName | "monthlyCap" | "consentAddition", string> &
  Pick<ShopSettings, "atCap" | "alerts">;
export type SettingMistakes = Partial<Record<keyof EnteredSettings, Said>>;
export type ReadEntered = { ok: true; value: ShopSettings } | { ok: false; mistakes: SettingMistakes };

export const numberNames = [
  "perVisitorPerDay",
  "perAddressPerDay",
  "perShopPerMinute",
  "takenWithinSeconds",
  "doneWithinSeconds",
  "keptHours",
] as const satisfies NumberName[];

/** What the form does not ask for stays as it is. */
export function readEntered(entered: EnteredSettings, current: ShopSettings): ReadEntered {
  const mistakes: SettingMistakes = {};
  const numbers: Partial<Record<NumberName, number>> = {};
  for (const name of numberNames) {
    const text = entered[name].trim();
    const read = bounds[name].safeParse(/^\d+$/.test(text) ? Number(text) : undefined);
    if (read.success) numbers[name] = read.data;
    else mistakes[name] = rangeOf(name);
  }

  const cap = readCap(entered.monthlyCap);
  if (!cap.ok) mistakes.monthlyCap = cap.mistake;

  const { atCap, alerts } = entered;
  const consentAddition = entered.consentAddition.trim();
  if (consentAddition.length > longestAddition)
    mistakes.consentAddition = said("settings.mistake.addition", {
      most: longestAddition,
      count: consentAddition.length,
    });

  if (Object.keys(mistakes).length > 0 || !cap.ok) return { ok: false, mistakes };
  return {
    ok: true,
    value: settingsShape.parse({
      ...current,
      ...numbers,
      monthlyCapMicros: cap.micros,
      atCap,
      alerts,
      consentAddition,
    }),
  };
}

export function writeSettings(settings: ShopSettings): EnteredSettings {
  const { monthlyCapMicros, atCap, alerts, consentAddition } = settings;
  return {
    monthlyCap: monthlyCapMicros === null ? "" : writeMoney(BigInt(monthlyCapMicros)),
    atCap,
    alerts,
    consentAddition,
    perVisitorPerDay: String(settings.perVisitorPerDay),
    perAddressPerDay: String(settings.perAddressPerDay),
    perShopPerMinute: String(settings.perShopPerMinute),
    takenWithinSeconds: String(settings.takenWithinSeconds),
    doneWithinSeconds: String(settings.doneWithinSeconds),
    keptHours: String(settings.keptHours),
  };
}

type ReadCap = { ok: true; micros: number | null } | { ok: false; mistake: Said };

function readCap(text: string): ReadCap {
  if (text.trim() === "") return { ok: true, micros: null };
  const read = readMoney(text, highestCap);
  if (!read.ok) return { ok: false, mistake: read.mistake };
  // Who means "no limit" and who means "nothing at all" would both write this.
  if (read.micros === 0n) return { ok: false, mistake: said("settings.mistake.no_cap") };
  return { ok: true, micros: Number(read.micros) };
}

function rangeOf(name: NumberName): Said {
  const { minValue, maxValue } = bounds[name];
  return said("settings.mistake.range", { least: minValue ?? 0, most: maxValue ?? 0 });
}
