/** A merchant who wants to know what was used, in the admin's frame, with some weeks of a busy shop. */
import { readFile } from "node:fs/promises";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayAfter, dayIn } from "../../app/calendar.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createCountDays } from "../../app/usage/count-days.server.ts";
import { seedLarge } from "../bench/seed.ts";
import { until } from "../helpers/house.ts";
import { readCsv } from "../usage/read-csv.ts";
import { axeFinds } from "./admin-page.ts";
import { type EndToEnd, startEndToEnd } from "./shop.ts";

describe("usage in a real browser", () => {
  let world: EndToEnd;
  let db: Database;
  let page: Page;
  let app: FrameLocator;
  let today: string;
  beforeAll(async () => {
    world = await startEndToEnd();
    db = connectDatabase(world.databaseAddress, { poolSize: 2 });
    const shop = await db.shop.findFirstOrThrow();
    today = dayIn(shop.timeZone, new Date());
    page = await world.openPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(async () => {
    await db.$disconnect();
    await world.stop();
  });

  const open = async (path: string) => {
    await page.goto(`${world.sandbox.origin}/admin/apps/fitting-room/app/${path}`);
    await app.locator("h1").waitFor();
    // What is not loaded yet can't be pressed.
    await page.waitForLoadState("networkidle");
  };
  const numbersIn = (text: string) => Number(text.replaceAll(/[^\d]/g, ""));
  const tile = (label: string) =>
    app.getByRole("region", { name: "At a glance" }).locator("h2", { hasText: label }).locator("xpath=..");
  const download = async (button: string) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      app.getByRole("button", { name: button, exact: true }).click(),
    ]);
    return { name: file.suggestedFilename(), rows: readCsv(await readFile(await file.path(), "utf8")) };
  };

  it("teaches what will be counted while nothing is", async () => {
    await open("usage");
    await app.getByText("No try-ons in these days").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await open("usage/try-ons");
    await app.getByText("No try-ons in these days.").waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });

  it("shows the last 30 days, of which each chart and table comes to the same", async () => {
    const { domain, timeZone } = await db.shop.findFirstOrThrow();
    const address = world.databaseAddress;
    await seedLarge({ address, shop: domain, timeZone, tryOns: 3_000, products: 60, days: 70 });
    await createCountDays({ db, now: () => new Date() })();
    await open("usage");
    const { _count: count } = await db.tryOn.aggregate({
      where: { day: { gte: dayAfter(today, -29), lte: today } },
      _count: true,
    });
    expect(numbersIn(await tile("Try-ons").locator("p").first().innerText())).toBe(count);
    const models = app.getByRole("table", { name: "Models" }).locator("tbody tr");
    const counts = await models.locator("td:nth-of-type(1)").allInnerTexts();
    expect(counts.reduce((sum, text) => sum + numbersIn(text), 0)).toBe(count);
    await app.getByText("Compared with").waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });

  it("has a table behind each chart, with a row for each day", async () => {
    for (const chart of ["Try-ons", "Spend", "Time of a try-on"]) {
      await app.getByRole("img", { name: new RegExp(`^${chart}, from`) }).waitFor();
      await app.getByRole("button", { name: `Show as table: ${chart}` }).click();
      expect(await app.getByRole("table", { name: chart, exact: true }).locator("tbody tr").count()).toBe(30);
    }
    await app.getByRole("button", { name: "Show as table: From seen to added" }).click();
    await app.getByRole("table", { name: "From seen to added" }).getByText("Added to cart").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Show as chart: Spend" }).click();
    await app.getByRole("img", { name: /^Spend, from/ }).waitFor();
  });

  it("counts other days when they are chosen, and keeps them in the address", async () => {
    await app.getByLabel("Days", { exact: true }).selectOption({ label: "Last 7 days" });
    const count = await db.tryOn.count({ where: { day: { gte: dayAfter(today, -6), lte: today } } });
    const shown = tile("Try-ons").locator("p").first();
    await until(async () => numbersIn(await shown.innerText()) === count);
    await app.getByLabel("Days", { exact: true }).selectOption({ label: "Own dates" });
    await app.getByLabel("First day").fill(dayAfter(today, -12));
    await app.getByLabel("Last day").fill(dayAfter(today, -10));
    await app.getByRole("button", { name: "Show", exact: true }).click();
    const own = { gte: dayAfter(today, -12), lte: dayAfter(today, -10) };
    const of = await db.tryOn.count({ where: { day: own } });
    await until(async () => numbersIn(await shown.innerText()) === of);
    expect(await axeFinds(page)).toEqual([]);
    await app.getByLabel("First day").fill(dayAfter(today, -2));
    await app.getByRole("button", { name: "Show", exact: true }).click();
    await app.getByText("The last day is before the first").waitFor();
    await open("usage?range=decade&from=x");
    await app.getByText("These days can’t be read").waitFor();
  });

  it("gives what it shows as a file, which comes to the same", async () => {
    await open("usage");
    const count = numbersIn(await tile("Try-ons").locator("p").first().innerText());
    const spent = await tile("Spend").locator("p").first().innerText();
    const series = await download("Export CSV: Try-ons");
    expect(series.name).toBe(`fitting-room-series-${dayAfter(today, -29)}-${today}.csv`);
    expect(series.rows).toHaveLength(30);
    const sum = (rows: Record<string, string>[], of: string) =>
      rows.reduce((all, row) => all + Number(row[of]), 0);
    expect(sum(series.rows, "try_ons")).toBe(count);
    expect(`€${sum(series.rows, "spent").toFixed(2)}`).toBe(spent.replaceAll(",", ""));
    for (const table of ["Products", "Models", "Connections"])
      expect([table, sum((await download(`Export CSV: ${table}`)).rows, "try_ons")]).toEqual([table, count]);
    await app.getByRole("button", { name: "All try-ons" }).click();
    await app.getByRole("heading", { name: "All try-ons" }).waitFor();
    const list = await download("Export CSV: All try-ons");
    expect(list.rows).toHaveLength(count);
    const prices = list.rows.filter(({ charge }) => charge === "spent");
    expect(`€${sum(prices, "price").toFixed(2)}`).toBe(spent.replaceAll(",", ""));
  });

  it("lists every try-on by filters and in pages, with no picture among them", async () => {
    await open("usage/try-ons");
    const rows = app.getByRole("table", { name: "All try-ons" }).locator("tbody tr");
    expect(await rows.count()).toBe(50);
    const first = await rows.first().innerText();
    await app.getByRole("button", { name: "Next" }).click();
    await until(async () => (await rows.first().innerText()) !== first);
    await app.getByRole("button", { name: "Previous" }).click();
    await until(async () => (await rows.first().innerText()) === first);
    await app.getByLabel("State", { exact: true }).selectOption({ label: "Failed" });
    await until(async () => (await rows.getByText("Done", { exact: true }).count()) === 0);
    await app.getByLabel("Order").selectOption({ label: "Longest first" });
    expect(await app.locator("img").count()).toBe(0);
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Show all" }).click();
    await rows.getByText("Done", { exact: true }).first().waitFor();
  });

  it("finds the try-ons of a product, and what a failure was", async () => {
    const pageSize = 50;
    const rows = app.getByRole("table", { name: "All try-ons" }).locator("tbody tr");
    const month = { day: { gte: dayAfter(today, -29), lte: today } };
    await open("usage");
    // The most tried ones fill more than a page.
    const product = app.getByRole("table", { name: "Products" }).getByRole("link").last();
    const title = await product.innerText();
    const id = /product=(\d+)/.exec((await product.getAttribute("href")) ?? "")?.[1] ?? "";
    await product.click();
    await app.getByText(`Of one product: ${title}`).waitFor();
    const ofProduct = await db.tryOn.count({ where: { ...month, productId: BigInt(id) } });
    expect(await rows.count()).toBe(Math.min(pageSize, ofProduct));

    await app.getByRole("button", { name: "Usage" }).click();
    const failure = app.getByRole("table", { name: "Failures" }).locator("tbody tr").last();
    const sentence = await failure.getByRole("rowheader").innerText();
    const count = failure.getByRole("link");
    const code = /failure=(\w+)/.exec((await count.getAttribute("href")) ?? "")?.[1] ?? "";
    const ofFailure = await db.tryOn.count({ where: { ...month, failureCode: code } });
    expect(numbersIn(await count.innerText())).toBe(ofFailure);
    await count.click();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(Math.min(pageSize, ofFailure));
    expect(await rows.filter({ hasText: sentence }).count()).toBe(await rows.count());
  });

  it("is all there on a phone", async () => {
    const phone = await world.openPage(390, 844);
    page = phone;
    app = phone.frameLocator("iframe").first();
    for (const path of ["usage", "usage/try-ons"]) {
      await open(path);
      expect([path, await axeFinds(page)]).toEqual([path, []]);
      const overflow = await app.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await open("usage");
    for (const name of ["Products", "Models", "Connections"]) {
      const room = await app.getByRole("region", { name, exact: true }).boundingBox();
      const spend = await app
        .getByRole("table", { name, exact: true })
        .getByRole("columnheader", { name: "Spend" })
        .boundingBox();
      if (!room || !spend) throw new Error(`${name} are not shown`);
      expect([name, spend.x + spend.width <= room.x + room.width]).toEqual([name, true]);
    }
  });
});
