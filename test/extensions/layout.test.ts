/** The dialog where there is little room, on fingers' terms, without motion, in forced colours and from right to left. */
import { beforeEach, describe, expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { done, refused, running } from "./app.ts";
import { type FittingRoom, useFittingRoom } from "./fitting-room.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Goes through every screen, from the first to the trouble. */
async function throughAllScreens(room: FittingRoom, look: (screen: string) => Promise<void>, path?: string) {
  const press = (what: string) => room.dialog.locator(`${what}:visible`).first().click();
  room.app.matches = [{ product_id: String(room.product("fjell-t-shirt").id), kind: "upper" }];
  room.app.looks = [running];
  await room.visit(path);
  await room.press();
  await look("photo");
  await givePhoto(room);
  await press('[data-do="start"]');
  await room.dialog.locator("[data-consent-missing]:visible").waitFor();
  await look("consent");
  await room.agree();
  await press('[data-do="start"]');
  await room.dialog.and(room.page.locator('[data-state="running"]')).waitFor();
  await look("waiting");
  room.app.looks = [done];
  await room.step("result").waitFor();
  await room.dialog.locator('[data-offer="piece"]').waitFor();
  await press('[data-result="opinion"][data-opinion="no"]');
  await look("result");
  await press('[data-do="mine"]');
  await room.step("mine").waitFor();
  await look("mine");
  await press('[data-do="back"]');
  room.app.startAnswer = refused(422, "photo_refused");
  await press('[data-do="start"]');
  await room.step("trouble").waitFor();
  await look("trouble");
}

async function givePhoto(room: FittingRoom): Promise<void> {
  await room.give(await maja());
  await room.dialog.locator('[data-do="start"]:visible').waitFor();
}

/** What can't be scrolled to, sticks out sideways, or lies under something else. */
async function unreachable(room: FittingRoom): Promise<string[]> {
  return room.dialog.evaluate((dialog) => {
    const inside = dialog.getRootNode();
    if (!(inside instanceof ShadowRoot)) throw new Error("the dialog stands alone");
    const parts = [...dialog.querySelectorAll("h2, h3, p, button, a, select, label, li")].filter((part) =>
      part.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );
    return parts.flatMap((part) => {
      const box = part.getBoundingClientRect();
      if (!box.width || !box.height || part.matches(".live, .way, .way *")) return [];
      part.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const { left, right, top, bottom } = part.getBoundingClientRect();
      // Nobody but a script can scroll what has no scroll bar.
      const stuck = [dialog, ...dialog.querySelectorAll(".frame, .panel")].filter(
        (each) => each.scrollTop > 0 && getComputedStyle(each).overflowY === "hidden",
      );
      for (const each of stuck) each.scrollTop = 0;
      const name = `${part.tagName} ${part.textContent?.trim().slice(0, 40)}`;
      if (stuck.length > 0) return [`${name} is cut off`];
      if (left < -1 || right > innerWidth + 1) return [`${name} sticks out: ${left} to ${right}`];
      const [x, y] = [(left + right) / 2, Math.max(1, Math.min((top + bottom) / 2, innerHeight - 1))];
      const found = inside.elementFromPoint(x, y);
      const isSeen = found && (part.contains(found) || found.contains(part) || found.closest(".slide"));
      return isSeen ? [] : [`${name} lies under ${found?.outerHTML.slice(0, 60)}`];
    });
  });
}

describe("a near view, 320 by 256", () => {
  const room = useFittingRoom({ viewport: { width: 320, height: 256 }, reducedMotion: "reduce" });
  test("cuts nothing off: all of it can be scrolled to, in the whole of the window", async () => {
    const all: Record<string, string[]> = {};
    await throughAllScreens(room, async (screen) => {
      const heights = await room.dialog
        .locator(".frame, .panel")
        .evaluateAll((parts) =>
          parts
            .filter((part) => ["auto", "scroll"].includes(getComputedStyle(part).overflowY))
            .map((part) => part.clientHeight),
        );
      expect(heights, screen).toStrictEqual([256]);
      all[screen] = await unreachable(room);
    });
    expect(Object.entries(all).filter(([, found]) => found.length > 0)).toStrictEqual([]);
  });
});

describe.each([
  ["a phone", phone.viewport],
  ["a desktop", { width: 1280, height: 800 }],
])("letters of twice the size on %s", (_name, viewport) => {
  const room = useFittingRoom({ viewport, reducedMotion: "reduce" });
  test("cut nothing off", async () => {
    const all: Record<string, string[]> = {};
    await throughAllScreens(room, async (screen) => {
      await room.dialog.evaluate((dialog) => {
        for (const part of dialog.querySelectorAll<HTMLElement>(
          "h2, h3, p, li, button, a, span, select, label",
        ))
          part.dataset["size"] ??= getComputedStyle(part).fontSize;
        for (const part of dialog.querySelectorAll<HTMLElement>("[data-size]"))
          part.style.fontSize = `${2 * parseFloat(part.dataset["size"] ?? "")}px`;
      });
      all[screen] = await unreachable(room);
    });
    expect(Object.entries(all).filter(([, found]) => found.length > 0)).toStrictEqual([]);
  });
});

describe("fingers", () => {
  const room = useFittingRoom({ ...phone, reducedMotion: "reduce" });
  test("find every button large enough, and the main ones larger; nothing moves for who wants no motion", async () => {
    const small: string[] = [];
    await throughAllScreens(room, async (screen) => {
      const found = await room.dialog.evaluate((dialog) =>
        [...dialog.querySelectorAll("button, a, select, label")]
          .filter((part) => part.checkVisibility({ visibilityProperty: true }))
          .flatMap((part) => {
            const { width, height } = part.getBoundingClientRect();
            const least = part.matches(".link, a") ? 24 : 44;
            const name = part.ariaLabel ?? part.textContent?.trim().slice(0, 30);
            return Math.min(width, height) < least ? [`${name}: ${width} by ${height}`] : [];
          }),
      );
      small.push(...found.map((each) => `${screen}: ${each}`));
      const moving = await room.page.evaluate(() => document.getAnimations().length);
      const inside = await room.dialog.evaluate((dialog) => {
        const root = dialog.getRootNode();
        return root instanceof ShadowRoot ? root.getAnimations().length : -1;
      });
      expect([moving, inside], screen).toStrictEqual([0, 0]);
    });
    expect(small).toStrictEqual([]);
  });
});

describe("forced colours", () => {
  const room = useFittingRoom({
    viewport: { width: 1000, height: 760 },
    forcedColors: "active",
    reducedMotion: "reduce",
  });
  test("leave every button an edge, the chosen colour a mark and the bar its length", async () => {
    await throughAllScreens(room, async (screen) => {
      const bare = await room.dialog.evaluate((dialog) =>
        [...dialog.querySelectorAll(".button, .chip, select")]
          .filter((part) => part.checkVisibility())
          .filter((part) => parseFloat(getComputedStyle(part).borderTopWidth) === 0)
          .map((part) => part.textContent),
      );
      expect(bare, screen).toStrictEqual([]);
      const styleOf = (part: string, name: string) =>
        room.dialog
          .locator(part)
          .first()
          .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
      if (screen === "waiting")
        expect(await styleOf("[data-bar]", "background-color")).not.toBe(
          await styleOf(".bar", "background-color"),
        );
      if (screen === "result")
        expect(await styleOf('.pick[aria-pressed="true"] img', "outline-style")).toBe("solid");
    });
  });
});

describe("from right to left", () => {
  const room = useFittingRoom({ viewport: { width: 1000, height: 760 }, reducedMotion: "reduce" });
  beforeEach(() => {
    room.app.looks = [done];
  });
  test("all is mirrored but the pictures", async () => {
    const path = "/products/sunne-wrap-dress?locale=ar";
    await throughAllScreens(
      room,
      async (screen) => {
        const [stage, panel, close, title] = await Promise.all(
          [".scene", ".panel", ".close", ".product-title"].map((part) =>
            room.dialog.locator(part).boundingBox(),
          ),
        );
        expect((stage?.x ?? 0) > (panel?.x ?? 0), screen).toBe(true);
        expect((close?.x ?? 0) < (title?.x ?? 0), screen).toBe(true);
        if (screen !== "result") return;
        const slider = room.dialog.getByRole("slider");
        await slider.focus();
        await room.page.keyboard.press("ArrowRight");
        expect(await slider.inputValue()).toBe("1");
        const split = room.dialog.locator(".slide");
        const box = await split.boundingBox();
        await room.page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * 0.3, (box?.y ?? 0) + 200);
        expect(Number(await slider.inputValue())).toBeCloseTo(30, -1);
        await room.dialog.locator('[data-result="zoom"]').click();
        const middle = await room.dialog
          .locator("[data-stage]")
          .evaluate(
            ({ scrollLeft, scrollWidth, clientWidth }) => Math.abs(scrollLeft) / (scrollWidth - clientWidth),
          );
        expect(middle).toBeCloseTo(0.5, 1);
      },
      path,
    );
  });
});
