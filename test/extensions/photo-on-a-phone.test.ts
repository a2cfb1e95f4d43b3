import { devices } from "playwright-core";
import { expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { done } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const { viewport, hasTouch, isMobile } = devices["iPhone 13"];
const room = useFittingRoom({ viewport, hasTouch, isMobile });

test("the camera comes first, and what it takes is tried on", async () => {
  room.app.looks = [done];
  await room.visit();
  await room.press();
  const asked = room.page.waitForEvent("filechooser");
  await room.does("Take a photo").tap();
  const chooser = await asked;
  expect(await chooser.element().getAttribute("capture")).toBe("user");
  await chooser.setFiles({ name: "image.jpg", mimeType: "image/jpeg", buffer: await maja() });
  await room.agree();
  await room.does("Make my picture").tap();
  await room.step("result").waitFor();
  expect(room.app.starts).toHaveLength(1);
});
