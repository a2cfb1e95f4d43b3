/** One look at a page by somebody who leaves the button alone: ten seconds on a slow phone, to the end and back. */
import type { Browser, CDPSession, Page } from "playwright-core";
import { z } from "zod";
import { type Fetched, watchNetwork } from "./network.ts";

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const slowness = 4;
const longMs = 50;

const entryShape = z.object({
  entryType: z.string(),
  value: z.number().optional(),
  scripts: z.array(z.object({ sourceURL: z.string(), duration: z.number() })).optional(),
});

export type Visit = {
  fetched: Fetched[];
  elements: number;
  layoutShift: number;
  longTasks: number;
  /** The addresses of the scripts that were long tasks by themselves. */
  longScripts: string[];
};

/** `alter` changes a script on its way: for seeing that what it does is noticed. */
export type Alter = (path: string, script: string) => string;

export async function visit(browser: Browser, address: string, alter?: Alter): Promise<Visit> {
  const { page, cdp } = await openPage(browser);
  const network = await watchNetwork(cdp);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowness });
  await holdScriptsUntilPainted(page, cdp, alter);
  await page.goto(address, { waitUntil: "load" });
  await frames(page);
  // Under a slowed processor the page's own time stands still.
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await passTime(cdp, 10_000);
  for (const place of ["end", "top"]) {
    // A shift in the frame of a scroll would be taken for a part of it.
    await frames(page);
    await page.evaluate((place) => scrollTo(0, place === "end" ? document.body.scrollHeight : 0), place);
  }
  await passTime(cdp, 10_000);
  await frames(page);
  const fetched = await network.fetched();
  const entries = await watched(page);
  const elements = await page.locator("*").count();
  await page.context().close();
  return {
    fetched,
    elements,
    layoutShift: entries.reduce((sum, { value = 0 }) => sum + value, 0),
    longTasks: entries.filter(({ entryType }) => entryType === "longtask").length,
    longScripts: entries
      .flatMap(({ scripts = [] }) => scripts)
      .flatMap(({ sourceURL, duration }) => (duration >= longMs ? sourceURL : [])),
  };
}

export async function openPage(browser: Browser): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  return { page, cdp: await context.newCDPSession(page) };
}

/** Has so much of the page's own time go by, whatever the clock says; fetching stops it. */
export async function passTime(cdp: CDPSession, milliseconds: number): Promise<void> {
  const passed = new Promise((resolve) => cdp.once("Emulation.virtualTimeBudgetExpired", resolve));
  await cdp.send("Emulation.setVirtualTimePolicy", {
    policy: "pauseIfNetworkFetchesPending",
    budget: milliseconds,
  });
  await passed;
  await cdp.send("Emulation.setVirtualTimePolicy", { policy: "advance" });
}

/** What has moved is noted when it is drawn. */
function frames(page: Page): Promise<unknown> {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** On this machine a script would come before the first paint, and what it moves would move unseen. */
async function holdScriptsUntilPainted(page: Page, cdp: CDPSession, alter?: Alter): Promise<void> {
  await cdp.send("Page.enable");
  await cdp.send("Page.setLifecycleEventsEnabled", { enabled: true });
  const painted = new Promise<void>((resolve) => {
    cdp.on("Page.lifecycleEvent", ({ name }) => {
      if (name === "firstContentfulPaint") resolve();
    });
  });
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "script") return route.continue();
    await painted;
    if (!alter) return route.continue();
    const response = await route.fetch();
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response, body: alter(pathname, await response.text()) });
  });
}

/** What the browser noted since the page began: shifts, long tasks, and long frames with the scripts that ran in them. */
async function watched(page: Page) {
  const entries = await page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const all: PerformanceEntry[] = [];
        const observer = new PerformanceObserver((list) => {
          all.push(...list.getEntries());
          if (all.some(({ name }) => name === "asked")) resolve(all.map((entry) => entry.toJSON()));
        });
        for (const type of ["layout-shift", "longtask", "long-animation-frame"]) {
          observer.observe({ type, buffered: true });
        }
        // An observer that has nothing to tell is never called.
        observer.observe({ type: "mark" });
        performance.mark("asked");
      }),
  );
  return z.array(entryShape).parse(entries);
}
