import { readFile } from "node:fs/promises";
import { beforeEach, expect, test } from "vitest";
import { done } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom();

beforeEach(() => {
  room.app.looks = [done];
});

const slider = () => room.dialog.getByRole("slider", { name: "Before and after" });
const split = () =>
  room.dialog.evaluate((dialog) => parseFloat(getComputedStyle(dialog).getPropertyValue("--try-on-split")));

async function toResult(path?: string): Promise<void> {
  await room.begin(path);
  await room.step("result").waitFor();
}

async function middleOfStage(): Promise<{ x: number; y: number; width: number }> {
  const box = await room.dialog.locator("[data-stage]").boundingBox();
  if (!box) throw new Error("the stage is not there");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
}

async function dropFromDevice(): Promise<void> {
  await room.page.evaluate(() => caches.delete("try-on"));
}

test("the new picture shows first, and dragging uncovers the photo as far as the pointer goes", async () => {
  await toResult();
  expect(await split()).toBe(0);
  const { x, y, width } = await middleOfStage();
  await room.page.mouse.move(x, y);
  await room.page.mouse.down();
  expect(await split()).toBeCloseTo(50, -1);
  await room.page.mouse.move(x + width / 4, y, { steps: 4 });
  expect(await split()).toBeCloseTo(75, -1);
  await room.page.mouse.move(x + width, y);
  expect(await split()).toBe(100);
  await room.page.mouse.up();
  await room.page.mouse.move(x, y);
  expect(await split()).toBe(100);
});

test("the keyboard moves between before and after, and each place has its words", async () => {
  await toResult();
  await slider().focus();
  expect(await slider().getAttribute("aria-valuetext")).toBe("100% of the new picture");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowUp"]) await room.page.keyboard.press(key);
  expect(await split()).toBe(3);
  expect(await slider().getAttribute("aria-valuetext")).toBe("97% of the new picture");
  await room.page.keyboard.press("End");
  expect(await slider().getAttribute("aria-valuetext")).toBe("0% of the new picture");
  await room.page.keyboard.press("ArrowLeft");
  expect(await split()).toBe(99);
});

test("without the photo there is nothing to compare, and the picture shows all the same", async () => {
  await toResult();
  await room.page.reload();
  await room.press();
  await room.step("result").waitFor();
  await slider().waitFor();

  await dropFromDevice();
  await room.page.reload();
  await room.press();
  await room.step("result").waitFor();
  expect(await slider().count()).toBe(0);
  expect(await room.dialog.getByRole("img", { name: "You wearing" }).isVisible()).toBe(true);
  expect(await room.dialog.getByRole("img", { name: "Your photo" }).isVisible()).toBe(false);
});

test("the picture comes nearer and goes back, and the keyboard moves about in it", async () => {
  await toResult();
  const zoom = room.does("Zoom in or out");
  const stage = room.dialog.locator("[data-stage]");
  const at = () => stage.evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  await zoom.click();
  expect(await zoom.getAttribute("aria-pressed")).toBe("true");
  const [left = 0, top = 0] = await at();
  expect([left > 0, top > 0]).toStrictEqual([true, true]);
  await zoom.focus();
  await room.page.keyboard.press("Shift+Tab");
  expect(await stage.evaluate((element) => element.matches(":focus"))).toBe(true);
  await room.page.keyboard.press("ArrowDown");
  await expect.poll(async () => (await at())[1]).toBeGreaterThan(top);
  await room.page.keyboard.press("ArrowLeft");
  await expect.poll(async () => (await at())[0]).toBeLessThan(left);
  await zoom.click();
  expect(await zoom.getAttribute("aria-pressed")).toBe("false");
  expect(await at()).toStrictEqual([0, 0]);
  await zoom.click();
  await room.does("Another photo").click();
  await room.givePhoto();
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
  expect(await zoom.getAttribute("aria-pressed")).toBe("false");
  await slider().waitFor();
});

const opinions = () =>
  room.app.opinions.map((query) =>
    Object.fromEntries([...query].filter(([name]) => ["token", "liked", "about"].includes(name))),
  );

test("what the shopper thinks reaches the app, with a reason, and may change", async () => {
  await toResult();
  const [like, dislike] = [room.does("I like it"), room.does("Not good")];
  const why = room.dialog.getByRole("group", { name: "What is wrong with it?" });
  await like.click();
  await room.dialog.locator("[data-thanks]", { hasText: "Thank you" }).waitFor();
  expect(await why.isVisible()).toBe(false);
  await dislike.click();
  await why.waitFor();
  expect([await like.getAttribute("aria-pressed"), await dislike.getAttribute("aria-pressed")]).toStrictEqual(
    ["false", "true"],
  );
  await why.getByRole("button", { name: "The piece looks different" }).click();
  await room.dialog.locator("[data-thanks]", { hasText: "Thank you" }).waitFor();
  await dislike.click();
  await why.getByRole("button", { name: "Faults in the picture" }).click();
  await like.click();
  await expect.poll(opinions).toStrictEqual([
    { token: "secret", liked: "yes" },
    { token: "secret", liked: "no" },
    { token: "secret", liked: "no", about: "garment" },
    { token: "secret", liked: "no" },
    { token: "secret", liked: "no", about: "picture" },
    { token: "secret", liked: "yes" },
  ]);
  expect(await like.getAttribute("aria-pressed")).toBe("true");
});

test("the next picture has no opinion and no thanks yet", async () => {
  await toResult();
  await room.does("I like it").click();
  await room.dialog.locator("[data-thanks]", { hasText: "Thank you" }).waitFor();
  await room.does("Another photo").click();
  await room.givePhoto();
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
  expect(await room.does("I like it").getAttribute("aria-pressed")).toBe("false");
  expect(await room.dialog.locator("[data-thanks]").innerText()).toBe("");
});

test("saving gives the picture as a file, named after the piece", async () => {
  await toResult();
  const [file] = await Promise.all([room.page.waitForEvent("download"), room.does("Save").click()]);
  expect(file.suggestedFilename()).toBe("sunne-wrap-dress.jpg");
  const shown = await room.dialog.locator('[data-picture="result"]').getAttribute("src");
  const bytes = Buffer.from(await (await fetch(shown ?? "")).arrayBuffer());
  expect((await readFile(await file.path())).equals(bytes)).toBe(true);
  expect(await room.dialog.getByRole("alert").isVisible()).toBe(false);
});

test.each(["cut", "gone"] as const)(
  "a picture that can't be fetched is said and not saved: %s",
  async (how) => {
    await toResult();
    await room.page.route("**/media/**", (route) =>
      how === "cut" ? route.abort() : route.fulfill({ status: 404, body: "This picture is no longer here." }),
    );
    await room.does("Save").click();
    await room.dialog.getByRole("alert").filter({ hasText: "press and hold" }).waitFor();
    // Nothing lies over the picture that is to be pressed.
    const { x, y } = await middleOfStage();
    const under = await room.dialog.evaluate(
      (dialog, { x, y }) => {
        const inside = dialog.getRootNode();
        return inside instanceof ShadowRoot && inside.elementFromPoint(x, y)?.getAttribute("data-picture");
      },
      { x, y },
    );
    expect(under).toBe("result");
  },
);

/** A browser that shares, as a phone does. */
async function sharing(takesFiles: boolean, end: "shared" | "AbortError" | "NotAllowedError" = "shared") {
  await room.page.addInitScript(
    ({ takesFiles, end }) => {
      const shared: unknown[] = [];
      Object.assign(window, { shared });
      Object.defineProperty(navigator, "canShare", { value: () => takesFiles });
      Object.defineProperty(navigator, "share", {
        value: async ({ files, title }: ShareData) => {
          shared.push({ title, files: files?.map(({ name, type }) => `${name} ${type}`) });
          if (end !== "shared") throw new DOMException("no", end);
        },
      });
    },
    { takesFiles, end },
  );
}

const shared = () => room.page.evaluate(() => Reflect.get(window, "shared"));

test("a browser that shares files is offered it; who closes its sheet has done nothing wrong", async () => {
  await sharing(true, "AbortError");
  await toResult();
  await room.does("Share").click();
  await expect
    .poll(shared)
    .toStrictEqual([{ title: "Sunne Wrap Dress", files: ["sunne-wrap-dress.jpg image/jpeg"] }]);
  expect(await room.dialog.getByRole("alert").isVisible()).toBe(false);
});

test("sharing that fails is said", async () => {
  await sharing(true, "NotAllowedError");
  await toResult();
  await room.does("Share").click();
  await room.dialog.getByRole("alert").filter({ hasText: "could not be saved" }).waitFor();
});

test("a browser that shares no files is not offered it", async () => {
  await sharing(false);
  await toResult();
  expect(await room.does("Share").count()).toBe(0);
  expect(await room.does("Save").isVisible()).toBe(true);
});

test("Delete now takes photo and picture from the page, the device and the list", async () => {
  await toResult();
  await room.does("Delete now").click();
  await room.dialog
    .getByRole("alert")
    .filter({ hasText: "Your photo and your picture are deleted." })
    .waitFor();
  expect(room.app.deleted.map((query) => query.get("token"))).toStrictEqual(["secret"]);
  const left = await room.dialog.evaluate(async (dialog) => ({
    pictures: [...dialog.querySelectorAll("[data-picture]")].filter((image) => image.hasAttribute("src"))
      .length,
    behind: getComputedStyle(dialog).getPropertyValue("--try-on-picture"),
    list: localStorage.getItem("try-ons"),
    photo: await caches.match("/try-on-photo").then(Boolean),
  }));
  expect(left).toStrictEqual({ pictures: 0, behind: "none", list: "[]", photo: false });
  expect(await room.does("Your pictures").count()).toBe(0);
  expect(await room.does("Use my last photo").count()).toBe(0);
  await room.page.reload();
  await room.press();
  await room.does("Choose a photo").first().waitFor();
  expect(await room.does("Use my last photo").count()).toBe(0);
});

test("the same choice shows its picture again, another one offers a new try-on", async () => {
  await toResult();
  await room.page.keyboard.press("Escape");
  await room.press();
  await room.step("result").waitFor();
  await room.page.keyboard.press("Escape");
  await room.page.locator("variant-selects label").last().click();
  await room.press();
  await room.does("Make my picture").waitFor();
  expect(await room.dialog.locator("[data-choice]").innerText()).toContain("L");
  expect(room.app.starts).toHaveLength(1);
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
  const chosen = new URL(room.page.url()).searchParams.get("variant");
  expect(room.app.starts[1]?.query.get("variant_id")).toBe(chosen);
});
