/** Programs of this machine that are started for a test and ended with it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where this machine has a program, if it has. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

export type Program = { child: ChildProcess; stop: () => Promise<void> };

export function run(path: string, given: string[], environment: Record<string, string> = {}): Program {
  const child = spawn(path, given, {
    env: { ...process.env, ...environment },
    // The fourth one is a way for the program to say something that is no mere output.
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  // A start that fails halfway must leave nothing running.
  process.once("exit", () => child.kill());
  const ended = once(child, "exit");
  return {
    child,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
