/** The process: reads the environment, composes the services, answers HTTP, and stops without losing anything. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { startEmbeddedDatabase } from "./database/embedded.server.ts";
import { readEnvironment } from "./env.server.ts";
import { createLog } from "./log.server.ts";
import { createServices } from "./services.server.ts";
import { createWebServer } from "./web-server.ts";

const environment = readEnvironment();
const log = createLog(environment.LOG_LEVEL);

async function loadBuild(): Promise<ServerBuild> {
  const path = resolve("build/server/index.js");
  if (!existsSync(path)) throw new Error("The app is not built yet: run `npm run build`.");
  return import(pathToFileURL(path).href);
}

async function run(): Promise<void> {
  const embedded = environment.DATABASE_URL ? undefined : await startEmbeddedDatabase(".data/postgres");
  const databaseAddress = environment.DATABASE_URL ?? embedded?.url ?? "";
  const services = await createServices({ environment, databaseAddress, log });
  const server =
    environment.ROLE === "worker"
      ? undefined
      : createWebServer(await loadBuild(), services, environment.NODE_ENV).listen(
          environment.PORT,
          environment.HOST,
        );
  server?.on("error", (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === "EADDRINUSE" ? `port ${environment.PORT} is in use; set PORT` : String(error);
    log.fatal(`the app can't listen: ${reason}`);
    process.exit(1);
  });
  server?.on("listening", () => log.info({ port: environment.PORT, role: environment.ROLE }, "listening"));
  await services.startWork();

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    server?.close();
    server?.closeIdleConnections();
    await services.stop();
    server?.closeAllConnections();
    await embedded?.stop();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

run().catch((error: unknown) => {
  log.fatal(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
