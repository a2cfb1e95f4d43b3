/** A merchant without a mouse: every step of setting up and of the daily work, by keys alone. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { until } from "../helpers/house.ts";
import { follow, press } from "../helpers/shopper.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { openAdmin } from "./admin-page.ts";
import { type EndToEnd, gatewayKey, startEndToEnd } from "./shop.ts";

const startedShape = z.object({ id: z.string() });

/** More than any page has between two things that belong together. */
const mostSteps = 120;

describe("a merchant with a keyboard alone", () => {
  let world: EndToEnd;
  let page: Page;
  let app: FrameLocator;
  beforeAll(async () => {
    world = await startEndToEnd({ connected: false });
    page = await world.openPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(() => world.stop());

  const open = (path: string) => openAdmin(page, world.sandbox.origin, path);
  const isAt = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  const steps = async (key: "Tab" | "Shift+Tab", target: Locator) => {
    await target.waitFor({ state: "attached" });
    for (let step = 0; step < mostSteps; step += 1) {
      if (await isAt(target)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`no key leads to ${String(target)}`);
  };
  const go = (target: Locator) => steps("Tab", target);
  const use = async (target: Locator, key = "Enter") => {
    await go(target);
    await page.keyboard.press(key);
  };
  const write = async (target: Locator, text: string) => {
    await go(target);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
  };
  /** A select goes to the option whose beginning is typed. */
  const pick = async (target: Locator, text: string) => {
    await go(target);
    await page.keyboard.type(text);
  };
  const button = (name: string | RegExp) => app.getByRole("button", { name, exact: true });
  const save = () => page.getByRole("button", { name: "Save", exact: true });
  const hasButton = async (handle: string) =>
    (await (await fetch(`${world.sandbox.origin}/products/${handle}`)).text()).includes("<try-it-on");

  it("connects a provider, beginning at the guide", async () => {
    await open("/app");
    await use(app.getByRole("link", { name: "Connect a provider" }).first());
    await pick(app.getByLabel("Provider", { exact: true }), "Kling by a gateway");
    await pick(app.getByLabel("Address", { exact: true }), "Another");
    await write(app.getByLabel("Provider’s address"), `${world.sandbox.origin}/providers/gateway`);
    await write(app.getByLabel("API key"), gatewayKey);
    await use(button("Save and test"));
    await app.getByText("Saved. The key works.").waitFor();
    await waitForReadyShop(world.shop);
  });

  it("says what a try-on costs and saves it in the bar that the admin shows", async () => {
    await write(app.getByLabel("Price of a try-on"), "0.07");
    await use(save());
    await page.getByText("Connection saved").waitFor();
  });

  it("ticks a product in the list, takes its button away and gives it back", async () => {
    await open("/app/products");
    await use(button("Search and filter results"));
    await until(() => isAt(app.getByPlaceholder("Search title, type or vendor")));
    await page.keyboard.type("sunne");
    await until(async () => (await app.getByRole("row").count()) === 2);
    await use(app.getByRole("row", { name: "Sunne Wrap Dress" }).getByRole("checkbox"), "Space");
    await steps("Shift+Tab", button("Turn button off"));
    await page.keyboard.press("Enter");
    await app.getByText("By exception").waitFor();
    await until(async () => !(await hasButton("sunne-wrap-dress")));
    await use(page.getByRole("button", { name: "Undo" }));
    await app.getByText("By the rule").waitFor();
    await until(() => hasButton("sunne-wrap-dress"));
  });

  it("changes the rule by arrows and Space", async () => {
    await open("/app/products/rule");
    await go(app.getByRole("radio", { name: "All products" }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const isChosen = app.getByRole("radio", { checked: true });
    expect(await isChosen.evaluate((radio) => radio.closest("label")?.textContent)).toContain("type");
    await use(app.getByRole("checkbox", { name: /^Dresses/ }), "Space");
    await app.getByText(/would have the button/).waitFor();
    await use(save());
    await page.getByText("Rule saved").waitFor();
    await until(async () => !(await hasButton("aland-linen-shirt")));
    expect(await hasButton("sunne-wrap-dress")).toBe(true);
  });

  it("enters a dialog, stays in it, and comes back to where it was opened", async () => {
    await open("/app/models");
    const opener = button(/^Price and settings: Kolors Virtual Try-On v1, Kling/);
    await use(opener);
    const dialog = app.getByRole("dialog");
    await dialog.getByLabel("Price of a try-on").waitFor();
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press("Tab");
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await until(() => isAt(opener));
  });

  it("compares two models", async () => {
    await use(button("Compare models"));
    await use(button("Choose a product"));
    const picker = page.getByRole("dialog");
    await write(picker.getByRole("searchbox"), "Sunne");
    await use(picker.getByLabel(/Sunne Wrap Dress/), "Space");
    await use(picker.getByRole("button", { name: "Select" }));
    await app.getByText("Sunne Wrap Dress").first().waitFor();
    await use(app.getByLabel("Kolors Virtual Try-On v1", { exact: true }), "Space");
    await use(app.getByRole("button", { name: /^Compare( for .*)?$/ }));
    await until(async () => (await app.getByRole("img", { name: /made by/ }).count()) === 2);
  });

  it("reads a chart as a table, and chooses other days", async () => {
    await open("/app/usage");
    await use(button("Show as table: Try-ons"));
    await app.getByRole("table", { name: "Try-ons", exact: true }).waitFor();
    await pick(app.getByLabel("Days", { exact: true }), "Last 7");
    await until(
      async () =>
        (await app.getByRole("table", { name: "Try-ons", exact: true }).locator("tbody tr").count()) === 7,
    );
  });

  it("sets the cap, and is led to what is wrong with it", async () => {
    await open("/app/settings");
    await write(app.getByLabel("Monthly cap"), "-1");
    await use(save());
    await app.getByText("An amount can’t be negative.").waitFor();
    const told = app.getByRole("alert").filter({ hasText: "Not saved" });
    await until(() => isAt(told));
    await write(app.getByLabel("Monthly cap"), "50");
    await use(save());
    await page.getByText("Settings saved").waitFor();
  });

  it("deletes what is held of a visitor, after the question", async () => {
    const dress = world.shop.products.find(({ handle }) => handle === "sunne-wrap-dress");
    const started = await press(world, { product_id: String(dress?.id) });
    await follow(world, started);
    const { id } = startedShape.parse(started.body);
    await open("/app/settings/data");
    await write(app.getByLabel("Number of a try-on, or of a visitor"), id);
    await page.keyboard.press("Enter");
    await use(button("Delete everything…"));
    await use(app.getByRole("dialog").getByRole("button", { name: "Delete everything", exact: true }));
    await app.getByText("All data of this visitor are deleted").waitFor();
  });
});
