/** Whatever the sandbox's providers can be told to do, seen from the shopper's chair: a picture, or a sentence and a way on. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { photoOfSomebody } from "../helpers/shopper.ts";
import { choices } from "../sandbox/control/script-choices.ts";
import { type EndToEnd, startEndToEnd } from "./shop.ts";

const english = new URL("../../extensions/try-it-on/locales/en.default.json", import.meta.url);
const words = z
  .object({ trouble: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(english, "utf8")));
const sentences = Object.values(words.trouble);

/** What takes longer than a test should wait for; the pipeline's own tests have them, with shorter times. */
const isSlow = (does: string, ms = 0) => does === "hang" || ms >= 10_000;
const quick = choices
  .flatMap((group) => group.choices.map((choice) => ({ group: group.title, ...choice })))
  .filter(({ script }) => !isSlow(script.does, "ms" in script ? script.ms : 0));
/** After these the connection counts as unwell, and the shop takes no more. */
const last = new Set(["1102 balance", "1000 key"]);
const inOrder = [
  ...quick.filter(({ label }) => !last.has(label)),
  ...quick.filter(({ label }) => last.has(label)),
];

describe("whatever goes wrong at the provider", () => {
  let world: EndToEnd;
  let page: Page;
  beforeAll(async () => {
    world = await startEndToEnd();
    page = await world.openPage();
    await page.goto(`${world.sandbox.origin}/products/sunne-wrap-dress`);
    await page.getByRole("button", { name: "Try it on" }).click();
  });
  afterAll(() => world.stop());

  it.each(inOrder)("ends in a picture, or a sentence and a way on: $group, $label", async ({ script }) => {
    const { tasks, scripts } = world.sandbox.world;
    const before = tasks.length;
    scripts.length = 0;
    scripts.push(script);
    // Somebody else each time: the same wish of the same visitor would be answered without the provider.
    await page.evaluate(() => localStorage.removeItem("try-on-visitor"));
    const dialog = page.locator("dialog.try-on[open]");
    const buffer = await photoOfSomebody();
    await dialog
      .locator('[data-input="choose"]')
      .setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer });
    const start = dialog.getByRole("button", { name: "Make my picture" });
    await start.waitFor();
    const box = dialog.getByRole("checkbox");
    if (await box.isVisible()) await box.check();
    await start.click();
    const end = dialog.locator('[data-panel="result"]:visible, [data-panel="trouble"]:visible');
    await end.waitFor({ timeout: 90_000 });
    if ((await end.getAttribute("data-panel")) === "trouble")
      expect(sentences).toContain(await dialog.locator("[data-trouble]").innerText());
    expect(await end.getByRole("button").count()).toBeGreaterThan(0);
    expect(tasks.length - before).toBeLessThanOrEqual(1);
  });
});
