import { expect, test } from "vitest";
import { done, failed, refused, running } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom();
const path = "/products/sunne-wrap-dress";

/** As if the shopper looked at another tab. */
async function lookAway(): Promise<void> {
  await room.page.evaluate(() => {
    for (const isHidden of [true, false]) {
      Object.defineProperty(document, "hidden", { configurable: true, value: isHidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }
  });
}

/** What a beacon holds: one line for each step, and nothing beside product and step. */
const steps = (...names: string[]) =>
  names.map((event) => ({ product_id: String(room.product().id), event }));

const beacons = (count: number) => expect.poll(() => room.app.events.length, { timeout: 20_000 }).toBe(count);

async function makePicture(): Promise<void> {
  await room.does("Make my picture").click();
  await room.step("result").or(room.step("trouble")).waitFor();
}

async function wholeWay(query = ""): Promise<void> {
  room.app.looks = [done];
  await room.visit(path + query);
  await room.press();
  await room.givePhoto();
  await room.agree();
  await makePicture();
  await room.does("Add to cart").click();
  await room.page.locator("cart-drawer dialog[open]").waitFor();
}

test("every step is counted once, and sent together when the page is hidden", async () => {
  await wholeWay();
  expect(room.app.events).toEqual([]);
  await lookAway();
  await beacons(1);
  expect(room.app.events[0]).toEqual(steps("seen", "opened", "photo", "consent", "started", "done", "added"));
});

test("what was sent is not sent again; what is new goes with the next look away", async () => {
  room.app.looks = [failed("no_person")];
  await room.visit();
  await room.page.locator("try-it-on button").scrollIntoViewIfNeeded();
  await room.press();
  await lookAway();
  await beacons(1);
  await room.dialog.press("Escape");
  await room.press();
  await room.givePhoto();
  await room.agree();
  await makePicture();
  await room.does("Choose another photo").click();
  await room.givePhoto();
  await makePicture();
  await lookAway();
  await beacons(2);
  await lookAway();
  await room.page.goto(`${room.storefront.origin}/cart`);
  expect(room.app.events).toEqual([steps("seen", "opened"), steps("photo", "consent", "started", "failed")]);
});

test("a start that is refused counts as failed and not as started", async () => {
  room.app.startAnswer = refused(429, "busy");
  await room.visit();
  await room.press();
  await room.givePhoto();
  await room.agree();
  await makePicture();
  await lookAway();
  await beacons(1);
  expect(room.app.events).toEqual([steps("seen", "opened", "photo", "consent", "failed")]);
});

test("leaving the page sends them, too", async () => {
  room.app.looks = [running];
  await room.visit();
  await room.press();
  await room.page.goto(`${room.storefront.origin}/cart`);
  await beacons(1);
  expect(room.app.events).toEqual([steps("seen", "opened")]);
});

test("a button that nobody scrolled to is not seen", async () => {
  await room.page.setViewportSize({ width: 390, height: 200 });
  await room.visit();
  await room.page.waitForLoadState("networkidle");
  expect(await room.page.locator("try-it-on button").isVisible()).toBe(true);
  await lookAway();
  await room.page.locator("try-it-on button").scrollIntoViewIfNeeded();
  await expect
    .poll(
      async () => {
        await lookAway();
        return room.app.events;
      },
      { timeout: 20_000 },
    )
    .toEqual([steps("seen")]);
});

test.each(["no", "none"])("nothing is sent for a visitor whose privacy says: %s", async (privacy) => {
  await wholeWay(`?privacy=${privacy}`);
  await lookAway();
  // A beacon of the page itself arrives after whatever was sent before it.
  await room.page.evaluate(() => navigator.sendBeacon("/apps/try-it-on/events", '"the last one"'));
  await beacons(1);
  expect(room.app.events).toEqual(["the last one"]);
});

test("neither a beacon nor anything else of ours sets a cookie, and a beacon goes to the shop's own address", async () => {
  const before: string[] = [];
  await room.visit();
  for (const { name } of await room.page.context().cookies()) before.push(name);
  const sent = room.page.waitForRequest("**/events");
  await wholeWay();
  await lookAway();
  const request = await sent;
  expect([request.method(), request.url()]).toEqual([
    "POST",
    `${room.storefront.origin}/apps/try-it-on/events`,
  ]);
  await beacons(2);
  const after = (await room.page.context().cookies()).map(({ name }) => name);
  // The cart is the shop's own.
  expect(after.filter((name) => !before.includes(name) && name !== "cart")).toEqual([]);
});
