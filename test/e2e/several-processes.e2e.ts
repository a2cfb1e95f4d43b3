import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../app/db.server.ts";
import { createS3Storage } from "../../app/storage/s3.server.ts";
import { createTestDatabase, until } from "../helpers/house.ts";
import { ask, type Asked, follow, press, shownShape, startedShape } from "../helpers/shopper.ts";
import { type AppProcess, freePort, root, startApp } from "../sandbox/cli/app-process.ts";
import { connectGateway, installApp } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import { startSandbox } from "../sandbox/start.ts";
import { startS3 } from "../storage/s3-server.ts";

const gatewayKey = "sk-key-of-several-processes";
const client = { clientId: "several-client", clientSecret: "several-secret" };

type Cluster = Awaited<ReturnType<typeof startCluster>>;

/** Two that answer and two that work, which share a database, a bucket and nothing else. */
async function startCluster() {
  const [database, s3] = await Promise.all([createTestDatabase(), startS3()]);
  const folder = await mkdtemp(join(tmpdir(), "several-"));
  const [portA, portB] = [await freePort(), await freePort()];
  const sandbox = await startSandbox({
    registration: await readFile(resolve(root, "shopify.app.toml"), "utf8"),
    appOrigin: `http://127.0.0.1:${portA}`,
    ...client,
    gatewayKeys: [gatewayKey],
    taskMs: Infinity,
  });
  const vaultKeys = `test:${randomBytes(32).toString("base64")}`;
  const { accessKeyId, secretAccessKey } = s3.options.credentials;
  const launch = (name: string, role: "web" | "worker", port: number): Promise<AppProcess> =>
    startApp({
      port,
      role,
      // One address for all, where the host's balancer would be; here the second web, which is never killed.
      appAddress: `http://127.0.0.1:${portB}`,
      databaseAddress: database.address,
      sandboxOrigin: sandbox.origin,
      ...client,
      vaultKeys,
      mediaFolder: join(folder, name),
      environment: {
        STORAGE_URL: `s3://${s3.options.bucket}?endpoint=${s3.endpoint}`,
        S3_ACCESS_KEY_ID: accessKeyId,
        S3_SECRET_ACCESS_KEY: secretAccessKey,
        // Wherever something would be written that is not meant to be: no such folder is there.
        TMPDIR: join(folder, "temporary"),
      },
      scopes: "read_products,write_app_proxy",
      onOutput: () => {},
    });
  const [webA, webB, workerA, workerB] = await Promise.all([
    launch("web-a", "web", portA),
    launch("web-b", "web", portB),
    launch("worker-a", "worker", 0),
    launch("worker-b", "worker", 0),
  ]);
  const [shop] = sandbox.world.shops.values();
  if (!shop) throw new Error("the sandbox has no shop");
  await installApp(sandbox.world, shop);
  await connectGateway(sandbox.world, shop, gatewayKey);
  await waitForReadyShop(shop);
  const db = connectDatabase(database.address, { poolSize: 2 });
  await until(async () => (await db.product.count()) === shop.products.length);
  return {
    sandbox,
    world: sandbox.world,
    shop,
    db,
    folder,
    storage: createS3Storage(s3.options),
    webA,
    webB,
    workerA,
    workerB,
    /** From now on the shop's proxy sends shoppers to this one. */
    goBy: (web: AppProcess) => void (sandbox.world.app.origin = web.origin),
    async stop(): Promise<void> {
      await Promise.all([webA, webB, workerA, workerB].map((one) => one.stop()));
      await db.$disconnect();
      await sandbox.close();
      await Promise.all([database.drop(), s3.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe("two web and two worker processes with one database and one bucket", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  const idOf = (started: Asked) => startedShape.parse(started.body).id;
  const look = (started: Asked, wait: number) => {
    const { id, token } = startedShape.parse(started.body);
    return ask(cluster, `/try-ons/${id}`, { query: { token, wait: String(wait) } });
  };
  const areRunning = async (count: number) =>
    (await cluster.db.tryOn.count({ where: { state: "running" } })) === count;
  const taskOf = (started: Asked) =>
    cluster.world.tasks.find(({ externalId }) => externalId === idOf(started))?.id ?? "";

  it("a poll that waits at one is woken by the work of another", async () => {
    cluster.goBy(cluster.webA);
    const [finished, endless] = [await press(cluster), await press(cluster)];
    await until(() => areRunning(2));
    const order: string[] = [];
    // Both wait as long as they may. Only the one that is woken can answer first.
    const polls = [finished, endless].map(async (started, index) => {
      const { body } = await look(started, 8);
      order.push(`${["finished", "endless"][index]} ${shownShape.parse(body).state}`);
    });
    await finishTask(cluster.world, taskOf(finished));
    await Promise.all(polls);
    expect(order).toEqual(["finished done", "endless running"]);
    await finishTask(cluster.world, taskOf(endless));
    expect((await follow(cluster, endless)).state).toBe("done");
  });

  it("one of each kind killed, every try-on is done once, by the others", async () => {
    const { db, world, webA, webB, workerA, workerB } = cluster;
    const before = world.tasks.length;
    const started: Asked[] = [];
    const pressBy = async (web: AppProcess) => {
      cluster.goBy(web);
      started.push(await press(cluster));
    };
    // While the other one sleeps, all is in the hands of the one that will be killed.
    workerB.child.kill("SIGSTOP");
    for (const web of [webA, webB]) await pressBy(web);
    await until(() => areRunning(2));
    workerB.child.kill("SIGCONT");
    for (const web of [webA, webB]) await pressBy(web);
    await until(() => areRunning(4));
    await Promise.all([workerA.kill(), webA.kill()]);
    cluster.goBy(webB);
    for (const one of started) await finishTask(world, taskOf(one));
    const shown = await Promise.all(started.map((one) => follow(cluster, one)));
    expect(shown.map(({ state }) => state)).toEqual(["done", "done", "done", "done"]);
    expect(world.tasks).toHaveLength(before + 4);
    const charges = await db.tryOn.groupBy({ by: ["state", "charge"], _count: true });
    expect(charges).toEqual([{ state: "done", charge: "spent", _count: 6 }]);
  });

  it("the results lie in the bucket, the photos are gone, and no disk was written to", async () => {
    // Their keys went in the steps that ended the try-ons, their rows and bytes go right after that.
    await until(async () => (await cluster.db.picture.count({ where: { role: "photo" } })) === 0);
    const pictures = await cluster.db.picture.findMany();
    expect(pictures.map(({ role }) => role)).toEqual(Array.from({ length: 6 }, () => "result"));
    for (const { id } of pictures) expect(await cluster.storage.get(id)).toBeInstanceOf(Buffer);
    expect(await readdir(cluster.folder)).toEqual([]);
    expect(existsSync(join(cluster.folder, "temporary"))).toBe(false);
  });
});
