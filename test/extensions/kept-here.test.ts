import { describe, expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { useAgreedRoom } from "./agreed-room.ts";
import { done, failed, running } from "./app.ts";

const agreed = useAgreedRoom();
const { room, answers, heading, notice } = agreed;

describe("the last photo on this device", () => {
  const keptSince = (at: number) =>
    room.page.evaluate(async (at) => {
      const store = await caches.open("try-on");
      const [address] = await store.keys();
      const kept = address && (await store.match(address));
      if (!kept) throw new Error("no photo is kept");
      await store.put(address, new Response(await kept.blob(), { headers: { "x-kept-at": String(at) } }));
    }, at);

  async function tryOnOnce(): Promise<void> {
    answers(failed("timed_out"));
    await agreed.prepare();
    await room.does("Make my picture").click();
    await room.step("trouble").waitFor();
    await room.visit("/products/kiruna-shift-dress");
    await room.press();
  }

  test("is offered, shown and sent again", async () => {
    await tryOnOnce();
    await room.does("Use my last photo").click();
    await room.dialog.getByRole("img", { name: "Your photo" }).waitFor();
    answers(done);
    await room.does("Make my picture").click();
    await heading("Here you are").waitFor();
    const [first, second] = room.app.starts;
    expect(second?.bytes.equals(first?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  test("goes ahead of one that never gets there, and whose end is not heard of then", async () => {
    const address = "**/try-it-on-photo.js*";
    await tryOnOnce();
    const gate = Promise.withResolvers<void>();
    await room.page.route(address, (route) => gate.promise.then(() => route.abort()));
    const asked = room.page.waitForRequest(address);
    await room.give(await maja());
    const lost = (await asked).url();
    await room.does("Use my last photo").click();
    answers(running);
    await room.does("Make my picture").click();
    await heading("Making your picture").waitFor();
    const failing = room.page.waitForEvent("requestfailed");
    gate.resolve();
    await failing;
    // Whatever the page makes of it has happened before it hears of the next one.
    await room.page.evaluate((address) => fetch(address).catch(() => {}), lost);
    expect(await room.step("waiting").isVisible()).toBe(true);
  });

  test("can be removed, and stays removed", async () => {
    await tryOnOnce();
    await room.does("Remove it").click();
    await room.does("Use my last photo").waitFor({ state: "hidden" });
    await room.page.reload();
    await room.press();
    await room.does("Choose a photo").last().waitFor();
    expect(await room.page.evaluate(() => caches.keys())).toEqual([]);
    expect(await room.does("Use my last photo").isVisible()).toBe(false);
  });

  test("goes with Delete now", async () => {
    await tryOnOnce();
    await room.does("Use my last photo").click();
    answers(done);
    await room.does("Make my picture").click();
    await heading("Here you are").waitFor();
    await room.does("Delete now").click();
    await room.dialog.getByText("are deleted.").waitFor();
    expect(await room.page.evaluate(() => caches.keys())).toEqual([]);
  });

  test("is gone after seven days", async () => {
    await tryOnOnce();
    await room.does("Use my last photo").waitFor();
    await keptSince(Date.now() - 7 * 24 * 3_600_000 + 60_000);
    await room.page.reload();
    await room.press();
    await room.does("Use my last photo").waitFor();
    await keptSince(Date.now() - 7 * 24 * 3_600_000 - 1000);
    await room.page.reload();
    await room.press();
    await expect.poll(() => room.page.evaluate(() => caches.keys()), { timeout: 20_000 }).toEqual([]);
    expect(await room.does("Use my last photo").isVisible()).toBe(false);
  });

  test("goes after its time also where nobody opens the dialog any more, with all else that is over", async () => {
    await tryOnOnce();
    room.storefront.shop.embedOn = true;
    const kept = () =>
      room.page.evaluate(async () => [
        ...(await caches.keys()),
        localStorage.getItem("try-on-until"),
        localStorage.getItem("try-ons"),
      ]);
    const [store, until] = await kept();
    expect(store).toBe("try-on");
    expect(Number(until) - Date.now()).toBeGreaterThan(6.9 * 24 * 3_600_000);
    await room.page.evaluate(() => {
      localStorage.setItem("try-on-until", String(Date.now() - 1));
      const over = { id: "t0", state: "done", url: "/", until: Date.now() - 1 };
      localStorage.setItem("try-ons", JSON.stringify([over]));
    });
    await room.visit("/");
    await expect.poll(kept).toEqual([null, "[]"]);
  });

  test("is not offered by a browser that has nowhere to keep it", async () => {
    await room.page.addInitScript(() => Reflect.deleteProperty(window, "caches"));
    await tryOnOnce();
    await room.does("Choose a photo").last().waitFor();
    expect(await room.does("Use my last photo").isVisible()).toBe(false);
  });
});

describe("a browser's storage", () => {
  async function expectTheWholeWay(): Promise<void> {
    await agreed.prepare();
    const box = room.dialog.getByRole("checkbox");
    if (await box.isVisible()) await box.check();
    await room.does("Make my picture").click();
    await heading("Making your picture").waitFor();
    await room.does("Close and look around").click();
    answers(done);
    await notice().getByRole("button", { name: "Have a look" }).click();
    await heading("Here you are").waitFor();
    await room.dialog.locator("[data-kept-result]", { hasText: /kept for 24\shours at most/ }).waitFor();
    await room.does("Your pictures").click();
    await room.dialog.getByText("24 hours left").waitFor();
    expect(room.app.starts[0]?.query.get("visitor")).toMatch(/^[0-9a-f]{32}$/);
  }

  test("may be forbidden", async () => {
    await room.page.addInitScript(() =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("no", "SecurityError");
        },
      }),
    );
    await expectTheWholeWay();
  });

  test("may be full", async () => {
    await room.page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await expectTheWholeWay();
  });

  test.each(["{", "7", "null", "{}", '"running"', '[null,7,{"until":9e15,"state":"running"}]'])(
    "may hold rubbish: %s",
    async (rubbish) => {
      const faults: string[] = [];
      room.page.on("pageerror", (error) => faults.push(error.message));
      await room.page.addInitScript((rubbish) => {
        if (sessionStorage.getItem("once")) return;
        sessionStorage.setItem("once", "yes");
        for (const key of ["try-ons", "try-on-visitor", "try-on-consent"]) localStorage.setItem(key, rubbish);
      }, rubbish);
      await expectTheWholeWay();
      expect(faults).toEqual([]);
    },
  );
});
