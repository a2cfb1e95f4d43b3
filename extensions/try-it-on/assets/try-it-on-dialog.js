/** The fitting room's dialog: what opens, closes and is pressed in it. Liquid prints its markup and all its words. */
import {
  back,
  forgetLast,
  offerLast,
  otherPhoto,
  photoStep,
  receive,
  take,
  useLast,
} from "./try-it-on-choose.js";
import { makeConsent } from "./try-it-on-consent.js";
import { build, guard, openWindow, outsideOf } from "./try-it-on-frame.js";
import { find, tryOns } from "./try-it-on-kept.js";
import { reach } from "./try-it-on-reach.js";
import { makeScreen } from "./try-it-on-screen.js";
import { askProduct, chosenVariantId, money, wearTheme } from "./try-it-on-shop.js";

/**
 * @typedef {import("../../room.d.ts").Room} Room
 * @typedef {import("./try-it-on-kept.js").Kept} Kept
 */

/** One for each product, however often its button stands on the page or is made anew. @type {Map<string, Promise<Room>>} */
const rooms = new Map();

/**
 * @param {HTMLElement} host the button's element
 * @param {string} [id] the try-on that is wanted
 */
export async function openDialog(host, id) {
  const { productId = "" } = host.dataset;
  if (location.hash.startsWith("#try-on="))
    // Followed once: a reload is not to open it again.
    history.replaceState(history.state, "", location.pathname + location.search);
  if (id && (find(id)?.productId ?? productId) !== productId) return;
  const making = rooms.get(productId) ?? makeRoom(host);
  rooms.set(productId, making);
  try {
    const room = await making;
    room.host = host;
    await open(room, id);
  } catch (error) {
    rooms.delete(productId);
    throw error;
  }
}

/** @param {HTMLElement} host @returns {Promise<Room>} */
async function makeRoom(host) {
  const { root = "", productId = "", locale } = host.dataset;
  const dialog = await build(host);
  const screen = makeScreen(dialog);
  /** @type {Room} */
  const room = {
    host,
    root,
    dialog,
    screen,
    consent: makeConsent(screen, locale),
    product: askProduct(host),
    variantId: "",
    pageVariantId: "",
    cartVariantId: "",
    run: 0,
    tell(name, more, cancelable = false) {
      const detail = { productId, variantId: room.variantId, tryOnId: room.tryOn?.id, ...more };
      return document.dispatchEvent(new CustomEvent(`try-on:${name}`, { cancelable, detail }));
    },
    hold(tryOn) {
      room.tryOn = tryOn;
      outsideOf(dialog).dataset.tryOn = tryOn?.id ?? "";
    },
    way: () => reach(["way", "calls", "progress", "watch"], () => import("./try-it-on-way.js")),
    photoStep: () => photoStep(room),
    showChoice: () => showChoice(room),
  };
  listen(room);
  photoStep(room);
  return room;
}

/** @param {Room} room @param {string | undefined} id */
async function open(room, id) {
  const { dialog, screen } = room;
  if (dialog.open) return;
  wearTheme(room.host, dialog);
  const chosen = chosenVariantId(room.host);
  const { step = "" } = dialog.dataset;
  // A picture of another colour or size than the page's would be a surprise, and so would yesterday's trouble, unless it
  // is asked for.
  const isThere =
    id === undefined
      ? step === "waiting" || (step === "result" && chosen === room.pageVariantId)
      : ["waiting", "result", "trouble"].includes(step) && id === (room.tryOn?.id ?? "");
  const isFresh = !isThere;
  const wanted = isFresh && id ? find(id) : undefined;
  if (isFresh) {
    room.variantId = room.pageVariantId = chosen;
    room.other = undefined;
    void showChoice(room);
    photoStep(room);
  }
  openWindow(dialog);
  room.tell("open");
  screen.focusTitle();
  // Not waited for: with the dialog open the button has done its part, however long a picture takes.
  void goOn(room, isFresh, wanted).catch(() => screen.trouble("offline"));
}

/**
 * Where this browser has a picture of this very choice, or one that is being made, that is what is wanted.
 * @param {Room} room
 * @param {boolean} isFresh
 * @param {Kept | undefined} wanted
 */
async function goOn(room, isFresh, wanted) {
  if (wanted) return (await room.way()).showKept(room, wanted);
  if (!isFresh) return room.tryOn && (await room.way()).seen(room.tryOn);
  if (room.photo) return;
  const fitting = tryOns().filter(({ productId }) => productId === room.host.dataset.productId);
  const [latest] = fitting;
  const made = fitting.find(({ variantId, other }) => variantId === room.variantId && !other);
  if (latest?.state === "running") await (await room.way()).pickUp(room, latest);
  else if (made) await (await room.way()).showKept(room, made);
  else await offerLast(room);
}

/** @param {Room} room */
async function showChoice({ host, product, screen, variantId, other }) {
  const { variants } = await product;
  const variant = variants.find((each) => String(each.id) === variantId);
  const parts = [variant?.public_title, variant && money(host, variant.price)];
  screen.write("[data-choice]", parts.filter(Boolean).join(" · ") + (other ? ` + ${other.title}` : ""));
  screen.thumbnail(variant?.featured_image?.src);
}

/** @param {Room} room */
function listen(room) {
  const { dialog, screen } = room;
  /** @param {string} kind */
  const pick = (kind) => screen.all(`[data-input="${kind}"]`)[0]?.click();
  /** @type {Record<string, (pressed: HTMLElement) => unknown>} */
  const doings = {
    close: () => dialog.close(),
    choose: () => pick("choose"),
    take: () => pick("take"),
    last: () => useLast(room),
    "forget-last": () => forgetLast(room),
    "other-photo": () => otherPhoto(room),
    start: async () => (await room.way()).begin(room),
    delete: async () => (await room.way()).remove(room),
    mine: async () =>
      (await reach(["mine", "calls", "styles", "watch"], () => import("./try-it-on-mine.js"))).showMine(room),
    back: () => back(room),
  };
  dialog.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target === dialog) dialog.close();
    const pressed = event.target.closest("[data-do]");
    // Without the network the parts that come later are missing: said like every other lost connection.
    if (pressed instanceof HTMLElement)
      void Promise.resolve(doings[pressed.dataset.do ?? ""]?.(pressed)).catch(() =>
        screen.trouble("offline"),
      );
  });
  dialog.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type === "range") return;
    const [file] = input.files ?? [];
    if (file) void take(room, file).catch(() => screen.trouble("offline"));
    // The same file chosen again must be heard of again.
    if (input.type === "file") input.value = "";
    else screen.show("[data-consent-missing]", false);
  });
  for (const type of ["dragover", "drop", "paste"])
    dialog.addEventListener(type, (event) => receive(room, event));
  guard(dialog, () => {
    // The theme editor may have made the button anew meanwhile.
    const anew = document.querySelector(`try-it-on[data-product-id="${room.host.dataset.productId}"]`);
    (room.host.isConnected ? room.host : anew)?.querySelector("button")?.focus();
  });
}
