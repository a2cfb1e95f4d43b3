/** From the finished picture on: another colour, a piece that goes with it, a size, the cart. */
import { beforeEach, expect, test } from "vitest";
import { done, failed, refused } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom();

beforeEach(() => {
  room.app.looks = [done];
});

async function toResult(path?: string): Promise<void> {
  await room.begin(path);
  await room.step("result").waitFor();
}

/** The next picture is there when its number is the dialog's own. */
const toPicture = (id: string) =>
  room.page.locator(`try-it-on-dialog[data-try-on="${id}"] dialog[data-step="result"]`).waitFor();

const colours = () => room.dialog.locator("[data-colours]").getByRole("button");
const add = () => room.dialog.locator('[data-offer="add"]');
const choice = async () => (await room.dialog.locator("[data-choice]").innerText()).replaceAll("\u00a0", " ");
type Line = { id: number; quantity: number; properties: Record<string, string> };

async function cartLines(): Promise<Line[]> {
  return room.page.evaluate(async () => (await (await fetch("/cart.js")).json()).items);
}

async function makeSoldOut(isSoldOut: (size: string, index: number) => boolean): Promise<void> {
  for (const [index, variant] of room.product().variants.entries())
    variant.available = !isSoldOut(variant.options.at(-1) ?? "", index);
}

test("another colour is one press: the same photo, the other variant, and all that is written follows", async () => {
  const { variants } = room.product();
  const [first] = variants;
  await toResult(`/products/sunne-wrap-dress?variant=${first?.id}`);
  const before = await choice();
  expect(await colours().evaluateAll((all) => all.map((each) => each.ariaPressed))).toStrictEqual([
    "true",
    "false",
  ]);
  await colours().last().click();
  await toPicture("t2");
  const [one, two] = room.app.starts;
  const sameSize = variants.find(
    ({ options }) => options[0] !== first?.options[0] && options[1] === first?.options[1],
  );
  expect(room.app.starts).toHaveLength(2);
  expect(two?.query.get("variant_id")).toBe(String(sameSize?.id));
  expect(one && two?.bytes.equals(one.bytes)).toBe(true);
  expect(await choice()).not.toBe(before);
  expect(await choice()).toContain(sameSize?.title);
  expect(await colours().evaluateAll((all) => all.map((each) => each.ariaPressed))).toStrictEqual([
    "false",
    "true",
  ]);
  await add().click();
  await room.page.locator("cart-drawer dialog[open]").waitFor();
  expect(await cartLines()).toMatchObject([{ id: sameSize?.id, properties: { _try_on_id: "t2" } }]);
});

test("the colour that is shown is not made again", async () => {
  await toResult();
  await colours().first().click();
  await colours().last().click();
  await toPicture("t2");
  expect(room.app.starts).toHaveLength(2);
});

test("a colour that the theme calls off leaves the picture and its price as they are", async () => {
  await toResult();
  const before = await choice();
  await room.page.evaluate(() =>
    document.addEventListener("try-on:start", (event) => event.preventDefault(), { once: true }),
  );
  await colours().last().click();
  await expect.poll(choice).toBe(before);
  expect(room.app.starts).toHaveLength(1);
});

test("the size that is chosen is the one that is bought", async () => {
  const [small, , large] = room.product().variants;
  await toResult(`/products/sunne-wrap-dress?variant=${small?.id}`);
  const sizes = room.dialog.getByRole("combobox");
  expect(await sizes.locator("option").allInnerTexts()).toStrictEqual(["S", "M", "L"]);
  await sizes.selectOption("L");
  await add().click();
  await room.page
    .locator("cart-drawer dialog[open]")
    .getByText(large?.title ?? "")
    .waitFor();
  expect(await cartLines()).toMatchObject([{ id: large?.id, quantity: 1, properties: { _try_on_id: "t1" } }]);
});

test("a size that is sold out says so and can't be chosen", async () => {
  await makeSoldOut((size) => size === "M");
  await toResult();
  const options = room.dialog.getByRole("combobox").locator("option");
  expect(await options.allInnerTexts()).toStrictEqual(["S", "M · Sold out", "L"]);
  expect(await options.evaluateAll((all) => all.map((each) => each.matches(":disabled")))).toStrictEqual([
    false,
    true,
    false,
  ]);
  expect(await add().isEnabled()).toBe(true);
});

test("where all is sold out, nothing can be bought, and the picture is there all the same", async () => {
  await makeSoldOut(() => true);
  await toResult();
  expect(await add().isDisabled()).toBe(true);
  expect((await add().innerText()).trim()).toBe("Sold out");
});

test("pressed twice, it is added once", async () => {
  await toResult();
  await add().dblclick();
  await room.page.locator("cart-drawer dialog[open]").waitFor();
  expect(await cartLines()).toMatchObject([{ quantity: 1 }]);
});

test("a cart that refuses is said, and the picture stays", async () => {
  await toResult();
  await room.page.route("**/cart/add.js", (route) => route.fulfill({ status: 422, json: { status: 422 } }));
  await add().click();
  await room.dialog.getByRole("alert").filter({ hasText: "could not be added to your cart" }).waitFor();
  expect((await add().innerText()).replace(/\s+/g, " ")).toContain("Add to cart");
  await room.page.unroute("**/cart/add.js");
  await add().click();
  await room.page.locator("cart-drawer dialog[open]").waitFor();
});

test("Horizon's drawer shows what was added, and its icon counts the whole cart", async () => {
  const [variant] = room.product().variants;
  await room.visit("/?theme=horizon");
  await room.page.evaluate(
    (id) =>
      fetch("/cart/add.js", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id, quantity: 2 }),
      }),
    room.product("fjell-t-shirt").variants[0]?.id,
  );
  await toResult(`/products/sunne-wrap-dress?variant=${variant?.id}`);
  await add().click();
  const drawer = room.page.locator("cart-drawer-component dialog[open]");
  await drawer.getByText("Sunne Wrap Dress").first().waitFor();
  await expect.poll(() => room.page.locator("cart-icon .cart-bubble").textContent()).toBe("3");
  expect(await room.page.locator("dialog.try-on[open]").count()).toBe(0);
});

const pieces = () => room.dialog.getByRole("region").or(room.dialog.locator("[data-if-pieces]"));

test("a piece that goes with it is one press more, and both go into the cart", async () => {
  const [top, trousers] = [room.product("fjell-t-shirt"), room.product("odense-tailored-trousers")];
  room.app.matches = [{ product_id: String(trousers.id), kind: "lower" }];
  await toResult(`/products/fjell-t-shirt?variant=${top.variants[0]?.id}`);
  const card = room.does(`Together with ${trousers.title}`);
  await card.waitFor();
  const [asked] = room.app.askedMatches;
  expect(asked?.get("product_id")).toBe(String(top.id));
  expect(asked?.get("candidates")?.split(",")).toContain(String(trousers.id));
  await card.click();
  await toPicture("t2");
  const [one, two] = room.app.starts;
  expect(Object.fromEntries(two?.query ?? [])).toMatchObject({
    product_id: String(top.id),
    variant_id: String(top.variants[0]?.id),
    lower_product_id: String(trousers.id),
  });
  expect(two?.query.has("upper_product_id")).toBe(false);
  expect(one && two?.bytes.equals(one.bytes)).toBe(true);
  expect(await choice()).toContain(`+ ${trousers.title}`);
  expect(await card.count()).toBe(0);
  expect(await add().innerText()).toContain("Add both to cart");
  const price = (top.variants[0]?.priceCents ?? 0) + (trousers.variants[0]?.priceCents ?? 0);
  expect(await add().innerText()).toContain(String(price / 100));
  await add().click();
  await room.page.locator("cart-drawer dialog[open]").waitFor();
  const lines = await cartLines();
  expect(lines.map(({ id }) => id).sort()).toStrictEqual(
    [top.variants[0]?.id, trousers.variants.find(({ available }) => available)?.id].sort(),
  );
  expect(lines.map(({ properties }) => properties)).toStrictEqual([
    { _try_on_id: "t2" },
    { _try_on_id: "t2" },
  ]);
});

test("with trousers, the piece that goes with them is worn above", async () => {
  const top = room.product("fjell-t-shirt");
  room.app.matches = [{ product_id: String(top.id), kind: "upper" }];
  await toResult("/products/odense-tailored-trousers");
  await room.does(`Together with ${top.title}`).click();
  await toPicture("t2");
  expect(room.app.starts[1]?.query.get("upper_product_id")).toBe(String(top.id));
});

test("no piece is offered where none fits, and where nobody says", async () => {
  await toResult("/products/fjell-t-shirt");
  await expect.poll(() => room.app.askedMatches.length).toBe(1);
  expect(await pieces().isVisible()).toBe(false);

  const [first] = room.product("odense-tailored-trousers").variants;
  room.app.matches = [{ product_id: String(room.product("odense-tailored-trousers").id), kind: "lower" }];
  expect(first).toBeDefined();
  for (const address of ["**/matches?*", "**/recommendations/products.json*"]) {
    for (const end of ["cut", "error", "nonsense"]) {
      await room.page.route(address, (route) => {
        if (end === "cut") return route.abort();
        return end === "error" ? route.fulfill({ status: 500, body: "oh" }) : route.fulfill({ body: "<p>" });
      });
      const asked = room.page.waitForRequest(address);
      await room.page.reload();
      await room.press();
      await room.step("result").waitFor();
      await asked;
      await add().waitFor();
      expect(await pieces().isVisible(), `${address} ${end}`).toBe(false);
      await room.page.unroute(address);
    }
  }
});

test("a second piece that the app refuses ends with a sentence and a way back", async () => {
  const trousers = room.product("odense-tailored-trousers");
  room.app.matches = [{ product_id: String(trousers.id), kind: "lower" }];
  await toResult("/products/fjell-t-shirt");
  room.app.startAnswer = refused(422, "outfit_not_possible");
  await room.does(`Together with ${trousers.title}`).click();
  await room.step("trouble").getByText("These two pieces cannot be shown together").waitFor();
  await room.does("Back to the product").click();
  room.app.startAnswer = undefined;
  await room.press();
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
  expect(room.app.starts.at(-1)?.query.has("lower_product_id")).toBe(false);
});

test("a colour that fails is tried again with that colour and the same photo, once it is asked for", async () => {
  await toResult();
  room.app.looks = [failed("provider_trouble"), done];
  await colours().last().click();
  await room.does("Try again").click();
  await toPicture("t3");
  const [, two, three] = room.app.starts;
  expect(three?.query.get("variant_id")).toBe(two?.query.get("variant_id"));
  expect(two && three?.bytes.equals(two.bytes)).toBe(true);
});
