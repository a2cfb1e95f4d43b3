import { randomBytes } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApp, publishTerms, terms } from "../extensions/app.ts";
import { launchBrowser } from "../helpers/browser.ts";
import { type Both, costInLighthouse, costOfPage, costOfPress, isOwn } from "../page-cost/cost.ts";
import { scores } from "../page-cost/lighthouse.ts";
import { press } from "../page-cost/press.ts";
import { broken, lines, type Row } from "../page-cost/table.ts";
import { type Alter, visit } from "../page-cost/visit.ts";
import { freePort } from "../sandbox/cli/app-process.ts";
import { setReady, startStorefront, type Storefront } from "../storefront/storefront.ts";

const turns = 3;

/** Weighs 3 KB that do not pack, pushes the page down, keeps it busy, and fetches when nobody looks any more. */
const misbehaviour = `
  /* ${randomBytes(2304).toString("base64")} */
  document.body.prepend("Try it on!");
  const end = performance.now() + 100;
  while (performance.now() < end);
  setTimeout(() => ["base", "cart", "product"].map((name) => fetch("/cdn/themes/dawn/assets/" + name + ".css")), 5000);
`;

describe("a product page with the button, beside the same page without it", () => {
  const measured: Row[] = [];
  let storefront: Storefront;
  let browser: Browser;
  let port: number;
  let address: string;

  beforeAll(async () => {
    storefront = await startStorefront(makeApp().handle);
    publishTerms(storefront.shop, terms);
    address = `${storefront.origin}/products/${storefront.shop.products[0]?.handle}`;
    port = await freePort();
    browser = await launchBrowser([`--remote-debugging-port=${port}`]);
    // The sandbox makes the page's pictures when they are asked for the first time.
    place(true);
    await visit(browser, address);
  });
  afterAll(async () => {
    console.log(["What the button costs a product page", ...lines(measured)].join("\n  "));
    await browser.close();
    await storefront.close();
  });

  function place(isPlaced: boolean): void {
    storefront.shop.blockPlaced = isPlaced;
    setReady(storefront.shop, isPlaced);
  }

  async function inTurns<Seen>(look: () => Promise<Seen>): Promise<Both<Seen>> {
    const seen: Both<Seen> = { without: [], withButton: [] };
    for (let turn = 0; turn < turns; turn += 1) {
      place(false);
      seen.without.push(await look());
      place(true);
      seen.withButton.push(await look());
    }
    return seen;
  }

  it("fetches a small script and style more, moves nothing and keeps nobody waiting", async () => {
    const rows = costOfPage(await inTurns(() => visit(browser, address)));
    measured.push(...rows);
    expect(broken(rows)).toEqual([]);
  });

  it("would be found out if the button's script were heavy, slow, curious or pushed the page down", async () => {
    const worse: Alter = (path, script) => (isOwn(path) ? `${script}{${misbehaviour}}` : script);
    place(false);
    const without = [await visit(browser, address)];
    place(true);
    const rows = costOfPage({ without, withButton: [await visit(browser, address, worse)] });
    expect(broken(rows)).toEqual([
      "requests",
      "… for anything but the button's script and style",
      "scripts, gzip",
      "styles, gzip",
      "layout shift",
      "… of the button's own script",
    ]);
  });

  it("loads the dialog on the first press, and within its bounds", async () => {
    place(true);
    const presses = [];
    for (let turn = 0; turn < turns; turn += 1) presses.push(await press(browser, address));
    const rows = costOfPress(presses);
    measured.push(...rows);
    expect(broken(rows)).toEqual([]);
  });

  it("scores in Lighthouse what the page alone scores", async () => {
    const rows = costInLighthouse(await inTurns(() => scores(address, port)));
    measured.push(...rows);
    expect(broken(rows)).toEqual([]);
  }, 300_000);
});
