/** A storefront with the button, a stand-in for the app behind it, and a page of another browser: what its tests share. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type App, done, makeApp, publishTerms, terms } from "../extensions/app.ts";
import { maja, there } from "../helpers/room.ts";
import { startStorefront, type Storefront } from "../storefront/storefront.ts";
import type { Driven, OtherBrowser } from "./commands.ts";
import { makePage, type Page } from "./page.ts";

type Parts = { driven: Driven; page: Page; folder: string; app: App; storefront: Storefront };

export type Room = ReturnType<typeof useRoom>;

/** Call it once inside of a `describe`; app and storefront are new for each test, the browser is not. */
export function useRoom({ start }: OtherBrowser) {
  const parts: Partial<Parts> = {};
  beforeAll(async () => {
    parts.driven = await start();
    parts.page = makePage(parts.driven);
    // A file chooser takes a photo by its path.
    parts.folder = await mkdtemp(join(tmpdir(), "fitting-room-photos-"));
  });
  afterAll(async () => {
    await parts.driven?.stop();
    if (parts.folder) await rm(parts.folder, { recursive: true });
  });
  // A storefront on another port is another site: what a browser keeps of one test is unknown to the next.
  beforeEach(async () => {
    parts.app = makeApp();
    parts.app.looks = [done];
    parts.storefront = await startStorefront(parts.app.handle);
    publishTerms(parts.storefront.shop, terms);
    await room.page.size(1280, 800);
  });
  afterEach(() => parts.storefront?.close());

  const room = {
    get page(): Page {
      return there(parts.page);
    },
    get app(): App {
      return there(parts.app);
    },
    get storefront(): Storefront {
      return there(parts.storefront);
    },
    async visit(path = "/products/sunne-wrap-dress"): Promise<void> {
      await room.page.go(room.storefront.origin + path);
    },
    async givePhoto(photo: Buffer, name = "me.jpg"): Promise<void> {
      const path = join(there(parts.folder), name);
      await writeFile(path, photo);
      await room.page.give(path);
      await room.page.sees("Make my picture", "button");
    },
    /** From the product page to the moment in which the photo is on its way. */
    async begin(): Promise<void> {
      await room.visit();
      await room.page.press("Try it on");
      await room.givePhoto(await maja());
      await room.page.press("I agree");
      await room.page.press("Make my picture");
    },
    async finish(): Promise<void> {
      await room.begin();
      await room.page.sees("Here you are", "h2");
    },
  };
  return room;
}
