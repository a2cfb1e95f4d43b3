/** The finished picture: before and after, nearer, liked or not, shared, saved. */
import { judge } from "./try-it-on-calls.js";
import { timeText } from "./try-it-on-consent.js";
import { find, lastPhoto } from "./try-it-on-kept.js";
import { showOffers } from "./try-it-on-offers.js";
import { isShown } from "./try-it-on-screen.js";
import { addStyles } from "./try-it-on-styles.js";

/**
 * @typedef {import("../../room.d.ts").Room} Room
 * @typedef {import("./try-it-on-kept.js").Kept} Kept
 */

/** Fetched at once, and apart: the picture needs none of it. */

/** @type {WeakSet<Room>} */
const listening = new WeakSet();

/** @param {Room} room @param {Kept} tryOn */
export async function showResult(room, tryOn) {
  const { screen, host } = room;
  if (!listening.has(room)) listen(room);
  listening.add(room);
  await addStyles(room.dialog, new URL("./try-it-on-result.css", import.meta.url));
  const isComparable = await stagePhoto(room, tryOn);
  const kept = find(tryOn.id);
  const left = kept?.state === "done" ? Math.max(60_000, kept.until - Date.now()) : 0;
  for (const gap of screen.all("[data-kept-result]"))
    gap.textContent = (gap.dataset.keptResult ?? "").replace(
      "{kept}",
      timeText(Math.round(left / 1000), host.dataset.locale),
    );
  await room.showChoice();
  screen.go("result");
  screen.stage("result");
  screen.show("[data-slide]", isComparable);
  screen.show('[data-picture="photo"]', isComparable);
  slide(room, 0);
  screen.show("[data-why]", false);
  screen.show("[data-save-trouble]", false);
  screen.write("[data-thanks]", "");
  for (const button of screen.all('[data-result="zoom"]')) button.ariaPressed = "false";
  for (const thumb of screen.all("[data-opinion]")) thumb.ariaPressed = "false";
  await showOffers(room);
}

/** The photo below the picture: the one it was made of, and no other. @param {Room} room @param {Kept} tryOn */
async function stagePhoto(room, { photoAt }) {
  const image = room.screen.picture("photo");
  if (!image || photoAt === undefined) return false;
  if (room.photo?.at === photoAt) return room.photo.isShown;
  const last = await lastPhoto();
  if (last?.at !== photoAt) return false;
  URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(last.blob);
  room.photo = { ...last, isShown: await isShown(image) };
  return room.photo.isShown;
}

/** @param {Room} room @param {number} percent how much of the photo shows */
function slide({ dialog, screen, host }, percent) {
  dialog.style.setProperty("--try-on-split", `${percent}%`);
  const share = new Intl.NumberFormat(host.dataset.locale, { style: "percent" }).format(1 - percent / 100);
  for (const input of screen.all("[data-slide]"))
    if (input instanceof HTMLInputElement) {
      input.value = String(percent);
      input.ariaValueText = screen.words.percent?.replace("{percent}", share) ?? null;
    }
}

/** The whole picture is the handle: some browsers let a range be dragged by its small thumb only. @param {Room} room */
function listenForDrags(room) {
  const [place] = room.screen.all("div[data-slide]");
  /** @param {PointerEvent} event */
  const drag = ({ buttons, clientX }) => {
    const { left = 0, width = 1 } = place?.getBoundingClientRect() ?? {};
    const percent = Math.round((100 * (clientX - left)) / width);
    if (buttons === 1) slide(room, Math.min(100, Math.max(0, percent)));
  };
  place?.addEventListener("pointerdown", (event) => {
    place.setPointerCapture(event.pointerId);
    drag(event);
  });
  place?.addEventListener("pointermove", drag);
}

/** @param {Room} room */
function listen(room) {
  const { dialog, screen } = room;
  listenForDrags(room);
  dialog.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches("[data-slide]"))
      slide(room, Number(target.value));
  });
  dialog.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("[data-result]") : null;
    if (!(pressed instanceof HTMLElement)) return;
    const { result, opinion = "", about } = pressed.dataset;
    if (result === "zoom") zoom(room);
    if (result === "opinion") void say(room, opinion, about);
    if (result === "share" || result === "save") void hand(room, result);
  });
  const like = new File([], "picture.jpg", { type: "image/jpeg" });
  screen.show('[data-result="share"]', navigator.canShare?.({ files: [like] }) === true);
}

/** @param {Room} room */
function zoom({ dialog, screen }) {
  const isNear = dialog.toggleAttribute("data-zoom");
  for (const button of screen.all('[data-result="zoom"]')) button.ariaPressed = String(isNear);
  const [stage] = screen.all("[data-stage]");
  if (!stage) return;
  stage.tabIndex = isNear ? 0 : -1;
  const { scrollWidth, clientWidth, scrollHeight } = stage;
  const half = (scrollWidth - clientWidth) / 2;
  // Most people look for the face and what is below it first.
  stage.scrollTo(isNear ? half : 0, isNear ? scrollHeight * 0.02 : 0);
}

/** @param {Room} room @param {string} liked @param {string | undefined} about */
async function say({ root, tryOn, screen }, liked, about) {
  if (!tryOn) return;
  for (const thumb of screen.all("[data-opinion]"))
    if (!thumb.dataset.about) thumb.ariaPressed = String(thumb.dataset.opinion === liked);
  screen.show("[data-why]", liked === "no" && !about);
  await judge(root, tryOn, { liked, ...(about && { about }) }).catch(() => {});
  if (liked === "yes" || about) screen.say(screen.words.thanks);
  screen.write("[data-thanks]", liked === "yes" || about ? screen.words.thanks : "");
}

/** @param {Room} room @param {"share" | "save"} how */
async function hand({ screen, tryOn }, how) {
  const image = screen.picture("result");
  if (!image || !tryOn) return;
  screen.show("[data-save-trouble]", false);
  try {
    const answer = await fetch(image.src);
    if (!answer.ok) throw new Error(`picture ${answer.status}`);
    const blob = await answer.blob();
    const name = `${tryOn.title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}.jpg`;
    const file = new File([blob], name, { type: blob.type });
    if (how === "share") return await navigator.share({ files: [file], title: tryOn.title });
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  } catch (error) {
    // Whoever closes the sharing sheet has changed their mind.
    if (error instanceof DOMException && error.name === "AbortError") return;
    screen.show("[data-save-trouble]", true);
    // The picture is to be pressed now, and nothing may lie over it.
    screen.show("[data-slide]", false);
  }
}
