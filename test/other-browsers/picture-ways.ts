/** What a shopper does with the finished picture. */
import { expect, test, vi } from "vitest";
import type { Room } from "./fitting-room.ts";
import { patience } from "./page.ts";

export function describePicture(room: Room): void {
  /** How much of the picture is said to be there, and how much is cut off from its left. */
  const split = () =>
    room.page.evaluate(() => {
      const inside = document.querySelector("try-it-on-dialog")?.shadowRoot;
      const picture = inside?.querySelector('[data-picture="result"]');
      return {
        said: inside?.querySelector("input[data-slide]")?.getAttribute("aria-valuetext"),
        cut: picture && getComputedStyle(picture).clipPath,
      };
    });

  const parted = (percent: number) => ({
    said: `${100 - percent}% of the new picture`,
    cut: `inset(0px 0px 0px ${percent}%)`,
  });

  test("shows photo and picture side by side, moved with the keyboard", async () => {
    await room.finish();
    await room.page.sees("Before and after", "input");
    await room.page.evaluate(() => {
      const inside = document.querySelector("try-it-on-dialog")?.shadowRoot;
      inside?.querySelector<HTMLInputElement>("input[data-slide]")?.focus();
    });
    for (let step = 1; step <= 40; step += 1) await room.page.key("ArrowRight");
    expect(await split()).toEqual(parted(40));
    await room.page.picture("slide");
  });

  test("shows photo and picture side by side, parted where the pointer is", async () => {
    await room.finish();
    for (const percent of [10, 80]) {
      await room.page.pressAt("Before and after", percent / 100);
      expect(await split()).toEqual(parted(percent));
    }
  });

  test("shows the picture nearer, the head and the middle first", async () => {
    await room.finish();
    await room.page.press("Zoom in or out");
    await room.page.picture("near");
    const { hidden, from, above } = await room.page.evaluate(() => {
      const stage = document.querySelector("try-it-on-dialog")?.shadowRoot?.querySelector("[data-stage]");
      if (!stage) throw new Error("there is no stage");
      const { scrollWidth, clientWidth, scrollLeft, scrollTop, scrollHeight } = stage;
      return { hidden: scrollWidth - clientWidth, from: scrollLeft, above: scrollTop / scrollHeight };
    });
    expect(hidden).toBeGreaterThan(300);
    expect(Math.abs(from - hidden / 2)).toBeLessThan(2);
    expect(above).toBeLessThan(0.03);
  });

  test("is deleted at a word, together with the photo", async () => {
    await room.finish();
    await room.page.press("Delete now");
    await room.page.sees("Your photo and your picture are deleted.");
    await room.page.picture("deleted");
    expect(room.app.deleted.map((query) => query.get("token"))).toEqual(["secret"]);
    expect(await room.page.evaluate(() => localStorage.getItem("try-ons"))).toBe("[]");
    expect(await room.page.evaluate(() => caches.has("try-on"))).toBe(false);
  });

  test("stands in the list of this visitor's pictures", async () => {
    await room.finish();
    await room.page.press("Your pictures");
    await room.page.sees("24 hours left");
    const isDrawn = () =>
      room.page.evaluate(() => {
        const inside = document.querySelector("try-it-on-dialog")?.shadowRoot;
        return (inside?.querySelector<HTMLImageElement>("[data-list] img")?.naturalWidth ?? 0) > 0;
      });
    await vi.waitFor(async () => expect(await isDrawn()).toBe(true), patience);
    await room.page.picture("mine");
  });
}
