/** Five thousand shoppers wait at once, all of them in the longest line there can be: that of one connection. */
import { Agent } from "undici";
import { residentMegabytes } from "./children.ts";
import { type Figure, middle, quantile } from "./measure.ts";
import { type Ground, pause, type Place, startPlace } from "./place.ts";
import { addTryOns, tokenOf } from "./rows.ts";
import { send, signedPath } from "./shoppers.ts";

const count = 5_000;
const waitSeconds = 8;
/** Each wave asks again as soon as the one before is answered, as dialogs do. */
const waves = 2;

export async function heldPolls(ground: Ground): Promise<Figure[]> {
  const place = await startPlace(ground, "web");
  const dispatcher = new Agent({ headersTimeout: 60_000 });
  try {
    const atRest = residentMegabytes(place.appPid);
    const ids = await addTryOns(place, "queued", count);
    const held: number[] = [];
    const late: number[] = [];
    for (let wave = 0; wave < waves; wave += 1) {
      const asked = ids.map((id) => askAndWait(place, id, dispatcher));
      // By now all have arrived, and none is answered yet.
      await pause((waitSeconds - 2) * 1_000);
      held.push(residentMegabytes(place.appPid));
      late.push(...(await Promise.all(asked)));
      held.push(residentMegabytes(place.appPid));
    }
    return [
      {
        what: `memory with ${count} polls held`,
        unit: "MB",
        ours: { ...middle(held), value: Math.max(...held) },
        baseline: { what: "at rest", value: atRest },
        bound: { of: "ours", most: 400 },
      },
      { what: "answered after the time to wait, median", unit: "ms", ours: { value: quantile(late, 0.5) } },
      { what: "answered after the time to wait, p99", unit: "ms", ours: { value: quantile(late, 0.99) } },
    ];
  } finally {
    await dispatcher.close();
    await place.stop();
  }
}

/** By how much the answer came later than it was asked for. */
async function askAndWait(place: Place, id: string, dispatcher: Agent): Promise<number> {
  const asked = performance.now();
  const query = { token: tokenOf(place, id), wait: String(waitSeconds) };
  const { status } = await send(place.origin + signedPath(`/try-ons/${id}`, query), { dispatcher });
  if (status !== 200) throw new Error(`a poll was answered ${status}`);
  return performance.now() - asked - waitSeconds * 1_000;
}
