/** A storefront with the button, a stand-in for the app behind it and a browser page: what the dialog's tests share. */
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launchBrowser } from "../helpers/browser.ts";
import { maja, there } from "../helpers/room.ts";
import { startStorefront, type Storefront } from "../storefront/storefront.ts";
import { type App, makeApp, publishTerms, terms } from "./app.ts";

/** Far more than anything takes: a busy machine is no failure. */
const patienceMs = 30_000;

export type FittingRoom = ReturnType<typeof makeRoom>;

/** Call it once at the top of a test file; what it returns is new for each test. */
export function useFittingRoom(options: BrowserContextOptions = {}): FittingRoom {
  const parts: Partial<Parts> = {};
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    parts.app = makeApp();
    parts.storefront = await startStorefront(parts.app.handle);
    publishTerms(parts.storefront.shop, terms);
    parts.page = await (await browser.newContext(options)).newPage();
    parts.page.setDefaultTimeout(patienceMs);
  });
  afterEach(async () => {
    await parts.page?.context().close();
    await parts.storefront?.close();
  });
  return makeRoom(parts);
}

type Parts = { app: App; storefront: Storefront; page: Page };

function makeRoom(parts: Partial<Parts>) {
  const room = {
    get app(): App {
      return there(parts.app);
    },
    get storefront(): Storefront {
      return there(parts.storefront);
    },
    get page(): Page {
      return there(parts.page);
    },
    get dialog(): Locator {
      return room.page.locator("dialog.try-on[open]");
    },
    /** The dialog's step that is on the screen. */
    step: (name: "photo" | "waiting" | "result" | "trouble" | "mine") =>
      room.dialog.locator(`[data-panel="${name}"]:visible`),

    async visit(path = "/products/sunne-wrap-dress"): Promise<void> {
      await room.page.goto(`${room.storefront.origin}${path}`);
    },
    async press(): Promise<void> {
      await room.page.locator("try-it-on:defined button").first().click();
      await room.dialog.waitFor();
    },
    /** As a shopper's file chooser gives it. */
    async give(buffer: Buffer, name = "me.jpg", mimeType = "image/jpeg"): Promise<void> {
      await room.dialog.locator('[data-input="choose"]').setInputFiles({ name, mimeType, buffer });
    },
    async givePhoto(photo?: Buffer): Promise<void> {
      await room.give(photo ?? (await maja()));
      await room.does("Make my picture").waitFor();
    },
    async agree(): Promise<void> {
      await room.dialog.getByRole("checkbox").check();
    },
    /** A button of the dialog, by its name. */
    does: (name: string | RegExp) => room.dialog.getByRole("button", { name }),
    /** From the product page to the moment in which the photo is on its way. */
    async begin(path?: string): Promise<void> {
      await room.visit(path);
      await room.press();
      await room.givePhoto();
      await room.agree();
      await room.does("Make my picture").click();
    },
    product(handle = "sunne-wrap-dress") {
      return there(room.storefront.shop.products.find((each) => each.handle === handle));
    },
  };
  return room;
}
