/** Once for the whole run: the client, the build, and a migrated template that each test file copies its database from. */
import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "../../app/database/embedded.server.ts";
import { generateClient } from "../../prisma/setup.ts";
import { root } from "../sandbox/cli/app-process.ts";
import { buildIfNeeded } from "../sandbox/cli/build.ts";
import { dropDatabases, makeTemplate } from "./databases.ts";

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
  await makeTemplate(database.port, template);
  project.provide("databasePort", database.port);
  project.provide("databaseTemplate", template);
  return database.wasRunning ? () => dropDatabases(database.port, template) : database.stop;
}
