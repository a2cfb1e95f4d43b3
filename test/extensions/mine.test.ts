import { describe, expect, test } from "vitest";
import { useAgreedRoom } from "./agreed-room.ts";
import { done, refused } from "./app.ts";

const { room, answers, heading, stored } = useAgreedRoom();

describe("Your pictures", () => {
  async function twoPictures(): Promise<void> {
    answers(done);
    for (const handle of ["sunne-wrap-dress", "kiruna-shift-dress"]) {
      await room.visit(`/products/${handle}`);
      await room.press();
      const last = room.does("Use my last photo");
      if (handle.startsWith("kiruna")) await last.click();
      else await room.givePhoto();
      await room.does("Make my picture").click();
      await heading("Here you are").waitFor();
    }
    await room.does("Your pictures").click();
    await heading("Your pictures").waitFor();
  }
  const entries = () => room.dialog.locator("[data-list] li");

  test("lists what this browser has, with the time that is left, and opens one", async () => {
    await twoPictures();
    expect(await entries().allInnerTexts()).toEqual([
      expect.stringMatching(/Kiruna Shift Dress\s+24 hours left/),
      expect.stringMatching(/Sunne Wrap Dress\s+24 hours left/),
    ]);
    await entries().first().getByRole("button").first().click();
    await heading("Here you are").waitFor();
    expect(room.page.url()).toContain("kiruna");
  });

  test("leads to another product's page, with its picture open", async () => {
    await twoPictures();
    await entries().last().getByRole("button").first().click();
    await room.page.waitForURL("**/products/sunne-wrap-dress*");
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(2);
  });

  test("tells the number by which the shop finds what it holds of this browser, and copies it", async () => {
    await room.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await twoPictures();
    const number = await room.page.evaluate(() => localStorage.getItem("try-on-visitor"));
    const line = room.dialog.locator("[data-number]");
    expect(number).toMatch(/^[\da-f]{32}$/);
    expect(await line.innerText()).toContain(number);
    await line.getByRole("button", { name: "Copy" }).click();
    await line.getByRole("button", { name: "Copied" }).waitFor();
    expect(await room.page.evaluate(() => navigator.clipboard.readText())).toBe(number);
  });

  test("deletes one, says so where it could not, and is empty at the end", async () => {
    await twoPictures();
    const remove = (product: string) => room.does(`Delete: ${product}`).click();
    room.app.deleteAnswer = refused(503, "busy");
    await remove("Sunne Wrap Dress");
    await room.dialog.getByRole("alert").filter({ hasText: "could not be deleted" }).waitFor();
    room.app.deleteAnswer = { status: 200, body: { receipt: [] } };
    await remove("Sunne Wrap Dress");
    await expect.poll(() => entries().count(), { timeout: 20_000 }).toBe(1);
    expect((await stored()).map(({ id }: { id: string }) => id)).toEqual(["t2"]);
    expect(await room.dialog.getByText("could not be deleted").filter({ visible: true }).count()).toBe(0);
    await remove("Kiruna Shift Dress");
    await room.dialog.getByText("There are no pictures any more.").waitFor();
    await room.does("Back to the product").click();
    await room.step("photo").waitFor();
    expect(await room.does(/^Your pictures/).isVisible()).toBe(false);
  });

  test("deletes the photo with the picture that was made of it, and no other photo", async () => {
    const isPhotoKept = () => room.page.evaluate(async () => (await caches.keys()).length > 0);
    await twoPictures();
    await room.page.evaluate(() => {
      const list = JSON.parse(localStorage.getItem("try-ons") ?? "[]");
      list[1].photoAt -= 1;
      localStorage.setItem("try-ons", JSON.stringify(list));
    });
    await room.does("Delete: Sunne Wrap Dress").click();
    await expect.poll(() => entries().count()).toBe(1);
    expect(await isPhotoKept()).toBe(true);
    await room.does("Delete: Kiruna Shift Dress").click();
    await expect.poll(() => entries().count()).toBe(0);
    expect(await isPhotoKept()).toBe(false);
    await room.does("Back to the product").click();
    await room.does("Choose a photo").last().waitFor();
    expect(await room.does("Use my last photo").isVisible()).toBe(false);
    expect(await room.does("Make my picture").isVisible()).toBe(false);
  });

  test("does not go on showing the one that was deleted", async () => {
    await twoPictures();
    const picture = room.dialog.getByRole("img", { name: "You wearing Kiruna Shift Dress" });
    expect(await picture.isVisible()).toBe(true);
    await room.does("Delete: Kiruna Shift Dress").click();
    await expect.poll(() => entries().count()).toBe(1);
    expect(await picture.isVisible()).toBe(false);
    // The photo that it was made of went with it.
    expect(await room.dialog.getByRole("img", { name: "Your photo" }).isVisible()).toBe(false);
  });

  test("forgets what is over, here or at the app", async () => {
    await twoPictures();
    await room.page.evaluate(() => {
      const list = JSON.parse(localStorage.getItem("try-ons") ?? "[]");
      list[0].until = Date.now() - 1;
      localStorage.setItem("try-ons", JSON.stringify(list));
    });
    await room.page.reload();
    await room.press();
    await room.does("Your pictures (1)").click();
    await expect
      .poll(() => entries().allInnerTexts(), { timeout: 20_000 })
      .toEqual([expect.stringContaining("Sunne")]);
    answers(refused(404, "gone"));
    await room.does("Back to the product").click();
    await room.does("Your pictures (1)").click();
    await room.dialog.getByText("There are no pictures any more.").waitFor();
    expect(await stored()).toEqual([]);
  });

  test("a picture that is gone by the time it is opened is said to be gone, and can be made again", async () => {
    await twoPictures();
    answers(refused(404, "gone"));
    await entries().first().getByRole("button").first().click();
    await room.step("trouble").getByText("already been deleted").waitFor();
    answers(done);
    await room.does("Try again").click();
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(3);
  });
});
