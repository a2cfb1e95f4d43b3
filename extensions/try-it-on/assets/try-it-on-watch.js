/** Follows try-ons for as long as the page lives, with the dialog open or closed: one watch each, however many look on. */
import { follow, Trouble } from "./try-it-on-calls.js";
import { drop, find, keep, tidy, tryOns } from "./try-it-on-kept.js";

/**
 * @typedef {import("./try-it-on-calls.js").TryOn} TryOn
 * @typedef {import("./try-it-on-kept.js").Kept} Kept
 * @typedef {TryOn | "reconnecting"} News
 * @typedef {(news: News) => void} Hear
 * @typedef {{ latest?: News, hearers: Set<Hear>, ended: Promise<TryOn> }} Watch
 */

/** @type {Map<string, Watch>} */
const watches = new Map();

/**
 * @param {HTMLElement} host
 * @param {Kept} tryOn
 * @param {Hear} [hear]
 */
export function watch(host, tryOn, hear) {
  const known = watches.get(tryOn.id);
  if (known) {
    if (hear) known.hearers.add(hear);
    if (hear && known.latest) hear(known.latest);
    return known.ended;
  }
  /** @type {Watch} */
  const made = { hearers: new Set(hear ? [hear] : []), ended: Promise.resolve({ id: "", state: "failed" }) };
  made.ended = follow(host.dataset.root ?? "", tryOn, (news) => {
    made.latest = news;
    // Deleted meanwhile, here or in another tab, it is nothing that a button should speak of.
    if (find(tryOn.id)) tellButtons(tryOn, news);
    else clearButtons(tryOn);
    for (const each of made.hearers) each(news);
  }).finally(() => watches.delete(tryOn.id));
  watches.set(tryOn.id, made);
  tellButtons(tryOn, undefined);
  void made.ended
    .then(
      (ended) => end(host, tryOn, ended),
      (error) => {
        if (error instanceof Trouble && error.code === "gone") drop(tryOn.id);
        clearButtons(tryOn);
      },
    )
    // The notice could not be fetched: the button alone tells.
    .catch(() => {});
  return made.ended;
}

/** After a reload, or on another page. @param {HTMLElement} host */
export function resume(host) {
  void tidy();
  for (const tryOn of tryOns()) if (tryOn.state === "running") void watch(host, tryOn).catch(() => {});
}

/** Ends what the buttons and the list say of it. @param {Kept} tryOn */
export function forget(tryOn) {
  drop(tryOn.id);
  clearButtons(tryOn);
}

/** @param {HTMLElement} host @param {Kept} tryOn @param {TryOn} ended */
async function end(host, tryOn, ended) {
  clearButtons(tryOn);
  // Of several tabs, the one that is looked at tells of a failure.
  if (ended.state === "failed" && document.hidden)
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
  const kept = find(tryOn.id);
  // Deleted meanwhile, or told of by another tab: nobody waits for it any more.
  if (!kept) return;
  const looks = `try-it-on-dialog[data-open][data-try-on="${CSS.escape(tryOn.id)}"]`;
  const isSeen = kept.isSeen === true || document.querySelector(looks) !== null;
  if (ended.state === "done") {
    keep({ ...kept, state: "done", until: Date.now() + (ended.kept_ms ?? 0), isSeen });
  } else drop(tryOn.id);
  if (ended.state === "done" && !isSeen) for (const each of buttonsOf(tryOn)) write(each, each.dataset.ready);
  if (isSeen || ended.failure?.code === "cancelled") return;
  const { notify } = await import("./try-it-on-notice.js");
  notify(host, tryOn, ended.state === "done");
}

/** @param {Kept} tryOn */
const buttonsOf = ({ productId }) =>
  [...document.querySelectorAll(`try-it-on[data-product-id="${CSS.escape(productId)}"]`)].filter(
    (each) => each instanceof HTMLElement,
  );

/** @param {Kept} tryOn @param {News | undefined} news */
function tellButtons(tryOn, news) {
  const passed = Date.now() - tryOn.at;
  const left = news && news !== "reconnecting" ? (news.eta_ms ?? 0) : 0;
  const percent = Math.min(96, left > 0 ? (100 * passed) / (passed + left) : 8);
  for (const each of buttonsOf(tryOn)) {
    each.dataset.state = "working";
    each.style.setProperty("--try-it-on-done", String(Math.round(percent)));
    write(each, each.dataset.working);
  }
}

/** @param {Kept} tryOn */
export function clearButtons(tryOn) {
  for (const each of buttonsOf(tryOn)) {
    delete each.dataset.state;
    write(each, each.dataset.label);
  }
}

/** @param {HTMLElement} host @param {string | undefined} text */
function write(host, text) {
  const label = host.querySelector("[data-button-text]");
  if (label && text && label.textContent !== text) label.textContent = text;
}
