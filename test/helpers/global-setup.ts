/** Once for the whole run: the client, the build, and a migrated template that each test file copies its database from. */
import { resolve } from "node:path";
import { PgBoss } from "pg-boss";
import type { TestProject } from "vitest/node";
import { databaseAddress, startEmbeddedDatabase } from "../../app/database/embedded.server.ts";
import { createQueues } from "../../app/jobs.server.ts";
import { createTryOnQueue } from "../../app/try-on/queue.server.ts";
import { applyMigrations, generateClient } from "../../prisma/setup.ts";
import { root } from "../sandbox/cli/app-process.ts";
import { buildIfNeeded } from "../sandbox/cli/build.ts";
import { copyDatabase, dropDatabases } from "./databases.ts";

declare module "vitest" {
  interface ProvidedContext {
    databasePort: number;
    databaseTemplate: string;
  }
}

export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  await generateClient();
  await buildIfNeeded(() => {});
  const database = await startEmbeddedDatabase(resolve(root, ".data/test/postgres"));
  // A server that was there already may be another run's, with databases in use.
  if (!database.wasRunning) await dropDatabases(database.port, "test_");
  const template = `test_template_${process.pid}`;
  await copyDatabase(database.port, "template1", template);
  const address = databaseAddress(database.port, template);
  await applyMigrations(address);
  const boss = new PgBoss({ connectionString: address, supervise: false, schedule: false });
  await boss.start();
  await createTryOnQueue(boss);
  await createQueues(boss);
  await boss.stop();
  project.provide("databasePort", database.port);
  project.provide("databaseTemplate", template);
  return database.wasRunning ? () => dropDatabases(database.port, template) : database.stop;
}
