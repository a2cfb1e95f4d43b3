/** What can be done with a finished picture in the shop: another colour, a fitting piece, a size, the cart. */
import { askMatches } from "./try-it-on-calls.js";
import { addToCart } from "./try-it-on-cart.js";
import { small } from "./try-it-on-screen.js";
import { money } from "./try-it-on-shop.js";

/**
 * @typedef {import("../../room.d.ts").Room} Room
 * @typedef {import("./try-it-on-shop.js").Variant} Variant
 * @typedef {{ id: number, title: string, price: number, featured_image: string | null, variants: Variant[] }} Recommended
 */

const mostPieces = 4;
/** @type {WeakSet<Room>} */
const listening = new WeakSet();

/** @param {Room} room */
export async function showOffers(room) {
  const { variants } = await room.product;
  if (!listening.has(room)) listen(room);
  listening.add(room);
  const shown = variants.find(({ id }) => String(id) === room.variantId);
  const sameColour = variants.filter((each) => pictureOf(each) === pictureOf(shown));
  room.cartVariantId = room.variantId;
  showColours(room, variants, shown);
  showSizes(room, sameColour);
  await showPrice(room);
  void showPieces(room);
}

/** @param {Variant | undefined} variant */
const pictureOf = (variant) => variant?.featured_image?.src.split("?")[0];

/** One for each picture that the variants have. @param {Room} room @param {Variant[]} variants @param {Variant | undefined} shown */
function showColours({ screen }, variants, shown) {
  const pictures = new Set(variants.map(pictureOf).filter((address) => address !== undefined));
  const swatches = [...pictures].flatMap((address) => {
    const alike = variants.filter((each) => pictureOf(each) === address);
    /** @param {string} value @param {number} at */
    const isColour = (value, at) => alike.every(({ options }) => options[at] === value);
    // In the size of the one that is shown, where there is one.
    const inSize = alike.find(({ options }) =>
      options.every((value, at) => isColour(value, at) || value === shown?.options[at]),
    );
    const like = inSize ?? alike[0];
    if (!like) return [];
    const name = like.options.filter(isColour).join(" · ") || like.title;
    const swatch = makePick("colour", String(like.id), like.featured_image?.src, name);
    swatch.ariaPressed = String(address === pictureOf(shown));
    return [swatch];
  });
  for (const list of screen.all("[data-colours]")) list.replaceChildren(...swatches);
  screen.show("[data-if-colours]", swatches.length > 1);
}

/** @param {Room} room @param {Variant[]} sameColour */
function showSizes({ screen, variantId }, sameColour) {
  for (const select of screen.all("[data-sizes]"))
    select.replaceChildren(
      ...sameColour.map(({ id, title, options, available }) => {
        const size = options.filter((value, at) => sameColour.some((each) => each.options[at] !== value));
        const name = size.join(" · ") || title;
        const text = available ? name : `${name} · ${screen.words.sold_out}`;
        const option = new Option(text, String(id), false, String(id) === variantId);
        option.disabled = !available;
        return option;
      }),
    );
  screen.show("[data-if-sizes]", sameColour.length > 1);
}

/** @param {Room} room */
async function showPrice({ screen, host, other, product, cartVariantId }) {
  const { variants } = await product;
  const { words } = screen;
  const variant = variants.find(({ id }) => String(id) === cartVariantId);
  const isSoldOut = variant?.available === false;
  for (const button of screen.all('[data-offer="add"]')) button.toggleAttribute("disabled", isSoldOut);
  screen.write("[data-add-text]", isSoldOut ? words.sold_out : other ? words.add_both : words.add);
  screen.write("[data-price]", variant && !isSoldOut ? money(host, variant.price + (other?.price ?? 0)) : "");
  screen.show("[data-cart-trouble]", false);
}

/** What the shop recommends and the model can show together with the product. @param {Room} room */
async function showPieces({ screen, host, root, other }) {
  screen.show("[data-if-pieces]", false);
  const { productId = "", recommendations = "" } = host.dataset;
  const recommended = await recommend(recommendations, productId);
  const found =
    recommended.length > 0 &&
    (await askMatches(
      root,
      productId,
      recommended.map(({ id }) => id),
    ).catch(() => undefined));
  if (!found) return;
  const cards = found.matches.slice(0, mostPieces).flatMap(({ product_id, kind }) => {
    const piece = recommended.find(({ id }) => String(id) === product_id);
    const variant = piece?.variants.find(({ available }) => available);
    if (!piece || !variant || product_id === other?.productId) return [];
    const card = makePick("piece", product_id, piece.featured_image ?? undefined, piece.title);
    const price = document.createElement("small");
    price.textContent = money(host, variant.price);
    card.ariaLabel = screen.words.with?.replace("{product}", `${piece.title} ${price.textContent}`) ?? null;
    Object.assign(card.dataset, { kind, variant: variant.id, price: variant.price, title: piece.title });
    card.lastElementChild?.append(price);
    return [card];
  });
  for (const list of screen.all("[data-pieces]")) list.replaceChildren(...cards);
  screen.show("[data-if-pieces]", cards.length > 0);
}

/** What goes with it first, then what is like it. @param {string} address @param {string} productId @returns {Promise<Recommended[]>} */
async function recommend(address, productId) {
  const intents = ["complementary", "related"].map(async (intent) => {
    const query = new URLSearchParams({ product_id: productId, limit: "10", intent });
    const answer = await fetch(`${address}.json?${query}`).catch(() => undefined);
    const body = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
    return body?.products ?? [];
  });
  /** @type {Recommended[]} */
  const all = (await Promise.all(intents)).flat();
  return all.filter(({ id }, at) => all.findIndex((each) => each.id === id) === at).slice(0, 20);
}

/** @param {string} offer @param {string} id @param {string | undefined} src @param {string} name */
function makePick(offer, id, src, name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pick";
  button.setAttribute("part", "pick");
  Object.assign(button.dataset, { offer, id });
  const image = Object.assign(document.createElement("img"), { alt: "", width: 56, height: 70 });
  if (src) image.src = small(src);
  const label = document.createElement("span");
  label.textContent = name;
  button.append(image, label);
  return button;
}

/** @param {Room} room */
function listen(room) {
  const { dialog } = room;
  dialog.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    room.cartVariantId = target.value;
    void showPrice(room);
  });
  dialog.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("[data-offer]") : null;
    if (!(pressed instanceof HTMLElement)) return;
    const { offer, id = "", kind, variant, price, title = "" } = pressed.dataset;
    if (offer === "add" && pressed.ariaBusy !== "true") void add(room, pressed);
    if (offer === "colour" && pressed.ariaPressed !== "true") void again(room, id, undefined);
    if (offer === "piece" && (kind === "upper" || kind === "lower"))
      void again(room, room.variantId, {
        productId: id,
        kind,
        variantId: variant ?? "",
        title,
        price: Number(price),
      });
  });
}

/** One press: the same photo with another colour or a second piece. @param {Room} room @param {string} variantId @param {Room["other"]} other */
async function again(room, variantId, other) {
  const before = { variantId: room.variantId, other: room.other };
  Object.assign(room, { variantId, other });
  const [, { begin }] = await Promise.all([room.showChoice(), room.way()]);
  if (await begin(room)) return;
  Object.assign(room, before);
  await room.showChoice();
}

/** @param {Room} room @param {HTMLElement} pressed */
async function add(room, pressed) {
  const { screen, host, dialog, tryOn, cartVariantId, other } = room;
  const { words } = screen;
  // A second press while it is being added would add it twice.
  pressed.ariaBusy = "true";
  screen.write("[data-add-text]", words.adding);
  try {
    const { items, showCart } = await addToCart(
      host,
      [cartVariantId, ...(other ? [other.variantId] : [])],
      tryOn?.id,
    );
    screen.write("[data-add-text]", words.added);
    screen.write("[data-price]", "");
    screen.say(words.added);
    room.tell("added", { items });
    await new Promise((resolve) => setTimeout(resolve, 700));
    dialog.close();
    await showCart();
    await showPrice(room);
  } catch {
    await showPrice(room);
    screen.show("[data-cart-trouble]", true);
  }
  pressed.ariaBusy = null;
}
