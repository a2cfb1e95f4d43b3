/** `npm run screens`: pictures of the running demo for the README, made by walking through it as people do. */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { launchBrowser } from "../../helpers/browser.ts";
import { personFile } from "../drawings/people.ts";
import { root } from "./app-process.ts";
import { browserName } from "./merchant.ts";
import { pictures } from "./pictures.ts";
import { merchantWalk, newcomerWalk } from "./screens-of-the-admin.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4000" },
    /** Who walks: shopper, everybody, merchant; or newcomer, in a demo that was started with --fresh. */
    who: { type: "string", multiple: true, default: ["shopper", "everybody", "merchant"] },
    size: { type: "string", multiple: true },
  },
});
const origin = `http://127.0.0.1:${values.port}`;
const folder = resolve(root, "docs/screens");
const sizes = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };

type Size = keyof typeof sizes;

async function openPage(browser: Browser, size: Size): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[size],
    userAgent: browserName,
    // Nothing is caught halfway through a movement.
    reducedMotion: "reduce",
    ...(size === "phone" && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
  });
  return context.newPage();
}

/** What the provider does with the next task. */
async function script(next: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch(`${origin}/_control/script`, { method: "POST", headers, body: JSON.stringify(next) });
}

type Shoot = (name: string) => Promise<void>;

/** The shopper's way, every step of it, in a light and a dark theme. */
async function shopper(page: Page, scheme: "light" | "dark", shoot: Shoot): Promise<void> {
  const product = (handle: string) =>
    `${origin}/products/${handle}${scheme === "dark" ? "?scheme=dark" : ""}`;
  const dialog = page.locator("dialog.try-on[open]");
  const press = (name: string | RegExp) => dialog.getByRole("button", { name }).first().click();
  const step = (name: string) => dialog.locator(`[data-panel="${name}"]:visible`).waitFor();
  const give = async (person: string) => {
    const buffer = (await personFile(person)) ?? Buffer.alloc(0);
    await dialog
      .locator('[data-input="choose"]')
      .setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer });
    await dialog.getByRole("button", { name: "Make my picture" }).waitFor();
  };

  await page.goto(product("sunne-wrap-dress"), { waitUntil: "networkidle" });
  await shoot("product");
  await page.getByRole("button", { name: "Try it on" }).click();
  await step("photo");
  await shoot("dialog-photo");
  await give("amara");
  await shoot("dialog-consent");
  await dialog.getByRole("checkbox").check();
  await script({ on: "task", does: "take", ms: 15_000 });
  await press("Make my picture");
  await dialog.getByText(/to go|Nearly done/).waitFor();
  await shoot("dialog-waiting");
  await press("Close and look around");
  await page.locator('try-it-on[data-state="working"]').waitFor();
  await shoot("product-working");
  await page.locator("try-it-on-notice section").waitFor();
  await shoot("product-notice");
  await page.getByRole("button", { name: "Have a look" }).click();
  await step("result");
  await page.waitForLoadState("networkidle");
  await shoot("dialog-result");
  await dialog.getByRole("slider").fill("50");
  await press("Not good");
  await shoot("dialog-result-before-after");
  await press("Zoom in or out");
  await shoot("dialog-result-zoom");

  await page.goto(product("aland-linen-shirt"), { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Try it on" }).click();
  await dialog.getByRole("button", { name: "Use my last photo" }).waitFor();
  await shoot("dialog-last-photo");
  await press("Use my last photo");
  await press("Make my picture");
  await step("result");
  await press(/^Together with/);
  await dialog.getByRole("button", { name: /Add both/ }).waitFor();
  await page.waitForLoadState("networkidle");
  await shoot("dialog-outfit");
  await press("Your pictures");
  await dialog.locator("[data-list] li").nth(2).waitFor();
  await page.waitForLoadState("networkidle");
  await pictures(dialog.locator("[data-list] img"));
  await shoot("dialog-mine");
  await press("Back to the product");
  await script({ on: "task", does: "fail", message: "there is no human in the image" });
  await press("Choose another photo");
  await give("jonas");
  await press("Make my picture");
  await step("trouble");
  await shoot("dialog-trouble");
}

async function everybody(page: Page, shoot: Shoot): Promise<void> {
  await page.goto(`${origin}/`, { waitUntil: "networkidle" });
  await shoot("shop");
  await page.goto(`${origin}/apps/try-it-on/policy`);
  await shoot("policy");
  await page.goto(`${origin}/inspector`);
  await page.getByRole("heading").first().waitFor();
  await shoot("inspector");
}

// Left by a walk that was cut off.
await fetch(`${origin}/_control/script`, { method: "DELETE" });
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();

async function shootAs(name: string, walk: (page: Page, shoot: Shoot) => Promise<void>, size: Size) {
  const page = await openPage(browser, size);
  await walk(page, async (shown) => {
    const file = `${shown}-${name}.png`;
    // Few colours are enough to see what it looks like, and a tenth of the bytes.
    await sharp(await page.screenshot())
      .png({ palette: true, quality: 80, effort: 8 })
      .toFile(resolve(folder, file));
    console.log(`docs/screens/${file}`);
  });
  await page.context().close();
}

try {
  const walks = {
    shopper: async (size: Size) => {
      await shootAs(size, (page, shoot) => shopper(page, "light", shoot), size);
      await shootAs(`${size}-dark`, (page, shoot) => shopper(page, "dark", shoot), size);
    },
    everybody: (size: Size) => shootAs(size, everybody, size),
    merchant: (size: Size) => shootAs(size, (page, shoot) => merchantWalk(page, origin, shoot), size),
    newcomer: (size: Size) => shootAs(size, (page, shoot) => newcomerWalk(page, origin, shoot), size),
  };
  for (const size of ["wide", "phone"] as const)
    for (const [who, walk] of Object.entries(walks))
      if (values.who.includes(who) && (values.size?.includes(size) ?? true)) await walk(size);
} finally {
  await browser.close();
}
