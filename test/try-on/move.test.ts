import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PgBoss } from "pg-boss";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createEnqueue } from "../../app/jobs/enqueue.server.ts";
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { createForget } from "../../app/storage/forget.server.ts";
import { createMove, type Move } from "../../app/try-on/move.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const now = () => new Date("2025-11-30T12:00:00Z");
const shopDomain = "one.myshopify.com";

describe("a move", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let folder = "";
  let move: Move;
  beforeEach(async () => {
    database = await createTestDatabase();
    // A single connection, so that who waits for it is known.
    db = connectDatabase(database.address, { poolSize: 1 });
    folder = await mkdtemp(join(tmpdir(), "fitting-room-"));
    const forget = createForget({ db, storage: createDiskStorage(folder), now });
    const enqueue = createEnqueue(new PgBoss({ connectionString: database.address }));
    ({ move } = createMove({ db, forget, enqueue, now }));
    await db.shop.create({ data: { domain: shopDomain, installedAt: now() } });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await db.$disconnect();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const begin = () =>
    db.tryOn.create({
      data: {
        id: crypto.randomUUID(),
        shopDomain,
        provider: "hidream",
        model: "hidream-vton",
        state: "submitting",
        visitorHash: "",
        productId: 1n,
        productTitle: "",
        garments: [],
        day: "2025-11-30",
        takeBy: now(),
        overBy: now(),
      },
    });

  it("waits for its turn while others keep the database busy for seconds", async () => {
    const tryOn = await begin();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const held = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const holding = db.$transaction(async () => {
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const moved = move(tryOn, { from: "submitting", to: "running" });
    await vi.advanceTimersByTimeAsync(4_000);
    release.resolve();
    await holding;
    expect(await moved).toBe(true);
    expect((await db.tryOn.findUniqueOrThrow({ where: { id: tryOn.id } })).state).toBe("running");
  });

  it("that somebody else has made before is no move, and changes nothing", async () => {
    const tryOn = await begin();
    expect(await move(tryOn, { from: "submitting", to: "running" })).toBe(true);
    const before = await db.tryOn.findUniqueOrThrow({ where: { id: tryOn.id } });
    expect(await move(tryOn, { from: "submitting", to: "failed" })).toBe(false);
    expect(await db.tryOn.findUniqueOrThrow({ where: { id: tryOn.id } })).toEqual(before);
  });

  it.each([
    ["queued", "running"],
    ["queued", "done"],
    ["running", "queued"],
    ["done", "failed"],
    ["failed", "queued"],
  ] as const)("from %s to %s is none that there is", async (from, to) => {
    const tryOn = await begin();
    await expect(move(tryOn, { from, to })).rejects.toThrow(`does not go from ${from} to ${to}`);
  });
});
