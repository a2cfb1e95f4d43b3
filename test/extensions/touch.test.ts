/** What fingers do on a phone. */
import { beforeEach, expect, test } from "vitest";
import { done } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

beforeEach(() => {
  room.app.looks = [done];
});

test("a finger uncovers the photo, and the page does not move away under it", async () => {
  await room.begin();
  await room.step("result").waitFor();
  const box = await room.dialog.locator("[data-stage]").boundingBox();
  if (!box) throw new Error("the stage is not there");
  const device = await room.page.context().newCDPSession(room.page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: number) => {
    const touchPoints = at === undefined ? [] : [{ x: box.x + box.width * at, y: box.y + box.height / 3 }];
    return device.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
  const place = () => room.page.evaluate(() => [scrollX, scrollY]);
  const before = await place();
  await touch("touchStart", 0.2);
  for (const at of [0.25, 0.4, 0.6, 0.7]) await touch("touchMove", at);
  await touch("touchEnd");
  const value = () => room.dialog.getByRole("slider").inputValue();
  await expect.poll(async () => Math.abs(Number(await value()) - 70)).toBeLessThan(3);
  expect(await place()).toStrictEqual(before);
});

test("a tap brings the picture nearer, and another one takes it back", async () => {
  await room.begin();
  await room.step("result").waitFor();
  await room.does("Zoom in or out").tap();
  const [stage, picture] = await Promise.all(
    ["[data-stage]", '[data-picture="result"]'].map((part) => room.dialog.locator(part).boundingBox()),
  );
  expect((picture?.width ?? 0) / (stage?.width ?? 1)).toBeCloseTo(2.2, 1);
  await room.does("Zoom in or out").tap();
  expect(await room.does("Zoom in or out").getAttribute("aria-pressed")).toBe("false");
});
