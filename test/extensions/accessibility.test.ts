/** Every screen as axe sees it, by keyboard alone, large, still, and in forced colours. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { done, refused, running } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const sizes = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};

describe.each(["phone", "desktop"] as const)("on a %s", (size) => {
  const room = useFittingRoom({ ...sizes[size], reducedMotion: "reduce" });

  /** What axe finds in the dialog, or in another part of the page. */
  async function findings(part = "try-it-on-dialog"): Promise<string[]> {
    await room.page.evaluate(axe);
    return room.page.evaluate(
      async ({ part, tags }) => {
        const found = await Reflect.get(window, "axe").run(part, { runOnly: { type: "tag", values: tags } });
        return found.violations.map(
          ({ id, nodes }: { id: string; nodes: { target: unknown; failureSummary: string }[] }) =>
            `${id}: ${nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary}`).join(" | ")}`,
        );
      },
      { part, tags },
    );
  }

  test.each(["light", "dark"])("axe finds nothing on any screen: %s", async (scheme) => {
    const path = `/products/sunne-wrap-dress${scheme === "dark" ? "?scheme=dark" : ""}`;
    room.app.matches = [{ product_id: String(room.product("fjell-t-shirt").id), kind: "upper" }];
    room.storefront.shop.embedOn = true;
    const all: Record<string, string[]> = {};
    const look = async (screen: string, part?: string) => {
      all[screen] = await findings(part);
    };
    await room.visit(path);
    await look("button", "try-it-on");
    await room.press();
    await look("photo");
    await room.givePhoto();
    await room.does("Make my picture").click();
    await room.dialog.getByRole("alert").first().waitFor();
    await look("consent");
    await room.agree();
    await room.does("Make my picture").click();
    await room.dialog.locator('[data-state="running"]').or(room.step("waiting")).first().waitFor();
    await look("waiting");
    await room.does("Close and look around").click();
    room.app.looks = [done];
    await room.page.locator("try-it-on-notice .notice").waitFor();
    await look("notice", "try-it-on-notice");
    await room.page.getByRole("button", { name: "Have a look" }).click();
    await room.step("result").waitFor();
    await room.does("Together with").waitFor();
    await room.does("Not good").click();
    await room.dialog.locator("[data-why]").waitFor();
    await look("result");
    await room.does("Your pictures").click();
    await room.step("mine").waitFor();
    await look("mine");
    await room.does("Back to the product").click();
    room.app.startAnswer = refused(429, "busy");
    await room.does("Make my picture").click();
    await room.step("trouble").waitFor();
    await look("trouble");
    expect(Object.fromEntries(Object.entries(all).filter(([, found]) => found.length > 0))).toStrictEqual({});
  });
});

describe("by keyboard alone", () => {
  const room = useFittingRoom(sizes.desktop);
  const focused = () =>
    room.page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      const isInside = at?.getRootNode() instanceof ShadowRoot;
      const name = at?.getAttribute("aria-label") ?? at?.textContent?.trim().replaceAll(/\s+/g, " ") ?? "";
      return { name, tag: at?.tagName ?? "", isInside };
    });

  /** Tabs on until the name is reached; the whole circle without it is a dead end. */
  async function tabTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let count = 0; count < 60; count += 1) {
      await room.page.keyboard.press("Tab");
      const now = await focused();
      if (name.test(now.name)) return;
      passed.push(now.name.slice(0, 30));
    }
    throw new Error(`no ${name} among ${passed.join(", ")}`);
  }

  beforeEach(() => {
    room.app.looks = [done];
  });

  test("the way leads from the button to the cart", async () => {
    await room.visit();
    await tabTo(/^Try it on$/);
    await room.page.keyboard.press("Enter");
    await room.dialog.waitFor();
    expect((await focused()).name).toBe("See it on you");
    const chooser = room.page.waitForEvent("filechooser");
    await tabTo(/^Choose a photo$/);
    await room.page.keyboard.press("Enter");
    await (await chooser).setFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer: await maja() });
    await room.does("Make my picture").waitFor();
    expect((await focused()).name).toBe("See it on you");
    await tabTo(/^$/);
    expect(await focused()).toMatchObject({ tag: "INPUT" });
    await room.page.keyboard.press("Space");
    expect(await room.dialog.getByRole("checkbox").isChecked()).toBe(true);
    await tabTo(/^Make my picture$/);
    await room.page.keyboard.press("Enter");
    await room.step("result").waitFor();
    expect((await focused()).name).toBe("Here you are");
    await tabTo(/^Add to cart/);
    await room.page.keyboard.press("Enter");
    await room.page.locator("cart-drawer dialog[open]").waitFor();
    await room.page.keyboard.press("Escape");
    expect((await focused()).name).toMatch(/^(Try it on|See your picture)$/);
  });

  test("the focus stays inside the dialog, and comes back to the button", async () => {
    await room.begin();
    await room.step("result").waitFor();
    const places = [];
    for (let count = 0; count < 25; count += 1) {
      await room.page.keyboard.press("Tab");
      places.push(await focused());
    }
    expect(places.filter(({ isInside, tag }) => !isInside && tag !== "BODY")).toStrictEqual([]);
    expect(new Set(places.map(({ name }) => name)).size).toBeGreaterThan(6);
    await room.page.keyboard.press("Escape");
    expect((await focused()).name).toBe("Try it on");
  });

  test("what happens is told to those who don't see it", async () => {
    await room.visit();
    await room.press();
    await room.dialog.evaluate((dialog) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const live = dialog.querySelector("[data-live]");
      const hear = () => live?.textContent && heard.push(live.textContent);
      if (live)
        new MutationObserver(hear).observe(live, { childList: true, characterData: true, subtree: true });
    });
    room.app.looks = [running, "cut", "cut", done];
    await room.givePhoto();
    await room.agree();
    await room.does("Make my picture").click();
    await room.step("result").waitFor();
    await room.does("I like it").click();
    await room.dialog.locator('[data-offer="add"]').click();
    await room.page.locator("cart-drawer dialog[open]").waitFor();
    expect(await room.page.evaluate(() => Reflect.get(window, "heard"))).toStrictEqual([
      "Looking at your photo",
      "Making your picture",
      "The connection was lost. Trying to reach it again; your picture goes on being made.",
      "Thank you for telling.",
      "Added to your cart",
    ]);
  });
});
