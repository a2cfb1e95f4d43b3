/** What the shopper agrees to. Liquid prints the words; who gets the photo and how long the picture is kept is filled in. */
import { recall, remember } from "./try-it-on-kept.js";

/** @typedef {import("./try-it-on-calls.js").Terms} Terms */

const agreedKey = "try-on-consent";

/**
 * @param {ReturnType<typeof import("./try-it-on-screen.js").makeScreen>} screen
 * @param {string | undefined} locale
 */
export function makeConsent({ all, write, show }, locale) {
  /** @type {Terms | null} */
  let terms = JSON.parse(all("[data-terms]")[0]?.textContent || "null");
  let agreed = recall(agreedKey);
  const gaps = all("[data-kept]").map((element) => ({ element, text: element.textContent ?? "" }));
  const boxes = all('[name="try-on-consent"]').filter((each) => each instanceof HTMLInputElement);

  function print() {
    const { version = "", processors = [], kept_hours = 0, addition = "" } = terms ?? {};
    const kept = timeText(kept_hours * 3600, locale);
    for (const { element, text } of gaps) element.textContent = text.replace("{kept}", kept);
    for (const list of all("[data-processors]")) {
      const unknown = list.dataset.unknown ?? "";
      list.replaceChildren(...processors.map(({ name, country }) => line(name, country, unknown, locale)));
    }
    for (const each of all("[data-version]")) each.dataset.version = version;
    write("[data-addition]", addition);
    show("[data-addition]", addition !== "");
    for (const box of boxes) box.checked = false;
  }
  print();

  const hasAgreed = () => agreed !== "" && agreed === terms?.version;

  return {
    hasAgreed,
    version: () => terms?.version ?? "",

    /** A ticked box is an agreement; without one the box is where to go on. */
    mayUpload() {
      if (!hasAgreed() && boxes.some((box) => box.checked)) {
        agreed = terms?.version ?? "";
        remember(agreedKey, agreed);
      }
      show("[data-consent-missing]", !hasAgreed());
      if (!hasAgreed()) boxes[0]?.focus();
      return hasAgreed();
    },

    /** Shows what holds now, which the page was made too early to know. @param {Terms} latest */
    renew(latest) {
      // What the app does not take as an agreement is none, also to the same terms.
      if (latest.version === terms?.version) agreed = "";
      terms = latest;
      print();
    },
  };
}

/**
 * @param {string} name
 * @param {string | null} country
 * @param {string} unknown
 * @param {string | undefined} locale
 */
function line(name, country, unknown, locale) {
  const who = document.createElement("strong");
  who.textContent = name;
  const where = country ? new Intl.DisplayNames(locale, { type: "region" }).of(country) : unknown;
  const item = document.createElement("li");
  item.append(who, ` · ${where}`);
  return item;
}

/**
 * In the largest unit that is fair, with the plural of the language: whole days where there are some.
 * @param {number} seconds
 * @param {string | undefined} locale
 */
export function timeText(seconds, locale) {
  const hours = seconds < 3600 ? 0 : Math.round(seconds / 3600);
  const isDays = hours > 24 && hours % 24 === 0;
  const [unit, count] = isDays
    ? ["day", hours / 24]
    : hours > 0
      ? ["hour", hours]
      : seconds > 60
        ? ["minute", Math.floor(seconds / 60)]
        : ["second", seconds];
  /** @type {Intl.NumberFormatOptions} */
  const style = { style: "unit", unit, unitDisplay: "long" };
  return new Intl.NumberFormat(locale, style).format(count);
}
