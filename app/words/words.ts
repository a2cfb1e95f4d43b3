/**
 * Words, numbers, money and times as a merchant reads them. intl-messageformat knows plurals in every language; the rest
 * is the browser's own.
 */
import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "./languages.ts";
import type { Said, Value, Values, WordKey } from "./said.ts";

type Parts = {
  language: Language;
  messages: Record<string, string>;
  currency: string;
  timeZone: string;
};

const perUnit = 1_000_000;
/** A try-on may cost less than a cent. */
const moneyDecimals = 6;

export type Words = ReturnType<typeof createWords>;

export function createWords({ language, messages, currency, timeZone }: Parts) {
  const formats = new Map<WordKey, IntlMessageFormat>();
  const formatOf = (key: WordKey) => {
    const known = formats.get(key);
    if (known) return known;
    const format = new IntlMessageFormat(messages[key] ?? key, language);
    formats.set(key, format);
    return format;
  };
  const dateFormat = (options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  const money = new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    maximumFractionDigits: moneyDecimals,
  });
  const moneyOf = (micros: string | number | bigint): string => money.format(Number(micros) / perUnit);
  const dayOf = (day: string): string =>
    dateFormat({ day: "numeric", month: "short", year: "numeric" }, "UTC").format(new Date(day));
  const written = (value: Value): string | number => {
    if (typeof value !== "object") return value;
    if ("key" in value) return t(value.key, value.values);
    return "money" in value ? moneyOf(value.money) : dayOf(value.day);
  };
  const t = (key: WordKey, values: Values = {}): string =>
    String(
      formatOf(key).format(
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)])),
      ),
    );
  const whole = new Intl.NumberFormat(language);
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });

  return {
    language,
    currency,
    t,
    say: ({ key, values }: Said): string => t(key, values),
    /** Millionths of the shop's currency, as they lie in the tables. */
    money: moneyOf,
    number: (value: number): string => whole.format(value),
    /** Of one: 0.5 is a half. */
    percent: (share: number): string => percent.format(share),
    /** By the unit's own sign: some languages shorten it with a dot, which a sentence's end would double. */
    seconds: (ms: number): string => `${tenths.format(ms / 1_000)}\u00a0s`,
    /** A day such as 2026-11-20, which has no time zone any more. */
    day: dayOf,
    /** A moment, in the shop's time zone. */
    moment: (at: string): string =>
      dateFormat({ day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }).format(new Date(at)),
  };
}
