import { describe, expect, it } from "vitest";
import { gather } from "../../../app/try-on/waiting/gather.ts";

/** A reading that ends when the test says so. */
function slowly() {
  const readings: { keys: number[]; end: () => void; fail: () => void }[] = [];
  const ask = gather(
    (keys: number[]) =>
      new Promise<Map<number, string>>((found, failed) => {
        readings.push({
          keys,
          end: () => found(new Map(keys.filter((key) => key < 100).map((key) => [key, `read ${key}`]))),
          fail: () => failed(new Error("the database is away")),
        });
      }),
  );
  return { ask, readings };
}

describe("questions asked at about the same time", () => {
  it("are answered at once when they come alone", async () => {
    const { ask, readings } = slowly();
    const answer = ask(1);
    expect(readings).toHaveLength(1);
    readings[0]?.end();
    expect(await answer).toBe("read 1");
  });

  it("share one reading, which begins after they were asked", async () => {
    const { ask, readings } = slowly();
    const first = ask(1);
    const others = Promise.all([ask(2), ask(3), ask(2), ask(1)]);
    expect(readings.map(({ keys }) => keys)).toEqual([[1]]);
    readings[0]?.end();
    await first;
    await expect.poll(() => readings.length).toBe(2);
    expect(readings[1]?.keys).toEqual([2, 3, 1]);
    readings[1]?.end();
    expect(await others).toEqual(["read 2", "read 3", "read 2", "read 1"]);
  });

  it("are told when there is nothing to be found", async () => {
    const { ask, readings } = slowly();
    const answer = ask(100);
    readings[0]?.end();
    expect(await answer).toBeUndefined();
  });

  it("fail together with their reading, and the next ones are read again", async () => {
    const { ask, readings } = slowly();
    const failed = ask(1);
    readings[0]?.fail();
    await expect(failed).rejects.toThrow("the database is away");
    const next = ask(1);
    await expect.poll(() => readings.length).toBe(2);
    readings[1]?.end();
    expect(await next).toBe("read 1");
  });
});
