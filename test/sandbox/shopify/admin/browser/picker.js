/** The resource picker: a dialog over the page in which products or collections are chosen. */
import { call, make } from "./data.js";
import { onApp } from "./frame.js";

/** @typedef {{ id: string, title: string, status?: string, productsCount?: number, totalVariants?: number,
 *   variants?: { id: string }[], images?: { originalSrc: string }[] }} Resource */
/** @typedef {{ type: string, action: string, multiple: boolean | number, query: string,
 *   filter: { query?: string, draft?: boolean }, selectionIds: { id: string, variants?: { id: string }[] }[] }} Options */

/** @param {Options} options */
function draw({ type, action, query }) {
  const noun = type === "collection" ? "collections" : "products";
  const dialog = document.createElement("dialog");
  dialog.className = "picker";
  dialog.setAttribute("aria-label", `Add ${noun}`);
  dialog.innerHTML = `
    <form method="dialog">
      <header><h2></h2><button class="close" value="cancel" aria-label="Close" formnovalidate>✕</button></header>
      <input type="search" autocomplete="off">
      <ul class="choices"></ul>
      <footer><span class="count"></span><button value="cancel">Cancel</button>
        <button class="primary" value="done"></button></footer>
    </form>`;
  const verb = action === "select" ? "Select" : "Add";
  const part = (/** @type {string} */ selector) => dialog.querySelector(selector);
  const search = /** @type {HTMLInputElement} */ (part("input[type=search]"));
  const done = /** @type {HTMLButtonElement} */ (part("button.primary"));
  const heading = part("h2");
  if (heading) heading.textContent = `${verb} ${noun}`;
  search.placeholder = `Search ${noun}`;
  search.setAttribute("aria-label", `Search ${noun}`);
  search.value = query;
  done.textContent = verb;
  // Enter in the search must not close the picker.
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  return { dialog, search, done, list: part(".choices"), count: part(".count") };
}

/** @param {Resource} resource @param {boolean} isMany @param {boolean} isChosen */
function choice(resource, isMany, isChosen) {
  const row = make("li", "");
  const label = make("label", "choice");
  const input = document.createElement("input");
  input.type = isMany ? "checkbox" : "radio";
  input.name = "choice";
  input.value = resource.id;
  input.checked = isChosen;
  const picture = document.createElement("img");
  picture.alt = "";
  const [image] = resource.images ?? [];
  if (image) picture.src = `${image.originalSrc}?width=80`;
  else picture.style.visibility = "hidden";
  const detail = resource.productsCount ?? resource.totalVariants;
  const unit = resource.productsCount === undefined ? "variants" : "products";
  label.append(
    input,
    picture,
    make("span", "name", resource.title),
    make("span", "detail", `${detail} ${unit}`),
  );
  row.append(label);
  return { row, input };
}

/** @param {Options} options @returns {Promise<Resource[] | undefined>} */
async function pick(options) {
  const { type, multiple, filter, selectionIds } = options;
  const most = typeof multiple === "number" ? multiple : multiple ? Infinity : 1;
  const { dialog, search, done, list, count } = draw(options);
  /** @type {Map<string, Resource>} */
  const known = new Map();
  let chosen = selectionIds.map(({ id }) => id);

  const refresh = () => {
    if (count) count.textContent = `${chosen.length}${Number.isFinite(most) ? `/${most}` : ""} selected`;
    done.disabled = chosen.length === 0 && selectionIds.length === 0;
    for (const box of dialog.querySelectorAll("input[type=checkbox]")) {
      if (box instanceof HTMLInputElement) box.disabled = !box.checked && chosen.length >= most;
    }
  };
  const toggle = (/** @type {string} */ id, /** @type {boolean} */ isOn) => {
    const others = chosen.filter((other) => other !== id);
    chosen = most === 1 ? [id] : isOn ? [...others, id] : others;
    refresh();
  };
  const load = async () => {
    const words = [search.value, filter.query].filter(Boolean).join(" ");
    const found = /** @type {Resource[]} */ (await call("resources", { type, query: words }));
    const shown = found.filter(({ status }) => filter.draft !== false || status !== "DRAFT");
    for (const resource of shown) known.set(resource.id, resource);
    const rows = shown.map((resource) => {
      const { row, input } = choice(resource, most !== 1, chosen.includes(resource.id));
      input.addEventListener("change", () => toggle(resource.id, input.checked));
      return row;
    });
    list?.replaceChildren(...(rows.length > 0 ? rows : [make("li", "none", "Nothing found")]));
    refresh();
  };

  // Chosen ones may not be among those that the search shows.
  for (const resource of await call("resources", { type, query: "" })) known.set(resource.id, resource);
  await load();
  search.addEventListener("input", load);
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      const resources = chosen.flatMap((id) => known.get(id) ?? []);
      resolve(dialog.returnValue === "done" ? resources : undefined);
    });
  });
}

export function startPicker() {
  onApp("pick", pick);
}
