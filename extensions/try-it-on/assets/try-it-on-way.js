/** A try-on's way in the dialog: agreed, sent, waited for, shown, deleted; or what went wrong. */
import { askTerms, codeOf, destroy, look, start } from "./try-it-on-calls.js";
import {
  begun,
  drop,
  dropPhoto,
  find,
  keep,
  keepPhoto,
  knownVisitor,
  remember,
  visitorKey,
} from "./try-it-on-kept.js";
import { showNews, showWaiting } from "./try-it-on-progress.js";
import { reach } from "./try-it-on-reach.js";
import { isShown } from "./try-it-on-screen.js";
import { clearButtons, forget, watch } from "./try-it-on-watch.js";

/**
 * @typedef {import("../../room.d.ts").Room} Room
 * @typedef {import("../../room.d.ts").Photo} Photo
 * @typedef {import("./try-it-on-kept.js").Kept} Kept
 * @typedef {import("./try-it-on-calls.js").TryOn} TryOn
 */

const resultPart = () =>
  reach(["result", "calls", "offers", "cart", "styles"], () => import("./try-it-on-result.js"));

/** @param {Room} room @returns {Promise<boolean>} whether anything came of it: the theme may call it off */
export async function begin(room) {
  const { consent, screen } = room;
  // The second press of two quick ones: a start is paid for.
  if (screen.step() === "waiting") return true;
  const hadAgreed = consent.hasAgreed();
  if (!room.photo) room.photoStep();
  else if (!consent.version()) await askAgain(room);
  else if (!consent.mayUpload()) {
    // The box to tick stands in the photo's step.
    if (screen.step() !== "photo") room.photoStep();
  } else {
    if (!hadAgreed) room.tell("consent");
    if (!room.tell("start", {}, true)) return false;
    await go(room, room.photo);
  }
  return true;
}

/** @param {Room} room @param {Photo} photo */
async function go(room, photo) {
  const { screen } = room;
  const run = ++room.run;
  room.hold(undefined);
  screen.stage(photo.isShown ? "photo" : undefined);
  showWaiting(room, Date.now(), screen.words.sending);
  // What shows the result is fetched while it is being made.
  void resultPart().catch(() => {});
  try {
    const tryOn = await send(room, photo);
    if (run === room.run) await pickUp(room, tryOn);
  } catch (error) {
    if (run !== room.run) return;
    trouble(room, codeOf(error));
    if (!room.dialog.open) await tellFailed(room.host);
  }
}

/** Whoever closed the dialog while the photo was on its way was promised to hear of it. @param {HTMLElement} host */
async function tellFailed(host) {
  const { productId = "", productUrl: url = "", title = "" } = host.dataset;
  const { notify } = await reach(["notice"], () => import("./try-it-on-notice.js"));
  notify(host, { id: "", productId, title, url }, false);
}

/** @param {Room} room @param {Photo} photo */
async function send({ host, root, consent, variantId, other, tell }, photo) {
  const { productId = "", productUrl = "", title = "", locale: language = "" } = host.dataset;
  /** @type {Record<string, string>} */
  const wish = {
    product_id: productId,
    variant_id: variantId,
    visitor: visitor(),
    consent: consent.version(),
    language,
  };
  if (other) wish[`${other.kind}_product_id`] = other.productId;
  const { id, token = "" } = await start(root, wish, photo.blob);
  photo.at ??= Date.now();
  void keepPhoto(photo.blob, photo.at);
  const tryOn = begun({ id, token, productId, variantId, title, url: productUrl, photoAt: photo.at, other });
  tell("started", { tryOnId: id });
  return tryOn;
}

/** Goes on with one that is being made. @param {Room} room @param {Kept} tryOn */
export async function pickUp(room, tryOn) {
  const { host, screen } = room;
  const run = ++room.run;
  room.hold(tryOn);
  if (screen.step() !== "waiting") showWaiting(room, tryOn.at, screen.words.preparing);
  try {
    const ended = await watch(host, tryOn, (news) => run === room.run && showNews(room, news));
    if (run !== room.run) return;
    if (ended.state === "failed") trouble(room, ended.failure?.code ?? "general");
    else if (await show(room, tryOn, ended)) room.tell("done");
  } catch (error) {
    if (run === room.run) trouble(room, codeOf(error));
  }
}

/** A picture that was made earlier. @param {Room} room @param {Kept} tryOn */
export async function showKept(room, tryOn) {
  const run = ++room.run;
  room.hold(tryOn);
  room.variantId = tryOn.variantId;
  room.other = tryOn.other;
  room.screen.busy(true);
  try {
    const latest = await look(room.root, tryOn);
    if (latest.state === "failed") drop(tryOn.id);
    if (run !== room.run) return;
    if (latest.state === "done") await show(room, tryOn, latest);
    else if (latest.state === "failed") trouble(room, latest.failure?.code ?? "general");
    else await pickUp(room, tryOn);
  } catch (error) {
    const code = codeOf(error);
    // Only what is certain takes it from the list: an answer that never came may come yet.
    if (code === "gone") drop(tryOn.id);
    if (run === room.run) trouble(room, code);
  }
}

/** @param {Room} room @param {Kept} tryOn @param {TryOn} ended */
async function show(room, tryOn, ended) {
  const image = room.screen.picture("result");
  if (!image || !ended.image_url) return trouble(room, ended.failure?.code ?? "general");
  image.src = ended.image_url;
  if (!(await isShown(image))) {
    // The address is short-lived: one that ran out while the tab slept is asked for anew, once.
    image.src = (await look(room.root, tryOn)).image_url ?? "";
    if (!(await isShown(image))) return trouble(room, "gone");
  }
  const { showResult } = await resultPart();
  await showResult(room, tryOn);
  if (room.dialog.open) seen(tryOn);
  return true;
}

/** Nobody has to be told of it any more. @param {Kept} tryOn */
export function seen(tryOn) {
  const kept = find(tryOn.id);
  if (kept?.state !== "done") return;
  clearButtons(tryOn);
  keep({ ...kept, isSeen: true });
}

/** Other terms hold than those on this page: they are shown and the shopper is asked anew. The photo waits. @param {Room} room */
async function askAgain(room) {
  const run = ++room.run;
  try {
    room.consent.renew(await askTerms(room.root));
    if (run !== room.run) return;
    room.photoStep();
    room.screen.notice(room.screen.words.troubles.consent_outdated);
  } catch (error) {
    if (run === room.run) trouble(room, codeOf(error));
  }
}

/** @param {Room} room @param {string} code */
function trouble(room, code) {
  if (code === "consent_outdated" || code === "consent_missing") return void askAgain(room);
  room.screen.trouble(code);
  room.tell("failed", { code });
}

/** Stops it where it is under way, and deletes what is there. @param {Room} room */
export async function remove(room) {
  const { tryOn, screen } = room;
  if (!tryOn) return;
  // That it was stopped comes as its end, too, and is no failure.
  const run = ++room.run;
  try {
    await destroy(room.root, tryOn);
  } catch {
    if (run !== room.run) return;
    screen.show("[data-delete-trouble]", true);
    if (screen.step() === "waiting") await pickUp(room, tryOn);
    return;
  }
  forget(tryOn);
  await dropPhoto();
  if (run !== room.run) return;
  room.run += 1;
  room.tell("deleted");
  for (const kind of ["photo", "result"]) screen.picture(kind)?.removeAttribute("src");
  room.photo = undefined;
  room.hold(undefined);
  room.photoStep();
  screen.notice(screen.words.deleted);
}

/** Knows a shopper again by a random id and nothing else. */
function visitor() {
  const known = knownVisitor();
  if (known) return known;
  const made = randomId();
  remember(visitorKey, made);
  return made;
}

/** `crypto.randomUUID` is missing on pages without https, such as a theme preview in a local network. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
