import { afterAll, beforeAll, expect, test } from "vitest";
import { readRegistration } from "../sandbox/registration.ts";
import { appToml, domain, openShop } from "./shop.ts";

let place: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  place = await openShop();
});
afterAll(() => place.close());

test("the registration is what stands in the app's configuration", () => {
  const { world } = place;
  expect(world.app).toMatchObject({
    handle: "fitting-room",
    scopes: ["read_products", "write_app_proxy"],
    proxy: { path: "/proxy", prefix: "apps", subpath: "try-it-on" },
  });
  expect(world.app.webhooks).toContainEqual({ topic: "shop/redact", path: "/webhooks" });
  const wrong = appToml.replace('prefix = "apps"', 'prefix = "mine"');
  expect(() => readRegistration(wrong, { origin: "", clientId: "", clientSecret: "" })).toThrow(
    "app_proxy.prefix",
  );
});

test("opening the app installs it and frames the path that the address names", async () => {
  const { world, shop } = place;
  shop.installation = undefined;
  const response = await fetch(`${world.origin}/admin/apps/fitting-room/app/products?shop=${domain}&page=2`);
  const text = await response.text();
  const [, source = ""] = /<iframe[^>]* src="([^"]*)"/.exec(text.replaceAll("\n", " ")) ?? [];
  const url = new URL(source.replaceAll("&amp;", "&"));
  expect(url.origin + url.pathname).toBe(`${world.app.origin}/app/products`);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    embedded: "1",
    shop: domain,
    page: "2",
    locale: "en",
  });
  expect(place.shop.installation?.scopes).toEqual(world.app.scopes);
});

test("App Bridge is one script without imports", async () => {
  const text = await (await fetch(`${place.world.origin}/app-bridge.js`)).text();
  expect(text).not.toMatch(/^(import|export) /m);
  expect(() => new Function(text)).not.toThrow();
});

test("pages that the sandbox lacks, other apps and other shops are not found", async () => {
  const paths = ["/admin/settings/plan", "/admin/apps/other", "/admin?shop=other.myshopify.com"];
  const answers = await Promise.all(paths.map((path) => fetch(place.world.origin + path)));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test("the theme editor switches the app embed on and off", async () => {
  const { world, shop } = place;
  const editor = async () =>
    (await fetch(`${world.origin}/admin/themes/current/editor?shop=${domain}`)).text();
  const press = () => fetch(`${world.origin}/admin/_data/embed?shop=${domain}`, { method: "POST" });
  expect(await editor()).toContain("Switch the embed on");
  expect(await (await press()).json()).toStrictEqual({ embedOn: true });
  expect(await editor()).toContain("Switch the embed off");
  await press();
  expect(shop.embedOn).toBe(false);
});
