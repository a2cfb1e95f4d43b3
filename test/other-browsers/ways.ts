/** The shopper's ways, for a browser that Playwright can't drive as it is. */
import { describe, expect, test, vi } from "vitest";
import { done, running } from "../extensions/app.ts";
import { heicFile } from "../try-on/photo/photo-files.ts";
import type { OtherBrowser } from "./commands.ts";
import { useRoom } from "./fitting-room.ts";
import { patience } from "./page.ts";
import { describePicture } from "./picture-ways.ts";
import { describeWholeWay } from "./whole-way.ts";

export function describeWays(name: string, browser: OtherBrowser): void {
  const { missing, isPrivate } = browser;
  if (missing) console.info(`Not tested in ${name}: ${missing}.`);

  describe.skipIf(missing)(missing ? `${name}, which can't be had here: ${missing}` : name, () => {
    const room = useRoom(browser);
    describeWholeWay(room);
    describePicture(room);

    const focused = () =>
      room.page.evaluate(() => {
        const outer = document.activeElement;
        return (outer?.shadowRoot?.activeElement ?? outer)?.textContent?.trim();
      });

    test("keeps the keyboard in the dialog, and gives it back to the button", async () => {
      await room.visit();
      await room.page.press("Try it on");
      await room.page.sees("See it on you", "h2");
      expect(await focused()).toBe("See it on you");
      const isBehind = () =>
        room.page.evaluate(() => document.activeElement?.matches("try-it-on *, header *, main *"));
      for (let step = 1; step <= 12; step += 1) {
        await room.page.key("Tab");
        expect(await isBehind()).toBe(false);
      }
      await room.page.key("Escape");
      await vi.waitFor(async () => expect(await focused()).toBe("Try it on"), patience);
    });

    test("tells of a picture that came after the dialog was closed", async () => {
      room.app.looks = [running];
      await room.begin();
      await room.page.sees("Making your picture", "h2");
      await room.page.press("Close and look around");
      await room.page.sees("Making your picture", "try-it-on button");
      room.app.looks = [done];
      await room.page.sees("Your picture is ready.");
      await room.page.picture("notice");
      await room.page.press("Have a look");
      await room.page.sees("Here you are", "h2");
      expect(await room.page.evaluate(() => document.querySelector("try-it-on-notice"))).toBeNull();
    });

    test("goes on after a reload in the middle", async () => {
      room.app.looks = [running];
      await room.begin();
      await room.page.sees("Making your picture", "h2");
      await room.page.reload();
      await room.page.sees("Making your picture", "try-it-on button");
      room.app.looks = [done];
      await room.page.press("See your picture");
      await room.page.sees("Here you are", "h2");
      expect(room.app.starts).toHaveLength(1);
    });

    test("offers the last photo, and forgets it at a word", async () => {
      await room.finish();
      await room.page.press("Another photo");
      await room.page.sees("Use my last photo", "button");
      await room.page.picture("last-photo");
      await room.page.press("Use my last photo");
      await room.page.sees("Your photo", "img");
      await room.page.press("Choose another photo");
      await room.page.press("Remove it");
      await vi.waitFor(
        async () => expect(await room.page.evaluate(() => caches.has("try-on"))).toBe(false),
        patience,
      );
    });

    const unless = isPrivate ? " (not in private windows, and its driver opens no others)" : "";
    test.skipIf(isPrivate)(
      `keeps the photo for the next page, to compare with and to use again${unless}`,
      async () => {
        await room.finish();
        await room.page.reload();
        await room.page.press("Try it on");
        await room.page.sees("Before and after", "input");
        await room.visit("/products/kiruna-shift-dress");
        await room.page.press("Try it on");
        await room.page.press("Use my last photo");
        await room.page.press("Make my picture");
        await room.page.sees("Here you are", "h2");
        const [first, second] = room.app.starts.map(({ bytes }) => bytes.toString("base64"));
        expect(second).toBe(first);
      },
    );

    test("takes an iPhone's photo, without what the camera wrote beside it", async () => {
      await room.visit();
      await room.page.press("Try it on");
      await room.givePhoto(heicFile("from-a-camera"), "IMG_0001.HEIC");
      await room.page.picture("heic");
      await room.page.press("I agree");
      await room.page.press("Make my picture");
      await room.page.sees("Here you are", "h2");
      const [sent] = room.app.starts;
      expect(["image/heic", "image/jpeg"]).toContain(sent?.type);
      expect(sent?.bytes.includes("A camera")).toBe(false);
    });
  });
}
