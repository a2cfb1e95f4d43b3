/** What this browser remembers, and nobody else: a random visitor, what was agreed to, the try-ons, the last photo. */

/**
 * @typedef {{ productId: string, kind: "upper" | "lower", variantId: string, title: string, price: number }} Piece
 * @typedef {{
 *   id: string,
 *   token: string,
 *   state: "running" | "done",
 *   productId: string,
 *   variantId: string,
 *   title: string,
 *   url: string,
 *   at: number,
 *   until: number,
 *   photoAt?: number,
 *   isSeen?: boolean,
 *   other?: Piece,
 * }} Kept a try-on of this visitor; `other` is worn together with the product
 */

const listKey = "try-ons";
const mostKept = 24;
const runsAtMostMs = 30 * 60_000;
const photoAddress = "/try-on-photo";
/** The button's script looks at this on each page. */
const photoUntilKey = "try-on-until";
const photoKeptMs = 7 * 24 * 3_600_000;

/** What could not be stored is known until the page is left. @type {Map<string, string>} */
const unstored = new Map();

/** @param {string} key */
export function recall(key) {
  try {
    return unstored.get(key) ?? localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
    unstored.delete(key);
  } catch {
    // A store that is full, or none at all: a browser that keeps nothing is asked again next time.
    unstored.set(key, value);
  }
}

export const visitorKey = "try-on-visitor";

/** Another script may have written there: the app refuses what could not have come from here. */
export function knownVisitor() {
  const known = recall(visitorKey);
  return /^[\da-f]{32}$/.test(known) ? known : undefined;
}

/** @param {string} key */
function unlearn(key) {
  unstored.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // It was never stored.
  }
}

/** @returns {Kept[]} the newest first, and only those whose time is not over */
export function tryOns() {
  try {
    /** @type {Kept[]} */
    const all = JSON.parse(recall(listKey) || "[]");
    return all.filter((each) => each?.id && each.until > Date.now() && isOfThisShop(each.url));
  } catch {
    return [];
  }
}

/** The way leads there: whatever wrote into the list, no script's address and no other site's is followed. @param {string} url */
function isOfThisShop(url) {
  try {
    return new URL(url, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

/** Another tab may have written meanwhile, so the list is read anew each time. @param {Kept} tryOn */
export function keep(tryOn) {
  const others = tryOns().filter(({ id }) => id !== tryOn.id);
  const all = [tryOn, ...others].sort((one, other) => other.at - one.at);
  remember(listKey, JSON.stringify(all.slice(0, mostKept)));
}

/** @param {string} id */
export function drop(id) {
  remember(listKey, JSON.stringify(tryOns().filter((each) => each.id !== id)));
}

/** @param {string} id */
export function find(id) {
  return tryOns().find((each) => each.id === id);
}

/** @param {Omit<Kept, "state" | "at" | "until">} facts @returns {Kept} */
export function begun(facts) {
  const at = Date.now();
  /** @type {Kept} */
  const tryOn = { ...facts, state: "running", at, until: at + runsAtMostMs };
  keep(tryOn);
  return tryOn;
}

/** @returns {Promise<{ blob: Blob, at: number } | undefined>} */
export async function lastPhoto() {
  try {
    const answer = await caches.match(photoAddress, { cacheName: "try-on" });
    const at = Number(answer?.headers.get("x-kept-at"));
    if (answer && at > Date.now() - photoKeptMs) return { blob: await answer.blob(), at };
    if (answer) await dropPhoto();
  } catch {
    // Without https, or in a private window, there is no such store.
  }
  return undefined;
}

/** @param {Blob} blob @param {number} at */
export async function keepPhoto(blob, at) {
  const headers = { "content-type": blob.type, "x-kept-at": String(at) };
  remember(photoUntilKey, String(at + photoKeptMs));
  try {
    await (await caches.open("try-on")).put(photoAddress, new Response(blob, { headers }));
  } catch {
    // The photo is then chosen anew next time.
  }
}

export async function dropPhoto() {
  try {
    await caches.delete("try-on");
  } catch {
    // Nothing was kept.
  }
  unlearn(photoUntilKey);
}

/** What is over goes, also if nobody opens the dialog any more. */
export async function tidy() {
  const list = JSON.stringify(tryOns());
  if (list !== recall(listKey)) remember(listKey, list);
  const until = recall(photoUntilKey);
  if (until && Number(until) < Date.now()) await dropPhoto();
}
