/** Lets a plan happen: shoppers come and go, the app is killed again and again, and all is waited out to its end. */
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { createForget } from "../../app/storage/forget.server.ts";
import { photoOfSomebody } from "../helpers/shopper.ts";
import { breath, type ChaosHouse } from "./house.ts";
import type { Kill, Plan } from "./plan.ts";
import { type Visit, visit } from "./shoppers.ts";

export type Storm = {
  visits: Visit[];
  kills: number;
  /** From each kill until the last of the try-ons that the dead process had held was in living hands. */
  takeoversMs: number[];
  ms: number;
};

const patienceMs = 4_000;

export async function letItHappen(
  house: ChaosHouse,
  plan: Plan,
  say: (text: string) => void,
): Promise<Storm> {
  const { world, db } = house;
  const begunAt = performance.now();
  const photo = await photoOfSomebody();
  world.scripts.push(...plan.scripts);
  let presses = 0;
  const takeovers: Promise<number>[] = [];
  let isOver = false;

  const counts: Record<Exclude<Kill["moment"], "at once">, () => number> = {
    press: () => presses,
    task: () => world.tasks.length,
    result: () => world.tasks.filter(({ status }) => status === "succeed").length,
  };

  const kill = async ({ afterMs, moment }: Kill) => {
    await breath(afterMs);
    if (moment !== "at once") {
      const before = counts[moment]();
      const until = performance.now() + patienceMs;
      while (counts[moment]() === before && performance.now() < until) await breath(1);
    }
    const held = await heldJobs();
    takeovers.push(takeoverOf(held, new Date()));
    await house.killAndRestart();
  };

  const killing = async () => {
    for (const [number, next] of plan.kills.entries()) {
      await kill(next);
      say(`kill ${number + 1} of ${plan.kills.length} (${next.moment}); ${await howFar()}`);
    }
  };

  const howFar = async () => {
    const groups = await db.tryOn.groupBy({ by: ["state"], _count: true });
    return groups.map(({ state, _count }) => `${state} ${_count}`).join(", ");
  };

  const heldJobs = async () =>
    (
      await db.$queryRaw<{ id: string }[]>`
      select id::text from pgboss.job where name = 'try-on' and state = 'active'`
    ).map(({ id }) => id);

  const takeoverOf = async (held: string[], killedAt: Date): Promise<number> => {
    const left = async () =>
      (
        await db.$queryRaw<{ count: bigint }[]>`
        select count(*) as count from pgboss.job
        where id::text = any(${held}) and state < 'completed' and not (state = 'active' and started_on > ${killedAt})`
      )[0]?.count;
    // What the database says once the storm was broken off is no news.
    while (!isOver && (await left().catch(() => 0n)) !== 0n) await breath(250);
    return Date.now() - killedAt.getTime();
  };

  const [visits] = await Promise.all([
    Promise.all(plan.shoppers.map((one) => visit(house, one, photo, () => (presses += 1)))),
    killing(),
  ]);
  say(`every shopper has an answer; ${await howFar()}`);
  while (world.tasks.some(({ status }) => status === "submitted" || status === "processing"))
    await breath(100);
  while ((await jobsLeft()) > 0n) await breath(100);
  isOver = true;
  const takeoversMs = await Promise.all(takeovers);
  await sweepLater();
  return { visits, kills: plan.kills.length, takeoversMs, ms: performance.now() - begunAt };

  async function jobsLeft(): Promise<bigint> {
    const [row] = await db.$queryRaw<{ count: bigint }[]>`
      select count(*) as count from pgboss.job where name = 'try-on' and state < 'completed'`;
    return row?.count ?? 0n;
  }

  /** As the app's own sweep does once what was cut off is a quarter of an hour old. */
  async function sweepLater(): Promise<void> {
    const now = () => new Date(Date.now() + 20 * 60_000);
    await createForget({ db, storage: createDiskStorage(house.folder), now }).sweep();
  }
}
