/** Does what must not be given up at the first trouble: the outcome of a paid start is known nowhere else. */
import { setTimeout as pause } from "node:timers/promises";

/** Some 13 seconds in all: longer than a database takes to fail over, shorter than a killed process is waited for. */
const pausesMs = [100, 200, 400, 800, 1_600, 3_200, 6_400];

export async function insist<Value>(work: () => Promise<Value>): Promise<Value> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch {
      await pause(pauseMs);
    }
  }
  return work();
}
