/**
 * A real PostgreSQL from the npm registry, for machines that bring none. Used when DATABASE_URL is not set.
 * The server runs in a session of its own: Ctrl-C in the terminal reaches the app, and the app stops the database last.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, openSync } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { databaseAddress, freePort, isServed, login } from "./port.server.ts";
import { binaries, initialise } from "./postgres-package.server.ts";

export type EmbeddedDatabase = {
  url: string;
  port: number;
  /** Whether a server was running on this folder already. */
  wasRunning: boolean;
  stop: () => Promise<void>;
  /** Stops it and deletes all that it holds. */
  remove: () => Promise<void>;
};
type Server = { port: number; pid: number };

/** Starts the server on this folder, or takes over the one that a killed process left running there. */
export async function startEmbeddedDatabase(folder: string): Promise<EmbeddedDatabase> {
  const directory = await enterable(resolve(folder));
  const running = await runningServer(directory);
  const server = running ?? (await startServer(directory));
  await createDatabase(server.port, login.user);
  return {
    url: databaseAddress(server.port, login.user),
    port: server.port,
    wasRunning: running !== undefined,
    stop: () => stopServer(server),
    async remove() {
      await stopServer(server);
      await rm(directory, { recursive: true, force: true });
      await rm(`${directory}.log`, { force: true });
    },
  };
}

/**
 * PostgreSQL refuses to run as root, and the user that it then runs as may not enter, say, a checkout in /root. Such a
 * folder's database lies elsewhere, always at the same place.
 */
async function enterable(directory: string): Promise<string> {
  if (process.getuid?.() !== 0) return directory;
  for (let parent = dirname(directory); ; parent = dirname(parent)) {
    const mode = await stat(parent).then(
      (found) => found.mode,
      () => 0o001,
    );
    if ((mode & 0o001) === 0) {
      const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
      return join("/var/tmp", `fitting-room-${name}`);
    }
    if (parent === dirname(parent)) return directory;
  }
}

async function createDatabase(port: number, database: string): Promise<void> {
  const client = new Client({ connectionString: databaseAddress(port, "postgres") });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

async function runningServer(directory: string): Promise<Server | undefined> {
  const lines = (await readFile(resolve(directory, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const server = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (!(server.pid > 0) || !(server.port > 0)) return undefined;
  // A port may have passed to another server since; only one that serves this very folder is ours.
  return (await isServed(server.port, directory)) ? server : undefined;
}

async function startServer(directory: string): Promise<Server> {
  if (!existsSync(resolve(directory, "PG_VERSION"))) await initialise(directory);
  // What a killed server leaves behind would keep the next one from starting.
  await rm(resolve(directory, "postmaster.pid"), { force: true });
  const { postgres } = await binaries();
  const owner = await stat(directory);
  const port = await freePort();
  const log = `${directory}.log`;
  const child = spawn(
    postgres,
    ["-D", directory, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"],
    {
      detached: true,
      stdio: ["ignore", openSync(log, "a"), openSync(log, "a")],
      // PostgreSQL refuses to run as root: it runs as whoever owns its folder.
      ...(process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {}),
    },
  );
  child.unref();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) break;
    if (await isServed(port, directory)) return { port, pid: child.pid ?? 0 };
    await pause(50);
  }
  throw new Error(`The embedded PostgreSQL did not start; ${log} says why.`);
}

async function stopServer(server: Server): Promise<void> {
  try {
    process.kill(server.pid, "SIGINT");
    for (let attempt = 0; attempt < 200; attempt += 1) {
      process.kill(server.pid, 0);
      await pause(25);
    }
  } catch {
    // No such process: it has stopped.
  }
}
