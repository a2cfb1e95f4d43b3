/** The shop's cart, and the theme's own way of showing that something came into it. */

/**
 * Adds the variants and has the theme's cart drawer show them, in the way Dawn's and Horizon's drawers take it.
 * @param {HTMLElement} host
 * @param {string[]} variantIds
 * @param {string | undefined} tryOnId
 */
export async function addToCart(host, variantIds, tryOnId) {
  /** @type {(Element & { getSectionsToRender?: () => { id: string }[], renderContents?: (cart: unknown) => void }) | null} */
  const drawer = document.querySelector("cart-drawer, cart-notification");
  const ofHorizon = [...document.querySelectorAll("cart-items-component[data-section-id]")];
  const sections = drawer?.getSectionsToRender
    ? drawer.getSectionsToRender().map((section) => section.id)
    : [...new Set(ofHorizon.map((each) => each.getAttribute("data-section-id")))];
  const properties = tryOnId ? { _try_on_id: tryOnId } : {};
  const items = variantIds.map((id) => ({ id: Number(id), quantity: 1, properties }));
  // A single one the way themes add it themselves: their drawers draw the answer, and know it in this shape.
  const wanted = items.length === 1 ? items[0] : { items };
  const answer = await fetch(`${host.dataset.cartAdd}.js`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ ...wanted, sections, sections_url: location.pathname }),
  });
  if (!answer.ok) throw new Error(`cart ${answer.status}`);
  const added = await answer.json();
  return {
    items: added.items ?? [added],
    async showCart() {
      drawer?.renderContents?.(added);
      await tellHorizon(host, added.sections);
    },
  };
}

/** Its cart icon takes the number for that of the whole cart. @param {HTMLElement} host @param {unknown} sections */
async function tellHorizon(host, sections) {
  const answer = await fetch(`${host.dataset.cartAdd?.replace(/\/add$/, "")}.js`).catch(() => undefined);
  const resource = await answer?.json().catch(() => undefined);
  if (!resource) return;
  const data = { source: "try-it-on", itemCount: resource.item_count, sections };
  const detail = { resource, sourceId: "try-it-on", data };
  document.dispatchEvent(new CustomEvent("cart:update", { bubbles: true, detail }));
}
