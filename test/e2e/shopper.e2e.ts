import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../app/db.server.ts";
import { z } from "zod";
import { until } from "../helpers/house.ts";
import { photoOfSomebody } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import { type EndToEnd, startEndToEnd } from "./shop.ts";

describe("a shopper in a real browser", () => {
  let world: EndToEnd;
  beforeAll(async () => {
    world = await startEndToEnd();
  });
  afterAll(() => world.stop());

  const sizes: [string, number, number][] = [
    ["desktop", 1280, 900],
    ["phone", 390, 844],
  ];

  async function giveConsentAndPhoto(page: Page, photo: Buffer) {
    await page.getByRole("button", { name: "Try it on" }).click();
    await page
      .locator('dialog.try-on [data-input="choose"]')
      .setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer: photo });
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Make my picture" }).click();
  }

  it.each(sizes)(
    "presses the button, gives a photo and sees the picture that the provider made (%s)",
    async (_name, width, height) => {
      const page = await world.openPage(width, height);
      const [product] = world.shop.products;
      await page.goto(`${world.sandbox.origin}/products/${product?.handle}`);
      await giveConsentAndPhoto(page, await photoOfSomebody());
      await page.getByRole("heading", { name: "Here you are" }).waitFor();
      const shown = await page
        .locator("dialog.try-on img")
        .evaluateAll((images) =>
          images.map((image) =>
            image instanceof HTMLImageElement
              ? [new URL(image.src).pathname.split("/")[1], image.naturalWidth > 300]
              : [],
          ),
        );
      expect(shown).toContainEqual(["media", true]);
      const task = world.sandbox.world.tasks.at(-1);
      expect(task?.status).toBe("succeed");
      expect(task?.callbacks.map(({ answer }) => answer)).toEqual([200, 200, 200]);
      await page.context().close();
    },
  );

  it("agrees to what is named, can read all about it, and is asked again when the merchant changes it", async () => {
    const page = await world.openPage();
    await page.goto(`${world.sandbox.origin}/products/${world.shop.products[0]?.handle}`);
    await page.getByRole("button", { name: "Try it on" }).click();
    await page
      .locator('dialog.try-on [data-input="choose"]')
      .setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer: await photoOfSomebody() });
    const text = page.locator("dialog.try-on [data-version]");
    await text.getByText("Kling AI (Kuaishou)").waitFor();
    const [policy] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("link", { name: "All about your photo" }).click(),
    ]);
    await policy.getByRole("heading", { name: "What happens to your photo" }).waitFor();
    await policy.getByText("Kling AI (Kuaishou)").waitFor();
    await policy.getByText(`Version ${await text.getAttribute("data-version")}`).waitFor();
    await policy.close();

    const tasks = world.sandbox.world.tasks.length;
    const db = connectDatabase(world.databaseAddress, { poolSize: 1 });
    await db.shop.updateMany({ data: { settings: { keptHours: 72 } } });
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Make my picture" }).click();
    await page.getByRole("alert").filter({ hasText: "has changed meanwhile" }).waitFor();
    await text.getByText("3 days").waitFor();
    expect(world.sandbox.world.tasks).toHaveLength(tasks);

    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Make my picture" }).click();
    await page.getByRole("heading", { name: "Here you are" }).waitFor();
    const [consent] = await db.consent.findMany({ orderBy: { at: "desc" }, take: 1 });
    expect(consent?.version).toBe(await text.getAttribute("data-version"));
    await page.getByRole("button", { name: "Delete now" }).click();
    await page.getByText("Your photo and your picture are deleted.").waitFor();
    expect(await db.picture.count({ where: { tryOnId: consent?.tryOnId ?? null, key: { not: null } } })).toBe(
      0,
    );
    await db.shop.updateMany({ data: { settings: {} } });
    await db.$disconnect();
    await page.context().close();
  });

  it("whose picture has nobody in it is told so, and can choose another", async () => {
    const page = await world.openPage();
    world.sandbox.world.scripts.push({ on: "task", does: "fail", message: "there is no human in the image" });
    await page.goto(`${world.sandbox.origin}/products/${world.shop.products[0]?.handle}`);
    await giveConsentAndPhoto(page, await photoOfSomebody());
    await page.locator("[data-trouble]", { hasText: "could not find a person" }).waitFor();
    await page.getByRole("button", { name: /another photo/i }).waitFor();
    await page.context().close();
  });

  it("closes the dialog, walks on, is told on another page, and finds the picture", async () => {
    world.shop.embedOn = true;
    const page = await world.openPage();
    const tasks = world.sandbox.world.tasks.length;
    // Until it is told to end: somebody who walks on may be slow.
    world.sandbox.world.scripts.push({ on: "task", does: "take", ms: Infinity });
    await page.goto(`${world.sandbox.origin}/products/odense-tailored-trousers`);
    await giveConsentAndPhoto(page, await photoOfSomebody());
    await page.getByRole("heading", { name: /in line|next|ready|Making/i }).waitFor();
    await page.getByRole("button", { name: "Close and look around" }).click();
    await page.locator('try-it-on:not([data-place])[data-state="working"]').waitFor();
    await page.goto(`${world.sandbox.origin}/collections/all`);
    await finishTask(world.sandbox.world, world.sandbox.world.tasks.at(-1)?.id ?? "");
    const notice = page.locator("try-it-on-notice section");
    await notice.getByText("Your picture is ready.").waitFor();
    await notice.getByRole("button", { name: "Have a look" }).click();
    await page.waitForURL(/odense-tailored-trousers/);
    await page.getByRole("heading", { name: "Here you are" }).waitFor();
    expect(world.sandbox.world.tasks).toHaveLength(tasks + 1);
    world.shop.embedOn = false;
    await page.context().close();
  });

  it("completes the look, buys both, says what it is like, and is counted by step and by nothing else", async () => {
    const page = await world.openPage();
    const db = connectDatabase(world.databaseAddress, { poolSize: 1 });
    const shirt = world.shop.products.find(({ handle }) => handle === "aland-linen-shirt");
    const kinds = world.shop.products.filter(({ type }) => ["Trousers", "Jeans", "Skirts"].includes(type));
    await page.goto(`${world.sandbox.origin}/products/aland-linen-shirt`);
    await giveConsentAndPhoto(page, await photoOfSomebody());
    await page.getByRole("heading", { name: "Here you are" }).waitFor();
    await page
      .getByRole("button", { name: /^Together with/ })
      .first()
      .click();
    await page.getByRole("button", { name: /Add both to cart/ }).waitFor();
    const [outfit] = await db.tryOn.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
    const worn = z.array(z.object({ productId: z.string(), kind: z.string() })).parse(outfit?.garments);
    expect(worn.map(({ kind }) => kind)).toEqual(["upper", "lower"]);
    expect(worn[0]?.productId).toBe(String(shirt?.id));
    expect(kinds.map(({ id }) => String(id))).toContain(worn[1]?.productId);

    await page.getByRole("button", { name: "Not good" }).click();
    await page.getByRole("button", { name: "The piece looks different" }).click();
    await page.locator("[data-thanks]", { hasText: "Thank you" }).waitFor();
    await page.getByRole("button", { name: /Add both to cart/ }).click();
    await page.locator("cart-drawer dialog[open]").waitFor();
    const cart = await page.evaluate(async () => (await fetch("/cart.js")).json());
    expect(cart.items.map(({ product_id: id }: { product_id: number }) => String(id)).toSorted()).toEqual(
      worn.map(({ productId }) => productId).toSorted(),
    );
    expect(cart.items.map(({ properties }: { properties: object }) => properties)).toEqual([
      { _try_on_id: outfit?.id },
      { _try_on_id: outfit?.id },
    ]);
    await page.goto("about:blank");
    const counts = () =>
      db.eventCount.findMany({ where: { productId: BigInt(shirt?.id ?? 0) }, orderBy: { event: "asc" } });
    await until(async () => (await counts()).length > 0);
    expect((await counts()).map(({ event, count }) => [event, count])).toEqual(
      ["seen", "opened", "photo", "consent", "started", "done", "added"].map((event) => [event, 1]),
    );
    const judged = await db.tryOn.findUniqueOrThrow({ where: { id: outfit?.id ?? "" } });
    expect([judged.liked, judged.dislikedFor]).toEqual([false, "garment"]);
    await db.$disconnect();
    await page.context().close();
  });

  it("sees no button while the shop is not ready", async () => {
    const page = await world.openPage();
    const ready = world.shop.appData.get("fitting_room.ready");
    if (ready) world.shop.appData.set("fitting_room.ready", { ...ready, value: "false" });
    await page.goto(`${world.sandbox.origin}/products/${world.shop.products[0]?.handle}`);
    expect(await page.getByRole("button", { name: "Try it on" }).count()).toBe(0);
    if (ready) world.shop.appData.set("fitting_room.ready", ready);
    await page.context().close();
  });
});
