/**
 * Installs the packages that are missing, so that one command is enough on a fresh clone. Runs before anything is
 * installed, on whichever Node is there: only Node's own modules, and no TypeScript.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = resolve(root, "node_modules/.fitting-room-installed");
const wanted = createHash("sha256")
  .update(readFileSync(resolve(root, "package-lock.json")))
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major < 20) {
    console.error(`Fitting Room needs Node 20 or newer to set itself up; this is ${process.version}.`);
    process.exit(1);
  }
  console.log("Installing packages. The first time takes a minute or two.");
  const npm = process.env.npm_execpath;
  const command = npm ? [process.execPath, npm] : ["npm"];
  const { status } = spawnSync(command[0] ?? "npm", [...command.slice(1), "ci", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error("The packages could not be installed; npm says above why.");
    process.exit(status ?? 1);
  }
  // What is imported before anything of ours runs needs the database's client already.
  const { status: generated } = spawnSync(
    command[0] ?? "npm",
    [...command.slice(1), "run", "--silent", "generate"],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  if (generated !== 0) process.exit(generated ?? 1);
  writeFileSync(stamp, wanted);
}
