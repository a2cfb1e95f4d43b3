import { afterAll, beforeAll, expect, test } from "vitest";
import { translate } from "../sandbox/shopify/storefront/translate.ts";
import { block, type Extension, writeExtension } from "./extension.ts";
import { startStorefront, type Storefront } from "./storefront.ts";

let storefront: Storefront;
let extension: Extension;
let path: string;

beforeAll(async () => {
  storefront = await startStorefront();
  path = `/products/${storefront.shop.products[0]?.handle}`;
  extension = await writeExtension({
    "blocks/button.liquid": block(
      "<b>{{ 'try' | t }} {{ 'left' | t: count: 3 }} {{ 'only_english' | t }}</b>",
      {
        settings: [],
      },
    ),
    "locales/en.default.json": JSON.stringify({
      try: "Try",
      left: { one: "{{ count }} piece", other: "{{ count }} pieces" },
      only_english: "as is",
    }),
    "locales/pl.json": JSON.stringify({
      try: "Przymierz",
      left: { one: "{{ count }} sztuka", few: "{{ count }} sztuki", many: "{{ count }} sztuk", other: "" },
    }),
    "locales/pt-BR.json": JSON.stringify({ try: "Experimentar" }),
  });
  storefront.world.extensionFolder = extension.folder;
});
afterAll(async () => {
  await extension.remove();
  await storefront.close();
});

async function open(address: string, cookie = "") {
  const answer = await fetch(storefront.origin + address, { headers: { cookie } });
  const [kept = ""] = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  return { html: await answer.text(), kept };
}

test.each(["en", "es", "fr", "de", "it", "pt-BR", "nl", "pl", "tr", "ja", "ko", "zh-CN", "hi"])(
  "%s is a language of the storefront, read from left to right",
  async (locale) => {
    expect((await open(`/?locale=${locale}`)).html).toContain(`<html lang="${locale}" dir="ltr"`);
  },
);

test("Arabic is read from right to left, and a language that the shop has not is English", async () => {
  expect((await open("/?locale=ar")).html).toContain('<html lang="ar" dir="rtl"');
  const unknown = await open("/?locale=xx");
  expect(unknown.html).toContain('<html lang="en" dir="ltr"');
  expect(unknown.kept).toBe("");
});

test("a language stays chosen on the pages that follow, until another is", async () => {
  const { kept } = await open("/?locale=pt-BR");
  const next = await open(path, kept);
  expect(next.html).toContain('<html lang="pt-BR"');
  expect(next.html).toContain("<b>Experimentar 3 pieces as is</b>");
  expect((await open(`${path}?locale=pl`, kept)).html).toContain("<b>Przymierz 3 sztuki as is</b>");
});

test("what the app is asked by its proxy chooses no language for the shop", async () => {
  expect((await open("/apps/try-it-on/policy?locale=de")).kept).toBe("");
});

test.each([
  [0, "zero"],
  [1, "one"],
  [2, "two"],
  [3, "few"],
  [11, "many"],
  [100, "other"],
])("of the plural forms in Arabic, %i takes %s", (count, form) => {
  const words = Object.fromEntries(
    ["zero", "one", "two", "few", "many", "other"].map((each) => [each, each]),
  );
  expect(translate([{ locale: "ar", words: { left: words } }], "left", [["count", count]])).toBe(form);
});

test("a plural form that is not there falls back to other, and then to English and its own forms", () => {
  const named: [string, unknown][] = [["count", 2]];
  const english = { locale: "en", words: { left: { one: "one", other: "{{ count }} left" } } };
  expect(translate([{ locale: "pl", words: { left: { other: "inne" } } }, english], "left", named)).toBe(
    "inne",
  );
  expect(translate([{ locale: "pl", words: { left: { one: "jedna" } } }, english], "left", named)).toBe(
    "2 left",
  );
});
