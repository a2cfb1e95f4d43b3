import sharp from "sharp";
import { expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { done, failed, refused, running, terms } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom();

async function openWithPhoto(photo: Buffer, variant = ""): Promise<void> {
  await room.visit(`/products/sunne-wrap-dress${variant}`);
  await room.press();
  await room.givePhoto(photo);
}

async function makePicture(): Promise<void> {
  await room.agree();
  await room.does("Make my picture").click();
}

test("nothing of the dialog is fetched before the press", async () => {
  const fetched: string[] = [];
  room.page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await room.page.goto(`${room.storefront.origin}/products/sunne-wrap-dress`, { waitUntil: "networkidle" });
  const ours = fetched.filter((path) => path.startsWith("/cdn/extensions/"));
  expect(ours.sort()).toStrictEqual(
    ["try-it-on.css", "try-it-on.js"].map((name) => `/cdn/extensions/try-it-on/assets/${name}`),
  );
});

test("the button works where its script runs before the page has been read as far as the button", async () => {
  await room.page.route("**/products/*", async (route) => {
    const response = await route.fetch();
    // Without async it runs at its place in the head, as one from the cache may by chance.
    const body = (await response.text()).replace(/(try-it-on\.js[^>]*?) async="async"/, "$1");
    await route.fulfill({ response, body });
  });
  await room.visit();
  expect(await room.page.locator('script[src*="try-it-on.js"]').getAttribute("async")).toBeNull();
  await room.press();
  await room.step("photo").waitFor();
});

test("a shopper goes from the button to the cart with the chosen variant, through a lost connection", async () => {
  const variant = room.storefront.shop.products
    .find((each) => each.handle === "sunne-wrap-dress")
    ?.variants.at(-1);
  room.app.looks = [running, "cut", done];
  const upright = await sharp(await maja())
    .resize(3000)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  await openWithPhoto(upright, `?variant=${variant?.id}`);
  await room.page.getByRole("button", { name: "Make my picture" }).click();
  await room.page.getByText("Please tick the box first").waitFor();
  expect(room.app.starts).toHaveLength(0);

  await makePicture();
  await room.page.getByRole("heading", { name: "Here you are" }).waitFor();
  const [start] = room.app.starts;
  expect(room.app.starts).toHaveLength(1);
  expect(start?.query.get("variant_id")).toBe(String(variant?.id));
  expect(start?.query.get("consent")).toBe(terms.version);
  expect(start?.query.get("language")).toBe("en");
  expect(start?.query.get("visitor")).toMatch(/^[0-9a-f]{32}$/);
  const sent = await sharp(start?.bytes).metadata();
  expect(sent).toMatchObject({ format: "jpeg", width: 2048, height: 1365 });
  expect(sent.exif).toBeUndefined();

  await room.dialog.getByRole("button", { name: "Add to cart" }).click();
  await room.page
    .locator("cart-drawer dialog[open]")
    .getByText(variant?.title ?? "")
    .waitFor();
  const cart = await room.page.evaluate(async () => (await fetch("/cart.js")).json());
  expect(cart.items).toMatchObject([{ id: variant?.id, properties: { _try_on_id: "t1" } }]);
});

test("a failure has its own sentence and a way on, and Escape gives the focus back", async () => {
  room.app.looks = [failed("no_person")];
  await openWithPhoto(await maja());
  await makePicture();
  await room.page.locator("[data-trouble]", { hasText: "could not find a person" }).waitFor();
  await room.page.getByRole("button", { name: "Choose another photo" }).click();
  await room.page.getByRole("heading", { name: "See it on you" }).waitFor();
  await room.page.keyboard.press("Escape");
  expect(await room.page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Try it on");
});

test("a refusal at the start is explained, and the theme can call a try-on off", async () => {
  room.app.startAnswer = refused(429, "busy");
  await openWithPhoto(await maja());
  await room.page.evaluate(() =>
    document.addEventListener("try-on:start", (event) => event.preventDefault(), { once: true }),
  );
  await makePicture();
  expect(room.app.starts).toHaveLength(0);
  await room.page.getByRole("button", { name: "Make my picture" }).click();
  await room.page.locator("[data-trouble]", { hasText: "Many people are trying" }).waitFor();
  room.app.startAnswer = "cut";
  await room.page.getByRole("button", { name: "Try again" }).click();
  await room.page
    .locator("[data-trouble]", { hasText: "a problem" })
    .or(room.page.locator("[data-trouble]", { hasText: "wrong" }))
    .waitFor();
});

test("a script that the browser has already may run before the button is read, and the press counts all the same", async () => {
  const page = await (await fetch(`${room.storefront.origin}/products/sunne-wrap-dress`)).text();
  const script = /<script src="([^"]*try-it-on\.js)" async="async"><\/script>/.exec(page);
  expect(script?.[1]).toBeDefined();
  // Without async the page is read on only after the script has run.
  const early = page
    .replace(script?.[0] ?? "", "")
    .replace("<head>", `<head><script src="${script?.[1]}"></script>`);
  await room.page.route("**/products/sunne-wrap-dress", (route) =>
    route.fulfill({ contentType: "text/html", body: early }),
  );
  await room.visit();
  await room.press();
  await room.step("photo").waitFor();
});
