/** Builds the app when a file that goes into it is newer than the last build. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, stat, utimes } from "node:fs/promises";
import { resolve } from "node:path";
import { isBuilt, root } from "./app-process.ts";

const sources = ["app", "package-lock.json", ".config/vite.config.ts"];
const result = "build/server/index.js";

export async function buildIfNeeded(say: (text: string) => void): Promise<void> {
  if (isBuilt() && (await newest(sources)) < (await stat(resolve(root, result))).mtimeMs) return;
  say("Building the app");
  const vite = spawn(
    process.execPath,
    [
      "node_modules/@remix-run/dev/dist/cli.js",
      "vite:build",
      "--config",
      ".config/vite.config.ts",
      "--logLevel",
      "error",
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production" } },
  );
  const said: Buffer[] = [];
  vite.stdout.on("data", (chunk: Buffer) => void said.push(chunk));
  vite.stderr.on("data", (chunk: Buffer) => void said.push(chunk));
  const [code] = await once(vite, "close");
  if (code !== 0) throw new Error(`The app could not be built:\n${Buffer.concat(said).toString("utf8")}`);
  await utimes(resolve(root, result), new Date(), new Date());
}

async function newest(paths: string[]): Promise<number> {
  let latest = 0;
  for (const path of paths) {
    const found = await stat(resolve(root, path));
    if (!found.isDirectory()) latest = Math.max(latest, found.mtimeMs);
    else
      for (const name of await readdir(resolve(root, path)))
        latest = Math.max(latest, await newest([`${path}/${name}`]));
  }
  return latest;
}
