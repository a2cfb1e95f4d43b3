/** The first press of the button: what it fetches until the dialog is there and ten seconds after. */
import type { Browser } from "playwright-core";
import { type Fetched, watchNetwork } from "./network.ts";
import { openPage, passTime } from "./visit.ts";

export type Press = {
  fetched: Fetched[];
  /** How long it took from the press to the dialog, of how long the page itself took to load. */
  ofPageLoad: number;
};

export async function press(browser: Browser, address: string): Promise<Press> {
  const { page, cdp } = await openPage(browser);
  const network = await watchNetwork(cdp);
  await page.goto(address, { waitUntil: "load" });
  await network.fetched();
  await page.evaluate(() => {
    const mark = (name: string) => () => void performance.mark(name);
    addEventListener("click", mark("pressed"), { capture: true, once: true });
    document.addEventListener("try-on:open", mark("opened"), { once: true });
  });
  await page.locator("try-it-on button").first().click();
  await page.locator("dialog.try-on").waitFor();
  const ofPageLoad = await page.evaluate(() => {
    const [load] = performance.getEntriesByType("navigation");
    const took = performance.measure("dialog", "pressed", "opened").duration;
    return took / (load?.duration ?? Number.NaN);
  });
  await passTime(cdp, 10_000);
  const fetched = await network.fetched();
  await page.context().close();
  return { fetched, ofPageLoad };
}
