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

/** What a module brings along whether it is wanted or not: not what it imports when a step comes. */
function withImports(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, imported = ""] of read(`assets/${name}`).matchAll(/ from "\.\/(.*)";$/gm))
    withImports(imported, found);
  return found;
}

const sizeOf = (names: Iterable<string>) => gzipBytes([...names].map((name) => `assets/${name}`));

test("the button weighs at most 2 KB of script and 1 KB of style", () => {
  expect(sizeOf([blockSchema().javascript])).toBeLessThanOrEqual(2048);
  expect(sizeOf([blockSchema().stylesheet])).toBeLessThanOrEqual(1024);
});

test("the first press loads at most 12 KB of script and 4 KB of style, and no later step as much again", () => {
  const first = withImports("try-it-on-dialog.js");
  expect(sizeOf(first)).toBeLessThanOrEqual(12 * 1024);
  expect(sizeOf(["try-it-on-dialog.css", "try-it-on-steps.css"])).toBeLessThanOrEqual(4 * 1024);
  for (const step of ["way", "result", "mine", "photo", "notice"].map((name) => `try-it-on-${name}.js`)) {
    // The result comes by the way that leads to it, and after it.
    const before = step === "try-it-on-result.js" ? withImports("try-it-on-way.js") : first;
    const more = [...withImports(step)].filter((name) => !first.has(name) && !before.has(name));
    expect(sizeOf(more), step).toBeLessThanOrEqual(8 * 1024);
  }
});

test("a script is loaded by the page, by the press, or by a step of the dialog, and the press knows what it needs", () => {
  const element = read("snippets/try-it-on-element.liquid");
  const named = [...element.matchAll(/'([\w-]+\.js)' \| asset_url/g)].map((match) => String(match[1]));
  const first = withImports("try-it-on-dialog.js");
  expect(named.toSorted()).toStrictEqual([...first, "try-it-on-watch.js"].toSorted());
  const all = list("assets").filter((name) => name.endsWith(".js"));
  const imported = all.flatMap((name) =>
    [...read(`assets/${name}`).matchAll(/import\("\.\/(.*?)"\)/g)].map((match) => String(match[1])),
  );
  const reached = [blockSchema().javascript, ...named, ...imported].flatMap((name) => [...withImports(name)]);
  expect([...new Set(reached)].toSorted()).toStrictEqual(all.toSorted());
});
