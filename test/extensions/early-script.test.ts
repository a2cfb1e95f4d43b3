import { expect, test } from "vitest";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom();

test("the button works also where its script was there before its markup, as on the second page of a visit", async () => {
  await room.visit();
  await room.page.evaluate(() => {
    const html = document.querySelector("try-it-on")?.outerHTML ?? "";
    const middle = html.indexOf("<button");
    // Written anew, the page is parsed with the script already running.
    document.open();
    document.write(html.slice(0, middle));
    document.write(html.slice(middle));
    document.close();
  });
  await room.press();
  expect(await room.step("photo").isVisible()).toBe(true);
});
