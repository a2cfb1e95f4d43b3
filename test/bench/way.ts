/**
 * The whole way of a try-on, at 20 a second: how much of its time is ours. The provider's is what passes while its task
 * runs and while it answers a call; the rest is ours, also what the machine's other processes take from us.
 */
import { processorSeconds } from "./children.ts";
import { type Figure, quantile } from "./measure.ts";
import { type Ground, pause, type Place, startPlace } from "./place.ts";
import type { ProviderTimes, Span } from "./sandbox-process.ts";
import { follow, photoOf, shopperIn, type Started } from "./shoppers.ts";

const perSecond = 20;
const count = 200;
const taskMs = 1_000;
const photoHeight = 1_350;
const callbacksOfATask = 3;

type Gone = { id: string; span: Span };

export async function way(ground: Ground): Promise<Figure[]> {
  const place = await startPlace(ground);
  try {
    await place.control("/settings", { taskMs });
    const photo = await photoOf(photoHeight);
    const press = await shopperIn(place);
    // The sandbox draws its answer to this photo once, and that is not to be measured.
    await follow(place, await press(photo));
    // What runs for the first time is slower, and a shop's first try-ons of the day are not the question here.
    await sendMany(place, () => press(photo));
    const used = () => [place.appPid, place.sandbox.pid].map(processorSeconds);
    const before = used();
    const called = await sendMany(place, () => press(photo));
    const after = used();
    const unhurried = await sendMany(place, () => press(photo), perSecond / 2);
    const uncalled = await withoutCallbacks(place, () => sendMany(place, () => press(photo)));
    const times = new Map((await place.sandbox.times()).map((of) => [of.tryOnId, of]));
    const ours = (gone: Gone[]) => gone.map(({ id, span }) => oursOf(span, times.get(id)));
    const finishToAnswer = called.map(({ id, span }) => span[1] - (times.get(id)?.finishedAt ?? Number.NaN));
    const [app = 0, sandbox = 0] = after.map((seconds, index) => seconds - (before[index] ?? 0));
    return [
      ...medianAndP99(`our share, ${perSecond}/s`, ours(called), [150, 500]),
      ...medianAndP99("from the provider's end to the shopper's answer", finishToAnswer),
      ...medianAndP99(`our share, ${perSecond / 2}/s`, ours(unhurried)),
      ...medianAndP99(`our share, ${perSecond}/s, every callback lost`, ours(uncalled)),
      { what: "processor time of a try-on: the app", unit: "ms", ours: { value: (app / count) * 1_000 } },
      {
        what: "processor time of a try-on: the sandbox",
        unit: "ms",
        ours: { value: (sandbox / count) * 1_000 },
      },
    ];
  } finally {
    await place.stop();
  }
}

/** They come when they come, however long those before them take. */
async function sendMany(place: Place, press: () => Promise<Started>, rate = perSecond): Promise<Gone[]> {
  const began = Date.now();
  const gone = Array.from({ length: count }, async (_, index): Promise<Gone> => {
    await pause(Math.max(1, began + (index * 1_000) / rate - Date.now()));
    const from = Date.now();
    const started = await press();
    await follow(place, started);
    return { id: started.id, span: [from, Date.now()] };
  });
  return Promise.all(gone);
}

async function withoutCallbacks(place: Place, work: () => Promise<Gone[]>): Promise<Gone[]> {
  const lost = Array.from({ length: count * callbacksOfATask }, () => ({ on: "callback", does: "lose" }));
  await place.control("/script", lost);
  return work();
}

function oursOf([from, to]: Span, provider: ProviderTimes | undefined): number {
  if (!provider) return Number.NaN;
  let theirs = 0;
  let reached = from;
  for (const [began, ended] of provider.spans.toSorted((one, other) => one[0] - other[0])) {
    theirs += Math.max(0, Math.min(ended, to) - Math.max(began, reached));
    reached = Math.max(reached, ended);
  }
  return to - from - theirs;
}

function medianAndP99(what: string, values: number[], [median, p99]: [number?, number?] = []): Figure[] {
  const figure = (name: string, part: number, most: number | undefined): Figure => ({
    what: `${what}, ${name}`,
    unit: "ms",
    ours: { value: quantile(values, part) },
    ...(most === undefined ? {} : { bound: { of: "ours", most } }),
  });
  return [figure("median", 0.5, median), figure("p99", 0.99, p99)];
}
