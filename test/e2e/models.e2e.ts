import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../helpers/house.ts";
import { follow, photoOfSomebody, press } from "../helpers/shopper.ts";
import { connectGateway } from "../sandbox/cli/merchant.ts";
import { axeFinds, reloadAdmin } from "./admin-page.ts";
import { type EndToEnd, gatewayKey, startEndToEnd } from "./shop.ts";

const [v1, v1_5] = ["Kolors Virtual Try-On v1", "Kolors Virtual Try-On v1.5"];

describe("a merchant who chooses between models", () => {
  let world: EndToEnd;
  let page: Page;
  let app: FrameLocator;
  beforeAll(async () => {
    world = await startEndToEnd();
    page = await world.openPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(() => world.stop());

  const open = (path: string) => page.goto(`${world.sandbox.origin}/admin/apps/fitting-room/app/${path}`);
  const dialog = () => app.getByRole("dialog");
  /** Only while its dialog can't be seen any more is the next one not that one. */
  const closed = () => until(async () => (await dialog().count()) === 0);
  const pick = async (title: string) => {
    const picker = page.getByRole("dialog");
    await picker.getByRole("searchbox").fill(title);
    await picker.getByLabel(new RegExp(title)).check();
    await picker.getByRole("button", { name: "Select" }).click();
  };

  it("says what each costs", async () => {
    await open("models");
    await app.getByRole("heading", { name: v1_5, exact: true }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    for (const [model, price] of [
      [v1_5, "0,07"],
      [v1, "0.05"],
    ]) {
      await app.getByRole("button", { name: `Price and settings: ${model}, Kling` }).click();
      await dialog()
        .getByLabel("Price of a try-on")
        .fill(price ?? "");
      await dialog().getByRole("button", { name: "Save" }).click();
      await app.getByText(`€${price?.replace(",", ".")} a try-on`).waitFor();
      await closed();
    }
  });

  it("sees what a prompt becomes while writing it, and is told what is missing in it", async () => {
    await app.getByRole("button", { name: "Price and settings: Kling Image O1" }).click();
    await dialog().getByLabel("Prompt").fill("Dress <<<image_1>>> in {garments}");
    await dialog().getByText("Dress <<<image_1>>> in <<<image_2>>> and <<<image_3>>>").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await dialog().getByLabel("Prompt").fill("Dress somebody");
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().getByText("Say <<<image_1>>> where the person is meant.").waitFor();
    await dialog().getByRole("button", { name: "Cancel" }).click();
    await closed();
  });

  it("compares two of them on a drawn person, after the costs were named", async () => {
    await app.getByRole("button", { name: "Compare models" }).click();
    await app.getByText("Tick several to compare them.").waitFor();
    await app.getByText("Choose a product first.").waitFor();
    expect(await app.getByRole("button", { name: "Make the picture" }).isDisabled()).toBe(true);
    await app.getByRole("button", { name: "Choose a product" }).click();
    await pick("Fjell T-shirt");
    await app.getByText("Fjell T-shirt").first().waitFor();
    await app.getByLabel(v1, { exact: true }).check();
    await app.getByText("2 try-ons: €0.12 in all").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Compare for €0.12" }).click();
    await until(async () => (await app.getByRole("img", { name: /made by/ }).count()) === 2);
    await app.getByText(/\d\ss · €0.05/).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect(world.sandbox.world.tasks).toHaveLength(2);
  });

  it("sees the same comparison again after a reload, without paying again", async () => {
    await reloadAdmin(page);
    await until(async () => (await app.getByRole("img", { name: /made by/ }).count()) === 2);
    expect(world.sandbox.world.tasks).toHaveLength(2);
  });

  it("makes one of them the default from there, and shoppers get it", async () => {
    await app.getByRole("button", { name: `Make default: ${v1},` }).click();
    await page.getByText(`${v1} is the default from now on`).waitFor();
    await follow(world, await press(world));
    expect(world.sandbox.world.tasks.at(-1)?.model).toBe("kolors-virtual-try-on-v1");
  });

  it("runs it again with an own photo, then deletes it", async () => {
    await app.getByText("Your own photo").click();
    await app.getByText("Choose a photo first.").waitFor();
    const choose = app.locator('input[type="file"]');
    await choose.setInputFiles({ name: "words.txt", mimeType: "text/plain", buffer: Buffer.from("words") });
    await app.getByText("This is no photo. Choose a JPEG, PNG, WebP or HEIC.").waitFor();
    expect(await app.getByRole("button", { name: "Run again" }).isDisabled()).toBe(true);
    expect(await app.getByText("words.txt").count()).toBe(0);
    const photo = { name: "model.jpg", mimeType: "image/jpeg", buffer: await photoOfSomebody() };
    await choose.setInputFiles(photo);
    await app.getByText("model.jpg").waitFor();
    await app.locator('img[src^="blob:"]').waitFor();
    expect(await app.getByText("This is no photo.").count()).toBe(0);
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Run again" }).click();
    await until(async () => (await app.getByRole("img", { name: /on your photo, made by/ }).count()) === 2);
    await app.getByRole("button", { name: "Delete now" }).click();
    await dialog().getByText("deleted at once").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Delete now" }).click();
    await until(async () => (await app.getByRole("img", { name: /made by/ }).count()) === 0);
  });

  it("tries a product on by the model in use alone, for what one try-on costs", async () => {
    const before = world.sandbox.world.tasks.length;
    const product = world.shop.products.find(({ title }) => title === "Fjell T-shirt");
    await open(`products/${product?.id}`);
    await app.getByRole("link", { name: "Try it" }).click();
    await app.getByRole("heading", { name: "Try it on" }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Make the picture for €0.05" }).click();
    await app.getByRole("img", { name: `made by ${v1}` }).waitFor();
    await app.getByRole("heading", { name: "Try it on" }).waitFor();
    expect(world.sandbox.world.tasks).toHaveLength(before + 1);
  });

  it("comes from the guide to a try-on, and goes back to it when the picture is made", async () => {
    await open("");
    await app.getByRole("button", { name: "Try something on yourself" }).click();
    await app.getByRole("link", { name: "Try it on" }).click();
    await app.getByRole("heading", { name: "Try it on" }).waitFor();
    await app.getByRole("button", { name: "Choose a product" }).click();
    await pick("Fjell T-shirt");
    await app.getByRole("button", { name: "Make the picture for €0.05" }).click();
    await app.getByText("This is what your shoppers will see.").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    // Also after a reload, the page knows where it was opened.
    await reloadAdmin(page);
    await app.getByRole("heading", { name: "Try it on" }).waitFor();
    await app.getByRole("button", { name: "Home" }).waitFor();
    await app.getByRole("button", { name: "Go on with the set-up" }).click();
    await app.getByRole("button", { name: "Try something on yourself Done" }).waitFor();
  });

  it("finds what was tried on again, from the last try-ons and from the list of all", async () => {
    await app.getByRole("link", { name: "Your test: Fjell T-shirt" }).first().click();
    await app.getByRole("img", { name: `made by ${v1}` }).waitFor();
    await open("usage/try-ons");
    await app
      .getByRole("link", { name: /: Fjell T-shirt$/ })
      .first()
      .click();
    await app.getByRole("img", { name: `made by ${v1}` }).waitFor();
  });

  it("chooses another model for one product, which its shoppers get and no other product's", async () => {
    await open("models");
    await app.getByRole("combobox", { name: "Model" }).selectOption({ label: "Kling Image O1" });
    await app.getByRole("button", { name: "Choose products" }).click();
    await pick("Fjell T-shirt");
    await page.getByText("Model chosen for 1 entry").waitFor();
    await app.getByRole("button", { name: "Use the default: Fjell T-shirt" }).waitFor();
    const product = world.shop.products.find(({ title }) => title === "Fjell T-shirt");
    await follow(world, await press(world, { product_id: String(product?.id), visitor: "somebody-else" }));
    expect(world.sandbox.world.tasks.at(-1)?.model).toBe("kling-image-o1");
    const other = world.shop.products.find(({ title }) => title !== "Fjell T-shirt");
    await follow(world, await press(world, { product_id: String(other?.id), visitor: "somebody-else" }));
    expect(world.sandbox.world.tasks.at(-1)?.model).toBe("kolors-virtual-try-on-v1");
    expect(await axeFinds(page)).toEqual([]);
  });

  it("finds the connections' pages and the dialog before a removal free of faults, too", async () => {
    await open("connections");
    await app.getByText("It makes your try-ons.").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: /^Change/ }).click();
    await app.getByLabel("API key").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Remove…" }).click();
    await dialog().getByText("Deletes the key").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Keep it" }).click();
  });

  it("asks before the last connection is paused, and then compares nothing until one is resumed", async () => {
    await open("connections");
    await app.getByRole("button", { name: "Pause: Kling" }).click();
    await dialog().getByText("the button disappears from your shop").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Cancel" }).click();
    await dialog().waitFor({ state: "detached" });
    expect(await app.getByText("Paused", { exact: true }).count()).toBe(0);
    await app.getByRole("button", { name: "Pause: Kling" }).click();
    await dialog().getByRole("button", { name: "Pause", exact: true }).click();
    await app.getByText("Paused", { exact: true }).waitFor();
    await open("models/compare");
    await app.getByRole("heading", { name: "All of your connections are paused" }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("link", { name: "Look at the connections" }).click();
    await app.getByRole("button", { name: "Resume: Kling" }).click();
    await app.getByText("It makes your try-ons.").waitFor();
  });

  it("keeps what a paused connection offers behind one line", async () => {
    for (const key of ["other", "third"])
      await connectGateway(world.sandbox.world, world.shop, `${gatewayKey}-${key}`);
    await open("connections");
    await app.getByRole("button", { name: "Pause: Kling" }).last().click();
    await app.getByText("Paused", { exact: true }).waitFor();
    await open("models");
    const line = app.getByRole("button", { name: `1 paused connection: ${v1_5}` });
    const edit = app.getByRole("button", { name: `Price and settings: ${v1_5}, Kling` });
    await line.waitFor();
    expect(await edit.filter({ visible: true }).count()).toBe(2);
    await line.click();
    await until(async () => (await edit.filter({ visible: true }).count()) === 3);
    expect(await line.getAttribute("aria-expanded")).toBe("true");
    expect(await axeFinds(page)).toEqual([]);
  });
});
