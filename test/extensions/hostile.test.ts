/** Pages that spare nothing: hostile styles, and a content security policy without anything inline. */
import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";
import { done } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom({ viewport: { width: 1100, height: 780 }, reducedMotion: "reduce" });
const dress = "/products/sunne-wrap-dress";

beforeEach(() => {
  room.app.looks = [done];
});

const parts = [
  ".frame",
  ".panel",
  ".product-title",
  ".close",
  ".title",
  ".guide li",
  ".end",
  ".small",
  ".link",
  ".button.main",
  ".stage",
  ".picture",
  ".thumb",
  ".pick img",
  "select",
  "[type=range]",
];

/** Every property of each part, but for what is taken from the theme on purpose. */
async function styles(): Promise<Record<string, string>> {
  return room.dialog.evaluate((dialog, parts) => {
    const wanted = [dialog, ...parts.map((part) => dialog.querySelector(part))];
    return Object.fromEntries(
      wanted.map((part, at) => {
        if (!part) throw new Error(`${parts[at - 1]} is not there`);
        const style = getComputedStyle(part);
        const names = [...style].filter((name) => !/font-family|color|border.*radius|^--/.test(name));
        return [
          parts[at - 1] ?? "dialog",
          names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; "),
        ];
      }),
    );
  }, parts);
}

/** The theme's own colours and letters are what the dialog wears: here they are set, as a theme may. */
const worn = `:root {
  --try-on-paper: #fff; --try-on-ink: #111; --try-on-main: #143; --try-on-main-ink: #fff;
  --try-on-radius: 4px; --try-on-font: sans-serif;
}`;

async function shoot() {
  await room.page.addStyleTag({ content: worn });
  // A hostile page hides blocks too; whatever brings the button into view, the dialog is the same.
  await room.page.locator("try-it-on button").first().dispatchEvent("click");
  await room.dialog.waitFor();
  const first = await room.dialog.screenshot();
  await room.givePhoto();
  if (await room.dialog.getByRole("checkbox").isVisible()) await room.agree();
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
  await room.dialog
    .locator("[data-colours] img")
    .last()
    .evaluate(async (image) => {
      if (image instanceof HTMLImageElement) await image.decode();
    });
  await room.page.mouse.move(0, 0);
  const last = await room.dialog.screenshot();
  return { first, last, styles: await styles() };
}

async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [left, right] = await Promise.all(
    [one, other].map((each) => sharp(each).removeAlpha().raw().toBuffer()),
  );
  if (!left || !right || left.length !== right.length) return 1;
  const differing = left.filter((value, at) => Math.abs(value - (right[at] ?? 0)) > 24);
  return differing.length / left.length;
}

test("the dialog looks as it does everywhere", async () => {
  await room.visit(dress);
  const usual = await shoot();
  await room.page.evaluate(async () => {
    localStorage.clear();
    await caches.delete("try-on");
  });
  await room.visit(`${dress}?hostile=1`);
  const hostile = await shoot();
  expect(hostile.styles).toStrictEqual(usual.styles);
  expect(await difference(usual.first, hostile.first)).toBeLessThan(0.002);
  expect(await difference(usual.last, hostile.last)).toBeLessThan(0.002);
});

test("the notice looks as it does everywhere, and nothing lies over it", async () => {
  room.storefront.shop.embedOn = true;
  await room.page.setViewportSize({ width: 390, height: 844 });
  const shots = [];
  for (const query of ["", "?hostile=1"]) {
    room.app.looks = [];
    await room.visit(dress);
    await room.page.evaluate(() => {
      localStorage.setItem(
        "try-ons",
        JSON.stringify([
          {
            id: "t1",
            token: "secret",
            state: "running",
            productId: "1",
            variantId: "1",
            title: "Sunne Wrap Dress",
            url: "/products/sunne-wrap-dress",
            at: Date.now(),
            until: Date.now() + 600_000,
          },
        ]),
      );
    });
    room.app.looks = [done];
    await room.visit(`/people${query}`);
    const notice = room.page.locator("try-it-on-notice .notice");
    await notice.waitFor();
    const close = notice.getByRole("button", { name: "Close" });
    shots.push(await notice.screenshot());
    await close.click();
    await notice.waitFor({ state: "hidden" });
  }
  const [usual, hostile] = shots;
  expect(usual && hostile && (await difference(usual, hostile))).toBeLessThan(0.02);
});

/** What the page's policy refuses. */
async function refusals(): Promise<string[]> {
  const refused: string[] = [];
  await room.page.exposeFunction("refuse", (what: string) => refused.push(what));
  await room.page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      Reflect.get(window, "refuse")(`${effectiveDirective} ${blockedURI}`);
    });
  });
  return refused;
}

test("a strict policy is kept the whole way, from the button to the cart and the list", async () => {
  const refused = await refusals();
  room.storefront.shop.embedOn = true;
  await room.begin(`${dress}?csp=strict`);
  await room.step("result").waitFor();
  await room.does("Zoom in or out").click();
  await room.does("Your pictures").click();
  await room.dialog.locator("[data-list] img[src]").waitFor();
  await room.dialog.getByRole("button", { name: "Sunne Wrap Dress" }).first().click();
  await room.step("result").waitFor();
  await room.dialog.locator('[data-offer="add"]').click();
  await room.page.locator("cart-drawer dialog[open]").waitFor();
  expect(refused).toStrictEqual([]);
});

test("own colours and saving are what such a policy may refuse; the button works, and the other way to save is said", async () => {
  const refused = await refusals();
  room.storefront.shop.blockSettings = { style: "own" };
  await room.begin(`${dress}?csp=strict`);
  await room.step("result").waitFor();
  await room.does("Save").click();
  await room.dialog.getByRole("alert").filter({ hasText: "press and hold the picture" }).waitFor();
  const { origin } = room.storefront.world.app;
  await expect
    .poll(() => refused.map((each) => each.replace(origin, "app")))
    .toStrictEqual(["style-src-attr inline", "connect-src app/media/t1"]);
});
