import { describe, expect, test } from "vitest";
import { useAgreedRoom } from "./agreed-room.ts";
import { done, failed, refused } from "./app.ts";

const agreed = useAgreedRoom();
const { room, answers, heading, stored } = agreed;

describe("stopping and deleting", () => {
  test("a try-on that is stopped is no failure, however its end comes in", async () => {
    await agreed.start();
    await room.page.evaluate(() => {
      Object.assign(window, { heard: [] });
      for (const name of ["failed", "deleted"])
        document.addEventListener(`try-on:${name}`, () => Reflect.get(window, "heard").push(name));
    });
    // The end is heard of before the answer to the deleting.
    await room.page.route("**/delete?*", async (route) => {
      const lookedAt = room.app.lookedAt.length;
      answers(failed("cancelled"));
      await expect.poll(() => room.app.lookedAt.length, { timeout: 20_000 }).toBeGreaterThan(lookedAt);
      await route.continue();
    });
    await room.does("Stop and delete my photo").click();
    await room.dialog.getByText("are deleted.").waitFor();
    expect(await room.page.evaluate(() => Reflect.get(window, "heard"))).toEqual(["deleted"]);
    expect(await room.step("photo").isVisible()).toBe(true);
  });

  test("that failed leaves the waiting as it was", async () => {
    await agreed.start();
    room.app.deleteAnswer = refused(503, "busy");
    await room.does("Stop and delete my photo").click();
    await room.dialog.getByRole("alert").filter({ hasText: "could not be deleted" }).waitFor();
    answers(done);
    await heading("Here you are").waitFor();
  });

  test("twice in a row is as good as once, also where the app knows nothing of it any more", async () => {
    answers(done);
    await agreed.prepare();
    await room.does("Make my picture").click();
    await heading("Here you are").waitFor();
    room.app.deleteAnswer = refused(404, "gone");
    await room.does("Delete now").dblclick();
    await room.dialog.getByText("Your photo and your picture are deleted.").waitFor();
    expect(await stored()).toEqual([]);
    expect(await room.dialog.getByRole("alert").filter({ visible: true }).allTextContents()).toEqual([
      "Your photo and your picture are deleted.",
    ]);
  });
});
