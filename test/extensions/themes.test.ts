/** The button and its dialog in other people's pages. */
import { beforeEach, expect, test } from "vitest";
import { publishProducts } from "../storefront/storefront.ts";
import { done, running } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom({ viewport: { width: 1200, height: 800 } });
const dress = "/products/sunne-wrap-dress";

beforeEach(() => {
  room.app.looks = [done];
});

const buttons = () => room.page.locator("try-it-on button:visible");

async function onlyEmbed(place: string): Promise<void> {
  Object.assign(room.storefront.shop, { embedOn: true, blockSettings: { place } });
}

async function addFromResult(): Promise<{ id: number; properties: object }[]> {
  await room.step("result").waitFor();
  await room.dialog.locator('[data-offer="add"]').click();
  await room.dialog.waitFor({ state: "hidden" });
  return room.page.evaluate(async () => (await (await fetch("/cart.js")).json()).items);
}

test.each(["dawn", "horizon"])("in %s the block leads from the button to the cart", async (theme) => {
  await room.begin(`${dress}?theme=${theme}`);
  expect(await addFromResult()).toMatchObject([{ properties: { _try_on_id: "t1" } }]);
});

test.each(["floating", "beside"])("a theme without app blocks has the embed's button: %s", async (place) => {
  await onlyEmbed(place);
  const { variants } = room.product();
  await room.visit(`${dress}?theme=vintage`);
  expect(await buttons().count()).toBe(1);
  const [button, seller] = await Promise.all([
    buttons().boundingBox(),
    room.page.locator("#AddToCart").boundingBox(),
  ]);
  const below = (button?.y ?? 0) - ((seller?.y ?? 0) + (seller?.height ?? 0));
  if (place === "floating") expect((button?.y ?? 0) + (button?.height ?? 0)).toBe(800 - 16);
  else expect(below).toBeLessThan(60);

  await room.page.locator("#productSelect").selectOption(String(variants[1]?.id));
  await room.press();
  await room.givePhoto();
  await room.agree();
  await room.does("Make my picture").click();
  expect(await addFromResult()).toMatchObject([{ id: variants[1]?.id, properties: { _try_on_id: "t1" } }]);
});

test("the embed's button keeps away from pages without a product, and from a product that has the block", async () => {
  await onlyEmbed("floating");
  await room.visit(dress);
  expect(await buttons().count()).toBe(1);
  expect(await room.page.locator("try-it-on[data-place] button").count()).toBe(0);
  await room.visit("/collections/all");
  expect(await buttons().count()).toBe(0);
});

test("the embed as it is switched on floats, and shows no second button even for a moment", async () => {
  room.storefront.shop.embedOn = true;
  // As a page is until its script has come.
  await room.page.route("**/try-it-on.js*", (route) => route.abort());
  await room.visit(dress);
  expect(await room.page.locator("try-it-on button").count()).toBe(2);
  expect(await buttons().count()).toBe(1);
  await room.page.unroute("**/try-it-on.js*");
  await room.visit(`${dress}?theme=vintage`);
  await room.page.locator('try-it-on[data-place="floating"] button:visible').waitFor();
});

test("a block that is placed twice has one fitting room, and both buttons tell of it", async () => {
  room.app.looks = [running];
  room.storefront.shop.blockCount = 2;
  await room.begin(dress);
  await room.step("waiting").waitFor();
  await room.page.keyboard.press("Escape");
  await expect
    .poll(() => buttons().allInnerTexts())
    .toStrictEqual(["Making your picture", "Making your picture"]);
  await buttons().last().click();
  await room.step("waiting").waitFor();
  expect(await room.page.locator("try-it-on-dialog").count()).toBe(1);
  room.app.looks = [done];
  await room.step("result").waitFor();
  await room.page.keyboard.press("Escape");
  expect(
    await buttons()
      .last()
      .evaluate((button) => button.matches(":focus")),
  ).toBe(true);
  expect(await buttons().allInnerTexts()).toStrictEqual(["Try it on", "Try it on"]);
});

test("the theme editor may make the button anew while a picture is made and while the dialog is open", async () => {
  room.app.looks = [running];
  const reload = () => room.page.evaluate(() => Reflect.get(window, "themeEditor").reload());
  await room.begin(`${dress}?design_mode=1`);
  await room.step("waiting").waitFor();
  await reload();
  await room.page.keyboard.press("Escape");
  expect(
    await buttons()
      .first()
      .evaluate((button) => button.matches(":focus")),
  ).toBe(true);
  await expect.poll(() => buttons().allInnerTexts()).toStrictEqual(["Making your picture"]);
  await reload();
  await expect.poll(() => buttons().allInnerTexts()).toStrictEqual(["Making your picture"]);
  await buttons().click();
  room.app.looks = [done];
  await room.step("result").waitFor();
  expect(await room.page.locator("try-it-on-dialog").count()).toBe(1);
  expect(room.app.starts).toHaveLength(1);
});

test("in a quick view the dialog lies above it, and Escape closes the dialog alone", async () => {
  room.storefront.shop.embedOn = true;
  await room.visit("/collections/all");
  const card = room.page.locator(`[data-quick-view*="${dress}"]`).first();
  await card.click();
  const view = room.page.getByRole("dialog", { name: "Quick view" });
  await view.getByRole("button", { name: "Try it on" }).click();
  await room.dialog.waitFor();
  await room.page.keyboard.press("Escape");
  await room.dialog.waitFor({ state: "hidden" });
  expect(await view.isVisible()).toBe(true);
  await view.locator("variant-selects label").last().click();
  await view.getByRole("button", { name: "Try it on" }).click();
  await room.givePhoto();
  await room.agree();
  await room.does("Make my picture").click();
  const wanted = room.product().variants.find(({ options }) => options.includes("L"))?.id;
  expect(await addFromResult()).toMatchObject([{ id: wanted, properties: { _try_on_id: "t1" } }]);
  expect(room.app.starts[0]?.query.get("variant_id")).toBe(String(wanted));
});

test("the merchant reads in the editor why there is no button, and shoppers read nothing", async () => {
  publishProducts(room.storefront.shop, []);
  await room.visit(`${dress}?design_mode=1`);
  expect(await room.page.locator("try-it-on").innerText()).toContain("this product takes no part");
  await room.visit(dress);
  expect(await room.page.locator("try-it-on").count()).toBe(0);
});

test("what a theme sets for the dialog counts, by properties and by parts", async () => {
  await room.visit(`${dress}?scheme=dark`);
  await room.page.addStyleTag({
    content:
      ":root { --try-on-main: rgb(10, 80, 200) } try-it-on-dialog::part(button-main) { text-transform: uppercase }",
  });
  await room.press();
  const look = await room
    .does("Choose a photo")
    .last()
    .evaluate((button) => {
      const { backgroundColor, textTransform } = getComputedStyle(button);
      return { backgroundColor, textTransform };
    });
  expect(look).toStrictEqual({ backgroundColor: "rgb(10, 80, 200)", textTransform: "uppercase" });
});

test("the page is told of every step, in order, and may call the try-on off", async () => {
  const [first] = room.product().variants;
  await room.visit(`${dress}?variant=${first?.id}`);
  await room.page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    for (const name of "open photo consent start started done failed added deleted".split(" "))
      document.addEventListener(`try-on:${name}`, (event) => {
        if (event instanceof CustomEvent)
          told.push([name, event.cancelable, { ...event.detail, items: undefined }]);
      });
  });
  const told = () => room.page.evaluate(() => JSON.parse(JSON.stringify(Reflect.get(window, "told"))));
  const about = { productId: String(room.product().id), variantId: String(first?.id) };
  await room.press();
  await room.givePhoto();
  await room.agree();
  await room.page.evaluate(() =>
    document.addEventListener("try-on:start", (event) => event.preventDefault(), { once: true }),
  );
  await room.does("Make my picture").click();
  await expect.poll(async () => (await told()).length).toBe(4);
  expect(room.app.starts).toHaveLength(0);
  expect(await room.step("photo").isVisible()).toBe(true);
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
  await room.does("Delete now").click();
  await room.step("photo").waitFor();
  const made = { ...about, tryOnId: "t1" };
  expect(await told()).toStrictEqual([
    ["open", false, about],
    ["photo", false, about],
    ["consent", false, about],
    ["start", true, about],
    ["start", true, about],
    ["started", false, made],
    ["done", false, made],
    ["deleted", false, made],
  ]);
});
