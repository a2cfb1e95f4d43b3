import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { block, type Extension, writeExtension } from "./extension.ts";
import { setReady, startStorefront, type Storefront } from "./storefront.ts";

const settings = [
  { type: "text", id: "label", label: "Label", default: "Try it" },
  { type: "checkbox", id: "wide", label: "Wide" },
  { type: "select", id: "style", label: "Style", options: [{ value: "plain" }, { value: "bold" }] },
];
const both = { javascript: "own.js", stylesheet: "own.css" };
const available = { available_if: "{{ app.metafields.fitting_room.ready }}" };
const files = {
  "assets/own.js": "",
  "assets/own.css": "",
  "assets/watch.js": "",
  "blocks/button.liquid": block(
    "<b>{{ block.settings.label }} {{ block.settings.wide }} {{ block.settings.style }} in {{ section.id }}</b>",
    { ...both, settings, enabled_on: { templates: ["product"] } },
  ),
  "blocks/second.liquid": block("<i>second</i>", { ...both, class: "own-class", tag: "aside" }),
  "blocks/for-header.liquid": block("<i>header</i>", { enabled_on: { groups: ["header"] } }),
  "blocks/watch.liquid": block("<u>watch {{ product.id }}{{ section.id }}{{ product_json }}</u>", {
    target: "body",
    javascript: "watch.js",
    disabled_on: { templates: ["cart"], groups: ["footer"] },
    ...available,
  }),
  "blocks/meta.liquid": block('<meta name="own">', { target: "head", enabled_on: { templates: ["*"] } }),
};

let storefront: Storefront;
let extension: Extension;
let path: string;

beforeAll(async () => {
  storefront = await startStorefront();
  path = `/products/${storefront.shop.products[0]?.handle}`;
});
afterAll(() => storefront.close());
beforeEach(async () => {
  extension = await writeExtension(files);
  storefront.world.extensionFolder = extension.folder;
});
afterEach(async () => {
  await extension.remove();
  setReady(storefront.shop, true);
  Object.assign(storefront.shop, { blockPlaced: true, embedOn: false, blockCount: 1, blockSettings: {} });
});

async function html(address: string): Promise<string> {
  return (await fetch(storefront.origin + address)).text();
}

function times(text: string, part: string): number {
  return text.split(part).length - 1;
}

test("every block of the extension that the template may have stands in the product page's main section", async () => {
  const page = await html(path);
  expect(page).toContain("<b>Try it false plain in template--1__main</b>");
  expect(page).toMatch(/<aside id="[^"]+" class="shopify-block shopify-app-block own-class"><i>second/);
  expect(page).not.toContain("<i>header");
  expect(page).not.toContain("<u>watch");
  expect(page).not.toContain("watch.js");
  const collection = await html("/collections/all");
  expect(collection).not.toContain("<i>second");
  expect(collection).not.toContain("own.js");
});

test("a block that is placed twice has two names and brings its script and stylesheet once", async () => {
  storefront.shop.blockCount = 2;
  const page = await html(path);
  const names = [...page.matchAll(/id="(shopify-block-[^"]+button[^"]+)"/g)].map((match) => match[1]);
  expect(new Set(names).size).toBe(2);
  expect(names).toHaveLength(2);
  expect(times(page, '<script src="/cdn/extensions/try-it-on/assets/own.js" async="async">')).toBe(1);
  expect(times(page, '<link href="/cdn/extensions/try-it-on/assets/own.css" rel="stylesheet"')).toBe(1);
  expect(times(await html(`${path}?blocks=3`), "<b>")).toBe(3);
  expect((await fetch(`${storefront.origin}/cdn/extensions/try-it-on/assets/own.css`)).status).toBe(200);
});

test("an embed stands at the end of every page once it is on, with global objects only", async () => {
  storefront.shop.embedOn = true;
  const [product] = storefront.shop.products;
  expect(await html(path)).toMatch(
    new RegExp(`class="shopify-block shopify-app-block"><u>watch ${product?.id}</u></div></body>`),
  );
  for (const address of ["/", "/collections/all", "/people", "/products/nothing"]) {
    const page = await html(address);
    expect(page, address).toContain("<u>watch </u></div></body>");
    expect(page, address).toContain("watch.js");
    expect(page, address).toMatch(/<meta name="own"><!-- END app block --><\/head>/);
  }
});

test("an embed keeps away from templates that it is disabled on, and from a shop that is not ready", async () => {
  storefront.shop.embedOn = true;
  const cart = await html("/cart");
  expect(cart).not.toContain("watch");
  expect(cart).toContain('<meta name="own">');
  setReady(storefront.shop, false);
  const page = await html(path);
  expect(page).not.toContain("watch");
  expect(page).toContain('<meta name="own">');
});

test("settings can be set, and one that no block has is refused", async () => {
  storefront.shop.blockSettings = { label: "Anprobe", wide: true, style: "bold" };
  expect(await html(path)).toContain("<b>Anprobe true bold");
  storefront.shop.blockSettings = { lable: "Anprobe" };
  expect((await fetch(storefront.origin + path)).status).toBe(500);
});

test.each([
  ["an asset that is not there", { javascript: "missing.js" }],
  ["an unknown target", { target: "sidebar" }],
  [
    "both lists of templates",
    { enabled_on: { templates: ["product"] }, disabled_on: { templates: ["cart"] } },
  ],
  ["a name that is too long", { name: "A name that is much too long" }],
])("a schema with %s is refused", async (_what, schema) => {
  const wrong = await writeExtension({ "blocks/wrong.liquid": block("", schema) });
  storefront.world.extensionFolder = wrong.folder;
  expect((await fetch(storefront.origin + path)).status).toBe(500);
  await wrong.remove();
});
