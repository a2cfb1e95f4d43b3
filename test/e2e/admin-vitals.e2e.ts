/** How fast the admin's pages are for a merchant, by the measures by which Shopify judges an app. */
import type { Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { follow, press } from "../helpers/shopper.ts";
import { openAdmin } from "./admin-page.ts";
import { type EndToEnd, startEndToEnd } from "./shop.ts";

/** Each page, and what is pressed there to see how soon it answers. */
const pages: [path: string, pressed: string][] = [
  ["/app", "main button"],
  ["/app/connections", "main a[href], main button"],
  ["/app/settings", "text=Only tell me"],
  ["/app/settings/data", "main input"],
];

/** As Shopify bounds them. */
const most = { paintMs: 2_500, shift: 0.1, answerMs: 200 };

type Vitals = { paintMs: number; shift: number; answerMs: number };

/** In the page: what is buffered so far, and whatever comes until it is read. */
function watchVitals() {
  const seen = { paintMs: 0, shift: 0, answerMs: 0 };
  const watch = (type: string, take: (entry: PerformanceEntry) => void, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    });
  watch("largest-contentful-paint", ({ startTime }) => (seen.paintMs = startTime));
  watch("layout-shift", (entry) => {
    if (!Reflect.get(entry, "hadRecentInput")) seen.shift += Reflect.get(entry, "value");
  });
  watch("event", ({ duration }) => (seen.answerMs = Math.max(seen.answerMs, duration)), {
    durationThreshold: 16,
  });
  Reflect.set(window, "vitals", seen);
}

/** After what the page still does by itself, such as asking App Bridge for the theme. */
async function settled(frame: Frame): Promise<Vitals> {
  return frame.evaluate(
    () =>
      new Promise<Vitals>((resolve) => {
        const look = () => resolve(Reflect.get(window, "vitals"));
        requestIdleCallback(look, { timeout: 2_000 });
      }),
  );
}

describe("the admin's pages", () => {
  const measured: Record<string, Record<string, number>> = {};
  let world: EndToEnd;
  beforeAll(async () => {
    world = await startEndToEnd();
    await follow(world, await press(world));
  });
  afterAll(async () => {
    console.table(measured);
    await world.stop();
  });

  it.each(pages)("%s paints, stays in place and answers within Shopify's bounds", async (path, pressed) => {
    const page = await world.openPage();
    // What lies behind another page is not painted.
    await page.bringToFront();
    const styles: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "stylesheet" && /styles-/.test(request.url()))
        styles.push(request.url());
    });
    const frame = await openAdmin(page, world.sandbox.origin, path);
    await page.waitForLoadState("networkidle");
    await frame.evaluate(watchVitals);
    const { paintMs, shift } = await settled(frame);
    await frame.locator(pressed).first().click();
    await page.keyboard.press("Tab");
    const { answerMs } = await settled(frame);
    measured[path] = { "largest paint, ms": Math.round(paintMs), shift, "answer, ms": answerMs };
    expect(paintMs).toBeGreaterThan(0);
    expect(paintMs).toBeLessThanOrEqual(most.paintMs);
    expect(shift).toBeLessThanOrEqual(most.shift);
    expect(answerMs).toBeLessThanOrEqual(most.answerMs);
    expect(styles).toHaveLength(1);
    await page.context().close();
  });
});
