import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useAgreedRoom } from "./agreed-room.ts";
import { done, failed, refused } from "./app.ts";

const agreed = useAgreedRoom();
const { room, answers, button, heading, notice, stored, working } = agreed;

/** As a tab that is not looked at; the browser of the tests shows all of them. */
const hide = (page: Page, isHidden: boolean) =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: isHidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

describe("with the dialog closed", () => {
  test("the button shows how far it is, the notice tells that it is ready, and leads to the picture", async () => {
    await agreed.start();
    await room.does("Close and look around").click();
    await working().getByText("Making your picture").waitFor();
    await room.press();
    await room.dialog.press("Escape");
    expect(await button().getAttribute("data-state")).toBe("working");
    answers(done);
    await notice().getByText("Your picture is ready.").waitFor();
    await notice().getByText("Sunne Wrap Dress").waitFor();
    await button().getByText("See your picture").waitFor();
    expect(await button().getAttribute("data-state")).toBeNull();
    await notice().getByRole("button", { name: "Have a look" }).click();
    await heading("Here you are").waitFor();
    expect(await notice().count()).toBe(0);
    await room.dialog.press("Escape");
    await button().getByText("Try it on").waitFor();
  });

  test("the notice leads to its picture also where another size has been chosen meanwhile", async () => {
    await agreed.start();
    await room.does("Close and look around").click();
    await room.page.locator("variant-selects label").nth(1).click();
    answers(done);
    await notice().getByRole("button", { name: "Have a look" }).click();
    await heading("Here you are").waitFor();
  });

  test("a failure is told, too, and explained on asking", async () => {
    await agreed.start();
    await room.does("Close and look around").click();
    answers(failed("no_person"));
    await notice().getByText("Your picture could not be made.").waitFor();
    await button().getByText("Try it on").waitFor();
    expect(await stored()).toEqual([]);
    await notice().getByRole("button", { name: "Have a look" }).click();
    await room.step("trouble").getByText("could not find a person").waitFor();
  });

  test("a refusal that comes while the photo is on its way is told, too", async () => {
    room.app.startAnswer = refused(429, "busy");
    let letGo = () => {};
    const isHeld = new Promise<void>((resolve) => (letGo = resolve));
    await room.page.route("**/apps/try-it-on/try-ons?*", async (route) => {
      await isHeld;
      await route.continue();
    });
    await agreed.prepare();
    await room.does("Make my picture").click();
    await heading("Sending your photo").waitFor();
    await room.does("Close and look around").click();
    letGo();
    await notice().getByText("Your picture could not be made.").waitFor();
    await notice().getByRole("button", { name: "Have a look" }).click();
    await room.step("trouble").getByText("Many people are trying").waitFor();
  });

  test("the notice can be sent away", async () => {
    await agreed.start();
    await room.does("Close and look around").click();
    answers(done);
    await notice().getByRole("button", { name: "Close" }).click();
    await notice().waitFor({ state: "detached" });
    await room.press();
    await heading("Here you are").waitFor();
  });
});

describe("on another page", () => {
  test("and after a reload it goes on without a second start, and the button stays alive", async () => {
    await agreed.start();
    await room.page.reload();
    await working().waitFor();
    for (const _ of [1, 2]) {
      await room.press();
      await heading("Making your picture").waitFor();
      await room.does("Close and look around").click();
    }
    answers(done);
    await notice().getByRole("button", { name: "Have a look" }).click();
    await heading("Here you are").waitFor();
    expect(await room.dialog.getByRole("slider").isVisible()).toBe(true);
    expect(room.app.starts).toHaveLength(1);
  });

  test("of another product nothing is said, and the way back finds it again", async () => {
    await agreed.start();
    await room.visit("/products/kiruna-shift-dress");
    await button().getByText("Try it on").waitFor();
    await room.page.goBack();
    await working().waitFor();
    answers(done);
    await room.press();
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(1);
  });

  test("the embed tells that it is ready, and leads to the product with the picture open, once", async () => {
    room.storefront.shop.embedOn = true;
    await agreed.start();
    await room.visit("/cart");
    answers(done);
    await notice().getByText("Your picture is ready.").waitFor();
    await notice().getByRole("button", { name: "Have a look" }).click();
    await heading("Here you are").waitFor();
    expect(new URL(room.page.url()).pathname).toBe("/products/sunne-wrap-dress");
    await room.page.reload();
    await button().getByText("Try it on").waitFor();
    expect(await room.dialog.count()).toBe(0);
    expect(await notice().count()).toBe(0);
  });
});

describe("two tabs", () => {
  test("know of the one try-on, and only the one that is looked at tells of its end", async () => {
    await room.visit();
    const other = await room.page.context().newPage();
    await other.goto(`${room.storefront.origin}/products/sunne-wrap-dress`);
    await room.press();
    await room.givePhoto();
    await room.does("Make my picture").click();
    await working(other).waitFor();
    await button(other).locator("button").click();
    await other
      .locator("dialog.try-on[open]")
      .getByRole("heading", { name: "Making your picture" })
      .waitFor();
    await other.keyboard.press("Escape");
    await hide(other, true);
    answers(done);
    await heading("Here you are").waitFor();
    await button(other)
      .getByText(/See your picture|Try it on/)
      .waitFor();
    await expect
      .poll(async () => (await stored())[0], { timeout: 20_000 })
      .toMatchObject({ state: "done", isSeen: true });
    await hide(other, false);
    expect(await notice(other).count()).toBe(0);
    expect(await notice().count()).toBe(0);
    expect(room.app.starts).toHaveLength(1);
  });

  test("tell of a failure where somebody looks", async () => {
    await agreed.start();
    await room.does("Close and look around").click();
    const other = await room.page.context().newPage();
    await hide(room.page, true);
    await other.goto(`${room.storefront.origin}/products/sunne-wrap-dress`);
    await working(other).waitFor();
    answers(failed("provider_trouble"));
    await notice(other).getByText("Your picture could not be made.").waitFor();
    await button().getByText("Try it on").waitFor();
    await hide(room.page, false);
    await room.page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await notice().count()).toBe(0);
  });

  test("both hear that it was stopped", async () => {
    await agreed.start();
    const other = await room.page.context().newPage();
    await other.goto(`${room.storefront.origin}/products/sunne-wrap-dress`);
    await working(other).waitFor();
    await room.does("Stop and delete my photo").click();
    await room.dialog.getByText("are deleted.").waitFor();
    await button(other).getByText("Try it on").waitFor();
    answers(failed("cancelled"));
    expect(await button().getAttribute("data-state")).toBeNull();
    expect(await notice(other).count()).toBe(0);
    expect(await stored(other)).toEqual([]);
  });
});
