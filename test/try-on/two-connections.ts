/** A house whose shop has two connections: a gateway, and a dearer HiDream that stands in for it. */
import type { Started } from "../../app/try-on/start.server.ts";
import { startHouse, until } from "../helpers/house.ts";
import { photoOfSomebody, startQueryFor } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import type { Script } from "../sandbox/world.ts";

export const noon = new Date("2025-11-30T12:00:00Z");
export const price = { first: 70_000n, standIn: 90_000n };

type Refusal = Extract<Script, { does: "answer" }>;
export function refuse(status: number, code: number, message = "a word of the provider's"): Refusal {
  return { on: "create", does: "answer", status, code, message };
}

export type TwoConnections = Awaited<ReturnType<typeof openTwoConnections>>;

export async function openTwoConnections({ drives }: { drives: boolean }) {
  let at = noon;
  const hidreamKey = "hidream-token-of-the-stand-in";
  const house = await startHouse({
    drives,
    now: () => at,
    sandbox: { taskMs: Infinity, parallelLimit: 50, hidreamKeys: [hidreamKey] },
  });
  const { db, sandbox, shop, services } = house;
  const first = await db.connection.findFirst();
  await db.connectionModel.updateMany({ data: { priceMicros: price.first } });
  const saved = await services.connections.save(shop.domain, undefined, {
    provider: "hidream",
    baseAddress: `${sandbox.origin}/providers/hidream`,
    model: "hidream-vton",
    credentials: { apiKey: hidreamKey },
    settings: {},
    price: "0.09",
    parallelLimit: "2",
    standsIn: true,
  });
  if (!first || !saved.ok) throw new Error("the shop has not got its two connections");
  const ids = { first: first.id, standIn: saved.id };
  await services.connections.test(shop.domain, ids.standIn);
  const usual = await db.connection.findMany();
  const products = await db.product.findMany({ select: { id: true, kind: true } });

  const rowOf = (id: string) => db.tryOn.findUniqueOrThrow({ where: { id } });
  const settings = (changes: object) => db.shop.updateMany({ data: { settings: changes } });
  const advance = (id: string) => services.tryOns.advance(id);

  return {
    house,
    ids,
    rowOf,
    settings,
    advance,
    script: (...scripts: Script[]) => void sandbox.world.scripts.push(...scripts),
    /** Who has got a task, in order. */
    tasks: () => sandbox.world.tasks.map(({ provider }) => provider),
    unwellOf: async (id: string) => (await db.connection.findUniqueOrThrow({ where: { id } })).unwell,
    changeStandIn: (data: object) => db.connection.update({ where: { id: ids.standIn }, data }),
    isPublished: (ready: boolean) =>
      until(() => shop.appData.get("fitting_room.ready")?.value === String(ready)),
    finishFirst: () => finishTask(sandbox.world, sandbox.world.tasks[0]?.id ?? ""),
    later(seconds: number): void {
      at = new Date(noon.getTime() + seconds * 1_000);
    },

    /** A shopper who has read the newest consent text. */
    async begin(query: Record<string, string> = {}): Promise<Started> {
      const terms = await services.consent.termsFor(shop.domain);
      const started = await services.tryOns.start({
        shop: shop.domain,
        query: { ...startQueryFor(house), consent: terms?.version ?? "", ...query },
        address: "203.0.113.7",
        photo: await photoOfSomebody(),
      });
      if (!started.ok) throw new Error(`refused as ${started.code}`);
      return started.value;
    },

    /** Until it has ended or has to wait; being handed over ends a job, and the next goes on. */
    async goOn(id: string): Promise<void> {
      for (;;) {
        const step = await advance(id);
        if (step.ended ? (await rowOf(id)).state !== "queued" : step.waitMs > 0) return;
      }
    },

    /** As if nobody had pressed yet. */
    async clear(): Promise<void> {
      at = noon;
      sandbox.reset();
      await settings({});
      for (const { id, kind } of products) await db.product.updateMany({ where: { id }, data: { kind } });
      await db.connection.deleteMany({ where: { id: { notIn: usual.map(({ id }) => id) } } });
      for (const { id, ...data } of usual) await db.connection.update({ where: { id }, data });
      await db.tryOn.deleteMany();
      await db.tally.deleteMany();
      await db.spend.deleteMany();
      await db.$executeRaw`delete from pgboss.job where name = 'try-on'`;
    },
  };
}
