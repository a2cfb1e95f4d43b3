/** The built app as a process of its own, pointed at a sandbox: for the demo, and for tests that kill it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";

export const root = resolve(fileURLToPath(import.meta.url), "../../../..");

export type AppOptions = {
  port: number;
  databaseAddress: string;
  sandboxOrigin: string;
  clientId: string;
  clientSecret: string;
  vaultKeys: string;
  mediaFolder: string;
  scopes: string;
  role?: "all" | "web" | "worker";
  logLevel?: string;
  /** Where shoppers and providers reach the app, if that is not this process: one of several, or a worker. */
  appAddress?: string;
  /** What else the app is told, such as another storage's address and keys; it goes before all of the above. */
  environment?: Record<string, string>;
  /** Gets the app's log, line by line as it comes. */
  onOutput: (text: string) => void;
};

export type AppProcess = {
  origin: string;
  child: ChildProcess;
  /** Asks it to stop and waits until it has. */
  stop: () => Promise<void>;
  kill: () => Promise<void>;
};

export async function startApp(options: AppOptions): Promise<AppProcess> {
  const origin = `http://127.0.0.1:${options.port}`;
  const child = spawn(
    process.execPath,
    [
      "--max-semi-space-size=16",
      "--import",
      "./test/sandbox/reach.ts",
      "--import",
      "./test/sandbox/cli/leash.ts",
      "app/server.ts",
    ],
    { cwd: root, env: environmentOf(options, origin), stdio: ["ignore", "pipe", "pipe", "ipc"] },
  );
  child.stdout?.on("data", (chunk: Buffer) => options.onOutput(chunk.toString("utf8")));
  child.stderr?.on("data", (chunk: Buffer) => options.onOutput(chunk.toString("utf8")));
  const ended = once(child, "exit");
  const end = (signal: "SIGTERM" | "SIGKILL") => async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await ended;
    }
  };
  if (options.role !== "worker") await untilReady(origin, child);
  return { origin, child, stop: end("SIGTERM"), kill: end("SIGKILL") };
}

function environmentOf(options: AppOptions, origin: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: options.databaseAddress,
    SHOPIFY_API_KEY: options.clientId,
    SHOPIFY_API_SECRET: options.clientSecret,
    SHOPIFY_APP_URL: options.appAddress ?? origin,
    SCOPES: options.scopes,
    VAULT_KEYS: options.vaultKeys,
    STORAGE_URL: `file:${options.mediaFolder}`,
    ROLE: options.role ?? "all",
    HOST: "127.0.0.1",
    PORT: String(options.port),
    LOG_LEVEL: options.logLevel ?? "info",
    TRUSTED_ORIGINS: options.sandboxOrigin,
    APP_BRIDGE_URL: `${options.sandboxOrigin}/app-bridge.js`,
    SANDBOX_ORIGIN: options.sandboxOrigin,
    ...options.environment,
  };
}

async function untilReady(origin: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error("The app ended while it started.");
    const answered = await request(`${origin}/readyz`).then(
      async ({ statusCode, body }) => {
        await body.dump();
        return statusCode === 200;
      },
      () => false,
    );
    if (answered) return;
    await pause(50);
  }
  throw new Error("The app did not become ready.");
}

/** The app's environment names its own address, so a port has to be known before it starts. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return address && typeof address === "object" ? address.port : 0;
}

export async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((answer) => {
    probe.once("error", () => answer(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)));
  });
}

export function isBuilt(): boolean {
  return existsSync(resolve(root, "build/server/index.js"));
}
