/** What the shopper agrees to. Liquid prints the words; who gets the photo and how long the picture is kept is filled in. */
import { askTerms } from "./try-it-on-calls.js";

/** @typedef {import("./try-it-on-calls.js").Terms} Terms */

const agreedKey = "try-on-consent";

/**
 * @param {HTMLElement} host
 * @param {ReturnType<typeof import("./try-it-on-screen.js").makeScreen>} screen
 */
export function makeConsent(host, { all, write, show }) {
  const { root = "", locale } = host.dataset;
  /** @type {Terms | null} */
  let terms = JSON.parse(all("[data-terms]")[0]?.textContent || "null");
  let agreed = remembered();
  const gaps = all("[data-kept]").map((element) => ({ element, text: element.textContent ?? "" }));
  const boxes = all('[name="try-on-consent"]').filter((each) => each instanceof HTMLInputElement);

  function print() {
    const { version = "", processors = [], kept_hours = 0, addition = "" } = terms ?? {};
    const kept = timeText(kept_hours, locale);
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
      if (!hasAgreed() && boxes.some((box) => box.checked)) remember((agreed = terms?.version ?? ""));
      show("[data-consent-missing]", !hasAgreed());
      if (!hasAgreed()) boxes[0]?.focus();
      return hasAgreed();
    },

    /** Shows what holds now, which the page was made too early to know. */
    async renew() {
      terms = await askTerms(root);
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
 * In whole days where there are some; the plural is the language's own.
 * @param {number} hours
 * @param {string | undefined} locale
 */
function timeText(hours, locale) {
  const isDays = hours > 24 && hours % 24 === 0;
  const style = { style: "unit", unit: isDays ? "day" : "hour", unitDisplay: "long" };
  return new Intl.NumberFormat(locale, /** @type {Intl.NumberFormatOptions} */ (style)).format(
    isDays ? hours / 24 : hours,
  );
}

function remembered() {
  try {
    return localStorage.getItem(agreedKey) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} version */
function remember(version) {
  try {
    localStorage.setItem(agreedKey, version);
  } catch {
    // A browser that keeps nothing is asked again next time.
  }
}
