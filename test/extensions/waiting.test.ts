import { describe, expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { useAgreedRoom } from "./agreed-room.ts";
import { type Answer, done, refused, running } from "./app.ts";

const agreed = useAgreedRoom();
const { room, answers, heading } = agreed;

const queued = (position: number): Answer => ({
  status: 200,
  body: { state: "queued", position, eta_ms: 90_000 },
});

describe("waiting", () => {
  test("tells the place in line, what is done, and for how long", async () => {
    answers(queued(3));
    await agreed.prepare();
    await room.does("Make my picture").click();
    await heading("Number 3 in line").waitFor();
    await room.dialog.locator("[data-eta]", { hasText: /^About (90 seconds|1 minute) to go$/ }).waitFor();
    answers(queued(1));
    await heading("You are next").waitFor();
    answers({ status: 200, body: { state: "submitting", eta_ms: 40_000 } });
    await heading("Getting ready").waitFor();
    answers(running);
    await heading("Making your picture").waitFor();
    answers({ status: 200, body: { state: "running", eta_ms: 1 } });
    await room.dialog.locator("[data-eta]", { hasText: "Nearly done" }).waitFor();
    answers(done);
    await heading("Here you are").waitFor();
    await room.dialog.locator("[data-kept-result]", { hasText: /kept for 24\shours at most/ }).waitFor();
  });

  test("survives a lost connection, and says so while it lasts", async () => {
    await agreed.start();
    answers("cut");
    await room.dialog.locator("[data-eta]", { hasText: "The connection was lost" }).waitFor();
    answers(running);
    await room.dialog.locator("[data-eta]", { hasText: /^About/ }).waitFor();
    answers(refused(503, "busy"));
    await room.dialog.locator("[data-eta]", { hasText: "The connection was lost" }).waitFor();
    answers(done);
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(1);
  });

  test("goes on at once when the browser is back online", async () => {
    // The longer pauses between two attempts are without end.
    await room.page.addInitScript(() => {
      const { setTimeout } = window;
      const endless = 2_000_000_000;
      Object.assign(window, {
        setTimeout: (then: () => void, ms = 0) => setTimeout(then, ms < 2000 ? ms : endless),
      });
    });
    await agreed.start();
    await room.page.context().setOffline(true);
    await room.dialog.locator("[data-eta]", { hasText: "The connection was lost" }).waitFor();
    answers(done);
    await room.page.context().setOffline(false);
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(1);
  });

  test("says that there is no connection when the photo cannot be sent, and sends it when there is one", async () => {
    answers(done);
    await agreed.prepare();
    await room.page.waitForLoadState("networkidle");
    await room.page.context().setOffline(true);
    await room.does("Make my picture").click();
    await room.step("trouble").getByText("There seems to be no connection").waitFor();
    await room.page.context().setOffline(false);
    await room.does("Try again").click();
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(1);
  });

  test("goes on after the connection was lost before the photo could even be looked at", async () => {
    answers(done);
    await room.visit();
    await room.press();
    await room.page.context().setOffline(true);
    await room.give(await maja());
    await room.step("trouble").getByText("There seems to be no connection").waitFor();
    await room.page.context().setOffline(false);
    await room.does("Try again").click();
    await room.givePhoto();
    await room.does("Make my picture").click();
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(1);
  });

  test("shows that the photo is on its way as long as a slow network takes, and sends it once", async () => {
    answers(done);
    await agreed.prepare();
    const network = await room.page.context().newCDPSession(room.page);
    const speed = { offline: false, latency: 300, downloadThroughput: 200_000, uploadThroughput: 40_000 };
    await network.send("Network.emulateNetworkConditions", speed);
    await room.does("Make my picture").dblclick();
    await heading("Sending your photo").waitFor();
    // What has not arrived can't be deleted there.
    expect(await room.does("Stop and delete my photo").isVisible()).toBe(false);
    await heading("Here you are").waitFor();
    expect(room.app.starts).toHaveLength(1);
  });
});

test("one start comes of any number of presses, and a photo dropped meanwhile does not disturb it", async () => {
  await room.visit();
  await room.press();
  await room.give(await maja());
  const go = room.does("Make my picture");
  await go.waitFor();
  await go.evaluate((button) => {
    if (button instanceof HTMLElement) for (const _ of [1, 2, 3]) button.click();
  });
  await heading("Making your picture").waitFor();
  await room.give(await maja());
  answers(done);
  await heading("Here you are").waitFor();
  expect(room.app.starts).toHaveLength(1);
});
