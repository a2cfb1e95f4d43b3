/**
 * `npm run setup`: makes the database client and brings the database up to date. Harmless when repeated.
 * `npm run generate` makes the client alone.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedDatabase } from "../app/database/embedded.server.ts";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");

export async function generateClient(): Promise<void> {
  // The command wants an address although it connects to nothing.
  await runPrisma(["generate"], "postgresql://unused@127.0.0.1/unused");
}

export async function applyMigrations(databaseAddress: string): Promise<void> {
  await runPrisma(["migrate", "deploy"], databaseAddress);
}

function runPrisma(command: string[], databaseAddress: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ["--import", "./.config/prisma-exit.mjs", prisma, ...command, "--config", ".config/prisma.ts"],
    {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: databaseAddress,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => void said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => void said.push(chunk));
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      if (code === 0) done();
      else failed(new Error(`prisma ${command.join(" ")} failed:\n${Buffer.concat(said).toString("utf8")}`));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await generateClient();
  if (process.argv[2] === "generate") process.exit(0);
  const embedded = process.env["DATABASE_URL"] ? undefined : await startEmbeddedDatabase(".data/postgres");
  await applyMigrations(process.env["DATABASE_URL"] ?? embedded?.url ?? "");
  // Another process may be using it; only a server that was started for this is stopped again.
  if (embedded && !embedded.wasRunning) await embedded.stop();
}
