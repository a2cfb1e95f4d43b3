/** A thousand try-ons at the providers at once, of twenty shops, each with its shopper waiting: all have to end well. */
import { request } from "undici";
import { z } from "zod";
import { residentMegabytes } from "./children.ts";
import type { Figure } from "./measure.ts";
import { type Ground, pause, type Place, startPlace } from "./place.ts";
import { addShops } from "./rows.ts";
import { follow, photoOf, shopperIn } from "./shoppers.ts";

const shops = 20;
/** As many as one connection may have running. */
const ofEach = 50;
const pressedAtATime = 8;
/** The sandbox keeps the last 300 results, as providers keep theirs for a while. */
const unfetchedAtMost = 150;
const photoHeight = 700;

const tasksShape = z.object({ tasks: z.array(z.object({ id: z.string(), status: z.string() })) });

export async function crowd(ground: Ground): Promise<Figure[]> {
  const place = await startPlace(ground);
  try {
    const photo = await photoOf(photoHeight);
    await follow(place, await (await shopperIn(place))(photo));
    await place.control("/settings", { taskMs: "never" });
    const domains = await addShops(place, shops);
    const shoppers = await Promise.all(domains.map((domain) => shopperIn(place, domain)));
    const presses = shoppers.flatMap((press) => Array.from({ length: ofEach }, () => press));

    const pressed = performance.now();
    const following: Promise<void>[] = [];
    await eachOf(presses, pressedAtATime, async (press) => {
      following.push(follow(place, await press(photo)));
    });
    const all = Promise.all(following);
    const arrived = (await allRunning(place, presses.length)) - pressed;
    const memory = [residentMegabytes(place.appPid)];
    const watch = setInterval(() => memory.push(residentMegabytes(place.appPid)), 500);
    const finished = performance.now();
    await finishAll(place);
    await all;
    clearInterval(watch);
    const ended = performance.now() - finished;
    const count = presses.length;
    return [
      {
        what: `${count} pressed until all run at once`,
        unit: "/s",
        ours: { value: count / (arrived / 1_000) },
      },
      {
        what: `${count} in flight until all are shown`,
        unit: "/s",
        ours: { value: count / (ended / 1_000) },
      },
      { what: `memory with ${count} in flight`, unit: "MB", ours: { value: Math.max(...memory) } },
    ];
  } finally {
    await place.stop();
  }
}

async function allRunning({ db }: Place, count: number): Promise<number> {
  while ((await db.tryOn.count({ where: { state: "running" } })) < count) await pause(100);
  return performance.now();
}

async function finishAll(place: Place): Promise<void> {
  const answer = await request(`${place.sandbox.origin}/_control/tasks`);
  const { tasks } = tasksShape.parse(await answer.body.json());
  const open = tasks.filter(({ status }) => status !== "succeed");
  const before = tasks.length - open.length;
  let finished = 0;
  await eachOf(open, 16, async ({ id }) => {
    finished += 1;
    while (finished - ((await doneOf(place)) - before) > unfetchedAtMost) await pause(50);
    await place.control(`/tasks/${id}/finish`, {});
  });
}

function doneOf({ db }: Place): Promise<number> {
  return db.tryOn.count({ where: { state: "done" } });
}

async function eachOf<Thing>(
  things: Thing[],
  atATime: number,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const left = things.values();
  const worker = async () => {
    for (const thing of left) await work(thing);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
