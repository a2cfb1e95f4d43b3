/** This visitor's pictures that are still kept. The list lives in this browser; nobody else can find them. */
import { destroy, look, Trouble } from "./try-it-on-calls.js";
import { timeText } from "./try-it-on-consent.js";
import { drop, dropPhoto, knownVisitor, lastPhoto, tryOns } from "./try-it-on-kept.js";
import { forget } from "./try-it-on-watch.js";
import { addStyles } from "./try-it-on-styles.js";

/**
 * @typedef {import("../../room.d.ts").Room} Room
 * @typedef {import("./try-it-on-kept.js").Kept} Kept
 */

/** @type {WeakSet<Room>} */
const listening = new WeakSet();

/** @param {Room} room */
export async function showMine(room) {
  const { screen } = room;
  room.run += 1;
  if (!listening.has(room)) listen(room);
  listening.add(room);
  await addStyles(room.dialog, new URL("./try-it-on-result.css", import.meta.url));
  const all = tryOns();
  for (const list of screen.all("[data-list]")) list.replaceChildren(...all.map((each) => entry(room, each)));
  screen.show("[data-none]", all.length === 0);
  // By it the shop finds what it holds of this shopper; nobody else can tell it.
  screen.write("[data-visitor]", knownVisitor());
  screen.show("[data-number]", knownVisitor() !== undefined);
  screen.go("mine");
  await Promise.all(all.map((each) => fill(room, each)));
}

/** @param {Room} room @param {Kept} tryOn */
function entry({ screen, host }, { id, title, other, state, until }) {
  const [model] = screen.all("template[data-entry]");
  const made = model instanceof HTMLTemplateElement ? model.content.cloneNode(true) : undefined;
  const item = made instanceof DocumentFragment ? made.querySelector("li") : null;
  if (!item) throw new Error("the list's markup is missing");
  item.dataset.id = id;
  const name = [title, other?.title].filter(Boolean).join(" + ");
  const left = timeText(Math.max(60, Math.round((until - Date.now()) / 1000)), host.dataset.locale);
  const texts = {
    "[data-name]": name,
    "[data-left]": state === "done" ? screen.words.left?.replace("{time}", left) : screen.words.working,
  };
  for (const [selector, text] of Object.entries(texts)) {
    const element = item.querySelector(selector);
    if (element) element.textContent = text ?? "";
  }
  const button = item.querySelector('[data-mine="delete"]');
  if (button) button.ariaLabel = screen.words.delete_one?.replace("{product}", name) ?? null;
  return item;
}

/** Where it can't be copied it can still be marked and read. @param {Room} room @param {HTMLElement} button */
async function copy({ screen }, button) {
  try {
    await navigator.clipboard.writeText(knownVisitor() ?? "");
    button.textContent = screen.words.copied ?? "";
    screen.say(screen.words.copied);
  } catch {
    const number = screen.all("[data-visitor]")[0];
    if (number) getSelection()?.selectAllChildren(number);
  }
}

/** The picture itself, or the end of it where it is gone. @param {Room} room @param {Kept} tryOn */
async function fill(room, tryOn) {
  try {
    const latest = await look(room.root, tryOn);
    if (latest.state === "failed" || (latest.state === "done" && !latest.image_url))
      return leave(room, tryOn);
    const image = room.screen.all(`[data-id="${CSS.escape(tryOn.id)}"] img`)[0];
    if (image instanceof HTMLImageElement && latest.image_url) image.src = latest.image_url;
  } catch (error) {
    if (error instanceof Trouble && error.code === "gone") leave(room, tryOn);
  }
}

/** @param {Room} room @param {Kept} tryOn */
function leave(room, { id }) {
  const { screen } = room;
  drop(id);
  if (room.tryOn?.id === id) {
    // Gone by word, it must not go on standing beside the list.
    room.hold(undefined);
    screen.picture("result")?.removeAttribute("src");
    screen.stage(room.photo?.isShown ? "photo" : undefined);
  }
  for (const item of screen.all(`[data-id="${CSS.escape(id)}"]`)) item.remove();
  screen.show("[data-none]", tryOns().length === 0);
}

/** @param {Room} room */
function listen(room) {
  room.dialog.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("[data-mine]") : null;
    if (pressed instanceof HTMLElement && pressed.dataset.mine === "copy") return void copy(room, pressed);
    const item = pressed?.closest("[data-id]");
    if (!(pressed instanceof HTMLElement) || !(item instanceof HTMLElement)) return;
    const tryOn = tryOns().find(({ id }) => id === item.dataset.id);
    if (!tryOn) return item.remove();
    if (pressed.dataset.mine === "delete") void remove(room, tryOn);
    else void openOne(room, tryOn);
  });
}

/** @param {Room} room @param {Kept} tryOn */
async function openOne(room, tryOn) {
  // What is bought and tried on from here is this page's product.
  if (tryOn.productId !== room.host.dataset.productId)
    return location.assign(`${tryOn.url}#try-on=${tryOn.id}`);
  await (await room.way()).showKept(room, tryOn);
}

/** @param {Room} room @param {Kept} tryOn */
async function remove(room, tryOn) {
  room.screen.show("[data-delete-trouble]", false);
  try {
    await destroy(room.root, tryOn);
    await forgetPhoto(room, tryOn);
    forget(tryOn);
    leave(room, tryOn);
    room.screen.say(room.screen.words.deleted);
    room.screen.focusTitle();
  } catch {
    room.screen.show("[data-delete-trouble]", true);
  }
}

/** The photo of which it was made: said to be deleted, it must not be offered again. @param {Room} room @param {Kept} tryOn */
async function forgetPhoto(room, { photoAt }) {
  if (photoAt === undefined) return;
  if (room.photo?.at === photoAt) room.photo = undefined;
  if ((await lastPhoto())?.at === photoAt) await dropPhoto();
}
