import { expect, test } from "vitest";
import { blockSchema, gzipBytes, list, read } from "./files.ts";

const allowedAssets = /\.(jpe?g|png|svg|js|json|css|wasm)$/;

test("the block's schema is one that Shopify takes", () => {
  const schema = blockSchema();
  expect(schema).toMatchObject({
    target: "section",
    enabled_on: { templates: ["product"] },
    available_if: "{{ app.metafields.fitting_room.ready }}",
  });
  expect(list("assets")).toContain(schema.javascript);
  expect(new Set(schema.settings.map((setting) => setting.id)).size).toBe(schema.settings.length);
  const badDefaults = schema.settings.filter(
    ({ options, default: value }) => options && !options.some((option) => option.value === value),
  );
  expect(badDefaults).toStrictEqual([]);
});

test("the extension has only folders and files that Shopify bundles", () => {
  expect(
    list("")
      .filter((name) => !name.startsWith("."))
      .sort(),
  ).toStrictEqual(["assets", "blocks", "locales", "shopify.extension.toml", "snippets"].sort());
  expect(list("assets").filter((name) => !allowedAssets.test(name))).toStrictEqual([]);
});

test("the button weighs at most 2 KB before the press, the dialog 12 KB of script and 4 KB of style", () => {
  const facade = `assets/${blockSchema().javascript}`;
  const all = list("assets").map((name) => `assets/${name}`);
  const scripts = all.filter((path) => path.endsWith(".js") && path !== facade);
  const styles = all.filter((path) => path.endsWith(".css"));
  expect(Buffer.byteLength(read(facade))).toBeLessThan(10_000);
  expect(gzipBytes([facade])).toBeLessThanOrEqual(2048);
  expect(gzipBytes(scripts)).toBeLessThanOrEqual(12 * 1024);
  expect(gzipBytes(styles)).toBeLessThanOrEqual(4 * 1024);
});

test("every module and style that a press needs is named in the block", () => {
  const block = read("blocks/try-it-on.liquid");
  const named = [blockSchema().javascript, ...block.matchAll(/'([\w-]+\.(?:js|css))' \| asset_url/g)].map(
    String,
  );
  const loaded = named.map((name) => name.split(",").at(-1)).sort();
  expect(loaded).toStrictEqual(list("assets").sort());
});
