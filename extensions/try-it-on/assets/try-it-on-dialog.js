/** The fitting room's dialog: photo, waiting, result, trouble. Liquid prints its markup and all its words. */
import { destroy, follow, look, start, Trouble } from "./try-it-on-calls.js";
import { makeConsent } from "./try-it-on-consent.js";
import { isPicture, prepare } from "./try-it-on-photo.js";
import { isShown, makeScreen } from "./try-it-on-screen.js";
import { addToCart, chosenVariantId, money, variants, wearTheme } from "./try-it-on-shop.js";

/** @typedef {import("./try-it-on-calls.js").TryOn} TryOn */

/** @type {WeakMap<HTMLElement, () => void>} */
const dialogs = new WeakMap();

/** @param {HTMLElement} host */
export function openDialog(host) {
  const open = dialogs.get(host) ?? makeDialog(host);
  dialogs.set(host, open);
  open();
}

/**
 * @param {HTMLElement} host
 * @returns {() => void} opens the dialog in the state in which it was left
 */
function makeDialog(host) {
  const markup = host.querySelector("template")?.content.querySelector("dialog")?.cloneNode(true);
  if (!(markup instanceof HTMLDialogElement)) throw new Error("the dialog's markup is missing");
  const dialog = markup;
  const screen = makeScreen(dialog);
  const { words, all, write, show, picture } = screen;
  const { root = "", productId = "", locale: language = "" } = host.dataset;
  const consent = makeConsent(host, screen);
  const product = variants(host);
  let variantId = "";
  /** @type {Blob | undefined} */
  let photo;
  let photoUrl = "";
  let isPhotoReadable = false;
  /** @type {TryOn | undefined} */
  let tryOn;
  /** Counts try-ons, so that an answer to one that was left behind changes nothing. */
  let run = 0;
  // At the end of the body the dialog is outside of any product form and of the theme's own clipping.
  document.body.append(dialog);

  /** @param {string} name @param {object} [more] @param {boolean} [cancelable] */
  function tell(name, more, cancelable = false) {
    const detail = { productId, variantId, tryOnId: tryOn?.id, ...more };
    return document.dispatchEvent(new CustomEvent(`try-on:${name}`, { cancelable, detail }));
  }

  function photoStep() {
    const hasPhoto = photo !== undefined;
    screen.go("photo");
    show("[data-with-photo]", hasPhoto);
    show("[data-without-photo]", !hasPhoto);
    show("[data-consent]", hasPhoto && !consent.hasAgreed());
    show("[data-consent-missing]", false);
    screen.notice("");
    stagePhoto();
  }

  function stagePhoto() {
    screen.stage(photo && isPhotoReadable ? "photo" : undefined);
  }

  /** @param {File} file */
  async function take(file) {
    const mine = ++run;
    tryOn = undefined;
    if (!isPicture(file)) return trouble("photo_type");
    const prepared = await prepare(file);
    const image = picture("photo");
    if (mine !== run || !image) return;
    URL.revokeObjectURL(photoUrl);
    photo = prepared;
    photoUrl = URL.createObjectURL(photo);
    image.src = photoUrl;
    isPhotoReadable = await isShown(image);
    write("[data-file-name]", isPhotoReadable ? "" : file.name);
    photoStep();
  }

  /** Other terms hold than those on this page: they are shown and the shopper is asked anew. The photo waits. */
  async function askAgain() {
    const mine = ++run;
    try {
      await consent.renew();
      if (mine !== run) return;
      photoStep();
      screen.notice(words.troubles.consent_outdated);
    } catch (error) {
      if (mine === run) trouble(error instanceof Trouble ? error.code : "general");
    }
  }

  async function begin() {
    if (!photo) return;
    if (!consent.version()) return askAgain();
    if (!consent.mayUpload()) return;
    takeVariant();
    if (!tell("start", {}, true)) return;
    const mine = ++run;
    tryOn = undefined;
    stagePhoto();
    screen.waiting();
    try {
      const wish = { root, productId, variantId, consent: consent.version(), language };
      const started = await start(wish, photo);
      if (mine !== run) return;
      tryOn = started;
      screen.news(started);
      const ended = await follow(root, started, (latest) => mine === run && screen.news(latest));
      if (mine !== run) return;
      if (ended.state === "failed") trouble(ended.failure?.code ?? "general");
      else await result(ended, started);
    } catch (error) {
      if (mine === run) trouble(error instanceof Trouble ? error.code : "general");
    }
  }

  /** @param {TryOn} ended @param {TryOn} started */
  async function result(ended, started) {
    const image = picture("result");
    if (!image || !ended.image_url) return trouble(ended.failure?.code ?? "general");
    image.src = ended.image_url;
    if (!(await isShown(image))) {
      // The address is short-lived: one that ran out while the tab slept is asked for anew, once.
      image.src = (await look(root, started, 0)).image_url ?? "";
      if (!(await isShown(image))) return trouble("gone");
    }
    void showChoice();
    screen.go("result");
    screen.stage("result");
    tell("done");
  }

  /** @param {string} code */
  function trouble(code) {
    if (code === "consent_outdated" || code === "consent_missing") return void askAgain();
    screen.trouble(code);
    tell("failed", { code });
  }

  async function showChoice() {
    const variant = (await product).find((each) => String(each.id) === variantId);
    const price = variant && money(host, variant.price);
    write("[data-choice]", [variant?.public_title, price].filter(Boolean).join(" · "));
    screen.thumbnail(variant?.featured_image?.src);
    const isSoldOut = variant?.available === false;
    for (const button of all('[data-do="add"]')) button.toggleAttribute("disabled", isSoldOut);
    write("[data-add-text]", isSoldOut ? words.sold_out : words.add);
    write("[data-price]", isSoldOut ? "" : price);
    show("[data-cart-trouble]", false);
  }

  async function add() {
    write("[data-add-text]", words.adding);
    try {
      const { item, showCart } = await addToCart(host, variantId, tryOn?.id);
      write("[data-add-text]", words.added);
      write("[data-price]", "");
      screen.say(words.added);
      tell("added", { item });
      await new Promise((resolve) => setTimeout(resolve, 700));
      dialog.close();
      showCart();
      await showChoice();
    } catch {
      await showChoice();
      show("[data-cart-trouble]", true);
    }
  }

  async function remove() {
    const mine = run;
    if (!tryOn) return;
    try {
      await destroy(root, tryOn);
      if (mine !== run) return;
      tell("deleted");
      forgetPhoto();
      screen.notice(words.deleted);
    } catch {
      if (mine === run) show("[data-delete-trouble]", true);
    }
  }

  function takeVariant() {
    variantId = chosenVariantId(host);
    void showChoice();
  }

  function forgetPhoto() {
    photo = undefined;
    tryOn = undefined;
    for (const kind of ["photo", "result"]) picture(kind)?.removeAttribute("src");
    URL.revokeObjectURL(photoUrl);
    write("[data-file-name]", "");
    photoStep();
  }

  /** @type {Record<string, () => unknown>} */
  const doings = {
    close: () => dialog.close(),
    choose: () => all('[data-input="choose"]')[0]?.click(),
    take: () => all('[data-input="take"]')[0]?.click(),
    start: begin,
    add,
    delete: remove,
    "again-photo": forgetPhoto,
  };
  dialog.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target === dialog) dialog.close();
    const pressed = event.target.closest("[data-do], [data-show]");
    if (!(pressed instanceof HTMLElement)) return;
    const { do: doing = "", show: kind } = pressed.dataset;
    if (kind === "photo") stagePhoto();
    if (kind === "result") screen.stage("result");
    void doings[doing]?.();
  });
  dialog.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const [file] = event.target.files ?? [];
    if (file) void take(file);
    // The same file chosen again must be heard of again.
    if (event.target.type === "file") event.target.value = "";
    else show("[data-consent-missing]", false);
  });
  dialog.addEventListener("close", () => {
    document.documentElement.style.removeProperty("overflow");
    host.querySelector("button")?.focus();
  });
  photoStep();

  return () => {
    const { step } = dialog.dataset;
    wearTheme(host, dialog);
    if (step !== "waiting") {
      const hadVariant = variantId;
      takeVariant();
      // A picture of another colour or size would be added to the cart under the wrong name.
      if (step === "trouble" || (step === "result" && hadVariant !== variantId)) photoStep();
    }
    document.documentElement.style.overflow = "hidden";
    if (!dialog.open) dialog.showModal();
    screen.focusTitle();
    tell("open");
  };
}
