/** The process: reads the environment, composes the services, answers HTTP, and stops without losing anything. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { startEmbeddedDatabase } from "./database/embedded.server.ts";
import { type Environment, readEnvironment } from "./env.server.ts";
import { createLog, type Log } from "./log.server.ts";
import { createServices } from "./services.server.ts";
import { createWebServer } from "./web-server.ts";

async function loadBuild(): Promise<ServerBuild> {
  const path = resolve("build/server/index.js");
  if (!existsSync(path)) throw new Error("The app is not built yet: run `npm run build`.");
  return import(pathToFileURL(path).href);
}

async function run(environment: Environment, log: Log): Promise<void> {
  // A broken connection can reject what nobody waits for any more (a transaction's own timer); work is retried by its
  // job, so ending the process over it would only harm everybody else.
  process.on("unhandledRejection", (error) =>
    log.error({ error: String(error) }, "a promise was rejected unheard"),
  );
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
  // Who sends a photo for longer than this holds a part of our memory for nothing.
  if (server) server.requestTimeout = 60_000;
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
    const closed = server ? once(server, "close") : Promise.resolve();
    server?.close();
    services.releaseWaiting();
    server?.closeIdleConnections();
    await Promise.race([closed, pause(3_000)]);
    await services.stop();
    server?.closeAllConnections();
    await embedded?.stop();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

try {
  const environment = readEnvironment();
  await run(environment, createLog(environment.LOG_LEVEL));
} catch (error) {
  // A sentence, not a stack: whoever reads this has to mend a setting.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
