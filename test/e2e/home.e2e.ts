import { Client } from "pg";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../helpers/house.ts";
import { follow, press, startedShape } from "../helpers/shopper.ts";
import { askAdmin, connectGateway } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { appFrame, axeFinds, openAdmin } from "./admin-page.ts";
import { type EndToEnd, gatewayKey, startEndToEnd } from "./shop.ts";

describe("a merchant's home, settings and data", () => {
  let world: EndToEnd;
  let page: Page;
  let app: FrameLocator;
  beforeAll(async () => {
    world = await startEndToEnd({ connected: false, sandbox: { blockPlaced: false } });
    page = await world.openPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(() => world.stop());

  const open = (path: string) => openAdmin(page, world.sandbox.origin, path);
  const step = (name: string) => app.getByRole("button", { name: new RegExp(`^${name}`) });
  const ready = () => world.shop.appData.get("fitting_room.ready")?.value;
  const buttonInShop = async () => {
    const shopper = await page.context().newPage();
    await shopper.goto(`${world.sandbox.origin}/products/${world.shop.products[0]?.handle}`);
    const count = await shopper.getByRole("button", { name: "Try it on" }).count();
    await shopper.close();
    return count;
  };
  const saveCap = async (cap: string) => {
    await app.getByLabel("Monthly cap").fill(cap);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Settings saved").first().waitFor();
  };
  /** Ends with the id of the try-on, as an order's line would carry it. */
  const tryOn = async () => {
    const started = await press(world);
    await follow(world, started);
    return startedShape.parse(started.body).id;
  };

  it("begins with a guide in which nothing is done but what comes by itself", async () => {
    const frame = await open("/app");
    await app.getByRole("heading", { name: "Set up your fitting room" }).waitFor();
    await app.getByText("Hidden", { exact: true }).waitFor();
    await step("Connect a provider To do").waitFor();
    await step("Place the button in your theme To do").waitFor();
    // What App Bridge says of the theme is a reason, too, once it has been asked.
    await app.getByText("The block is not in your published theme.").waitFor();
    // Nobody is asked to press a button that is hidden.
    await app.getByText("None yet.").waitFor();
    expect(await step("Connect a provider").getAttribute("aria-expanded")).toBe("true");
    expect(await frame.title()).toBe("Fitting Room");
    expect(await axeFinds(page)).toEqual([]);
  });

  it("opens any step, and the first one leads to where the key is entered", async () => {
    await step("Read what shoppers are told").click();
    await app.getByText("Your shop has a page that says what happens to a photo.").waitFor();
    expect(await step("Connect a provider").getAttribute("aria-expanded")).toBe("false");
    await step("Connect a provider").focus();
    await page.keyboard.press("Enter");
    await app.getByRole("link", { name: "Connect a provider" }).first().click();
    await (await appFrame(page)).waitForURL("**/app/connections/new*");
  });

  it("ticks the connection once its key works, and the products that it can show", async () => {
    await connectGateway(world.sandbox.world, world.shop, gatewayKey);
    await waitForReadyShop(world.shop);
    await open("/app");
    await step("Connect a provider Done").waitFor();
    await step("Choose the products Done").waitFor();
    expect(await step("Place the button in your theme").getAttribute("aria-expanded")).toBe("true");
  });

  it("ticks the block when the merchant comes back from the theme editor, and unticks it when it is gone", async () => {
    const frame = await appFrame(page);
    world.shop.blockPlaced = true;
    await frame.evaluate(() => window.dispatchEvent(new Event("focus")));
    await step("Place the button in your theme Done").waitFor();
    await app.getByText("Showing", { exact: true }).waitFor();
    // The admin's own menu says what it said when its page was loaded.
    await page.reload();
    await page.getByText("•••").click();
    await page.getByRole("button", { name: "Remove block from theme" }).click();
    await app.getByText("The block is not in your published theme.").waitFor();
    await page.getByText("•••").click();
    await page.getByRole("button", { name: "Place block in theme" }).click();
    await step("Place the button in your theme Done").waitFor();
  });

  it("leads to the theme editor with the block added", async () => {
    await step("Place the button in your theme").click();
    const address = await app.getByRole("link", { name: "Add the block" }).first().getAttribute("href");
    expect(address).toMatch(/editor\?template=product&addAppBlockId=[\w-]+\/try-it-on&target=mainSection$/);
  });

  it("ticks the first try-on and the page that was read, and is then put away", async () => {
    await tryOn();
    await open("/app");
    await step("Try something on yourself Done").waitFor();
    const [policy] = await Promise.all([
      page.context().waitForEvent("page"),
      app.getByRole("link", { name: "Open the page" }).click(),
    ]);
    await policy.getByRole("heading", { name: "What happens to your photo" }).waitFor();
    await policy.close();
    await step("Read what shoppers are told Done").waitFor();
    await app.getByText("Everything is set up.").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Put away" }).click();
    await app.getByRole("heading", { name: "Set up your fitting room" }).waitFor({ state: "detached" });
    await open("/app");
    expect(await app.getByRole("heading", { name: "Set up your fitting room" }).count()).toBe(0);
  });

  it("shows the guide again from the settings", async () => {
    await open("/app/settings");
    await app.getByRole("button", { name: "Show the guide again" }).click();
    await app.getByText("The guide is on the home page").waitFor();
    await page.getByRole("link", { name: "Fitting Room" }).click();
    await app.getByRole("heading", { name: "Set up your fitting room" }).waitFor();
  });

  it("puts a notice away for good, where it is not about now", async () => {
    await app.getByText("has no price yet").waitFor();
    await app.getByRole("button", { name: "Dismiss notification" }).click();
    await app.getByText("has no price yet").waitFor({ state: "detached" });
    await open("/app");
    expect(await app.getByText("has no price yet").count()).toBe(0);
  });

  it("hides the button in the shop at the cap and says why, and shows it when the cap is raised", async () => {
    await givePrice("0.07");
    await tryOn();
    const frame = await open("/app/settings");
    expect(await axeFinds(page)).toEqual([]);
    expect(await frame.title()).toBe("Settings · Fitting Room");
    expect(await buttonInShop()).toBe(1);
    await saveCap("0.10");
    await until(() => ready() === "false");
    expect(await buttonInShop()).toBe(0);
    await page.getByRole("link", { name: "Fitting Room" }).click();
    await app.getByText("€0.07 of €0.10 are used. The button is hidden until").waitFor();
    await app.getByText("Hidden", { exact: true }).waitFor();
    await app.getByText("This month’s cap is reached.", { exact: true }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("link", { name: "Change the cap" }).click();
    await saveCap("50");
    await until(() => ready() === "true");
    expect(await buttonInShop()).toBe(1);
    await page.getByRole("link", { name: "Fitting Room" }).click();
    await app.getByText("Showing", { exact: true }).waitFor();
  });

  it("goes on at the cap where its merchant only wants to be told", async () => {
    await open("/app/settings");
    await app.getByText("Only tell me").click();
    await saveCap("0.10");
    await page.getByRole("link", { name: "Fitting Room" }).click();
    await app.getByText("The button stays and try-ons go on").waitFor();
    await app.getByText("Showing", { exact: true }).waitFor();
    expect(ready()).toBe("true");
  });

  it("previews the whole consent text with the words that are being written, and discards them", async () => {
    await open("/app/settings");
    await app.getByLabel("Your addition").fill("Write to privacy@example.com.");
    await app.locator("[dir=auto]").getByText("Write to privacy@example.com.").waitFor();
    await app.getByLabel("Results are kept for").selectOption({ label: "3 days" });
    await app.getByText("The picture is kept for 3 days at most").waitFor();
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "Discard" }).click();
    await app.getByText("The picture is kept for 24 hours at most").waitFor();
    expect(await app.getByLabel("Your addition").inputValue()).toBe("");
  });

  it("says beneath each entry what is wrong with it", async () => {
    await app.getByLabel("Monthly cap").fill("a lot");
    await app.getByLabel("Per visitor").fill("0");
    await page.getByRole("button", { name: "Save" }).click();
    await app.getByText("Not saved: some entries aren’t valid").waitFor();
    await app.getByText("Enter an amount such as 0.07").waitFor();
    await app.getByText("Enter a whole number from 1 to 1,000.").waitFor();
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "Discard" }).click();
    await app.getByText("Not saved: some entries aren’t valid").waitFor({ state: "detached" });
  });

  it("finds what is held of a visitor, hands it over as a file, and deletes it after one more question", async () => {
    const id = await tryOn();
    await open("/app/settings/data");
    await app.getByText("The provider had finished with it").first().waitFor();
    await app.getByLabel("Number of a try-on, or of a visitor").fill(id);
    await app.getByRole("button", { name: "Find" }).click();
    await app.getByText("1 try-on · 1 picture kept · 1 consent · 1 receipt").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      app.getByRole("button", { name: "Export as JSON" }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
    expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
      askedFor: id,
      tryOns: [{ id, state: "done" }],
    });
    await app.getByRole("button", { name: "Delete everything…" }).click();
    await app.getByRole("dialog").getByText("This can’t be undone.").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await app.getByRole("button", { name: "Delete everything…" }).click();
    await app.getByRole("button", { name: "Delete everything", exact: true }).click();
    await app.getByText("All data of this visitor are deleted").waitFor();
    await app.getByText("A visitor’s data were deleted: 1 try-on, 1 picture.").waitFor();
    await app.getByText("You deleted the visitor’s data").waitFor();
    await app.getByRole("button", { name: "Find" }).click();
    await app.getByText("Nothing here is linked to this number").waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });

  it("finds the receipts of one try-on, and says where there are none", async () => {
    const field = app.getByLabel("Number of a try-on", { exact: true });
    await field.fill(crypto.randomUUID());
    await app.getByRole("button", { name: "Search" }).click();
    await app.getByText("There is no receipt for this try-on.").waitFor();
    const id = await tryOn();
    await app.getByLabel("Number of a try-on", { exact: true }).fill(id);
    await app.getByRole("button", { name: "Search" }).click();
    await app.getByText(id).waitFor();
    expect(await app.getByText("The provider had finished with it").count()).toBe(1);
  });

  it("keeps the rest of the app when one page fails, and shows that page once it can", async () => {
    const database = new Client({ connectionString: world.databaseAddress });
    await database.connect();
    try {
      await database.query("alter table receipt rename to receipt_elsewhere");
      await page.getByRole("link", { name: "Settings" }).click();
      await app.getByRole("link", { name: "Open receipts and visitors’ data" }).click();
      await app.getByRole("heading", { name: "This page could not be shown" }).waitFor();
      expect(await axeFinds(page)).toEqual([]);
      await page.getByRole("link", { name: "Settings" }).click();
      await app.getByLabel("Monthly cap").waitFor();
      // Opened whole, it is no different.
      await page.goto(`${world.sandbox.origin}/admin/apps/fitting-room/app/settings/data`);
      await app.getByRole("heading", { name: "This page could not be shown" }).waitFor();
      await database.query("alter table receipt_elsewhere rename to receipt");
      await app.getByRole("button", { name: "Try again" }).click();
      await app.getByRole("heading", { name: "Receipts", exact: true }).waitFor();
    } finally {
      await database.query("alter table if exists receipt_elsewhere rename to receipt");
      await database.end();
    }
  });

  it("says what failed lately and where to settle it", async () => {
    world.sandbox.world.scripts.push({ on: "create", does: "answer", status: 429, code: 1102, message: "" });
    await tryOn();
    await open("/app");
    await app.getByText("The provider account has no balance or resource pack left.").first().waitFor();
    await app.getByText("Kling gateway can’t make pictures").waitFor();
    await app.getByText("1 time", { exact: true }).waitFor();
    expect(await app.getByRole("link", { name: "Look at the connection" }).count()).toBeGreaterThan(1);
    expect(await axeFinds(page)).toEqual([]);
  });

  /** Of the one connection, for the model that it runs. */
  async function givePrice(price: string): Promise<void> {
    const database = new Client({ connectionString: world.databaseAddress });
    await database.connect();
    const { rows } = await database.query<{ id: string }>("select id from connection");
    await database.end();
    const id = rows[0]?.id ?? "";
    await askAdmin(world.sandbox.world, world.shop, `/app/connections/${id}`, "routes/app.connections.$id", {
      intent: "save",
      provider: "kling-gateway",
      baseAddress: `${world.sandbox.origin}/providers/gateway`,
      model: "kolors-virtual-try-on-v1-5",
      credentials: { apiKey: gatewayKey },
      settings: {},
      price,
    });
    await until(() => ready() === "true");
  }
});
