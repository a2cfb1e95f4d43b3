import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmbeddedDatabase } from "../../app/database/embedded.server.ts";
import { until } from "../helpers/house.ts";
import { freePort, root } from "../sandbox/cli/app-process.ts";

describe("the demo", () => {
  let data = "";
  let flags: string[] = [];
  let ports: number[] = [];
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "fitting-room-demo-"));
    // So that the database lies inside, also for root, whose PostgreSQL runs as another user.
    await chmod(data, 0o755);
    ports = [await freePort(), await freePort()];
    flags = ["--port", String(ports[0]), "--app-port", String(ports[1]), "--data", join(data, "demo")];
  });
  afterAll(() => rm(data, { recursive: true, force: true }));

  function start(...more: string[]) {
    const child: ChildProcess = spawn(process.execPath, ["test/sandbox/cli/demo.ts", ...flags, ...more], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = once(child, "exit");
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    return {
      child,
      said: () => said,
      ready: () => until(() => said.includes("Ready after") || child.exitCode !== null),
      stop: async (signal: NodeJS.Signals) => {
        child.kill(signal);
        return (await ended)[0];
      },
      code: async () => (await ended)[0],
    };
  }

  const buttonShows = async () => {
    const page = await fetch(`http://127.0.0.1:${ports[0]}/products/sunne-wrap-dress`);
    return (await page.text()).includes("try-it-on__button");
  };
  const databaseRuns = async () => {
    const pid = Number(
      (await readFile(join(data, "demo/postgres/postmaster.pid"), "utf8").catch(() => "")).split("\n")[0],
    );
    try {
      return pid > 0 && process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it("says what it does, prints its three links, shows a shop with the button, and stops all of it on Ctrl-C", async () => {
    const demo = start();
    await demo.ready();
    for (const text of ["Starting PostgreSQL", "Storefront  http", "Admin       http", "Inspector   http"])
      expect(demo.said()).toContain(text);
    expect(await buttonShows()).toBe(true);
    expect(await demo.stop("SIGINT")).toBe(0);
    expect(await databaseRuns()).toBe(false);
    await expect(fetch(`http://127.0.0.1:${ports[1]}/healthz`)).rejects.toThrow("fetch failed");
  });

  it("starts again after kill -9, as the shop that it was", async () => {
    const killed = start();
    await killed.ready();
    await killed.stop("SIGKILL");
    // The app notices by itself that it is alone.
    await until(() =>
      fetch(`http://127.0.0.1:${ports[1]}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    const next = start();
    await next.ready();
    expect(next.said()).not.toContain("Connecting the shop");
    expect(await buttonShows()).toBe(true);
    expect(await next.stop("SIGINT")).toBe(0);
    expect(await databaseRuns()).toBe(false);
  });

  it("starts as a shop that has set nothing up when asked for that", async () => {
    await writeFile(join(data, "demo/notes.txt"), "somebody's own");
    const demo = start("--fresh");
    await demo.ready();
    expect(demo.said()).toContain("The shop has set nothing up.");
    expect(await buttonShows()).toBe(false);
    await demo.stop("SIGINT");
    expect(await readFile(join(data, "demo/notes.txt"), "utf8")).toBe("somebody's own");
  });

  it.runIf(process.getuid?.() === 0)("works for root in a folder that only root may enter", async () => {
    await chmod(data, 0o700);
    const demo = start("--fresh");
    await demo.ready();
    expect(demo.said()).toContain("The shop has set nothing up.");
    await demo.stop("SIGINT");
    await (await startEmbeddedDatabase(join(data, "demo/postgres"))).remove();
  });

  it("names a busy port and the flag that changes it", async () => {
    const squatter = createServer().listen(ports[1], "127.0.0.1");
    await once(squatter, "listening");
    const demo = start();
    expect(await demo.code()).toBe(1);
    expect(demo.said()).toContain(
      `Port ${ports[1]} is in use. Stop what uses it, or choose another: npm run demo -- --app-port`,
    );
    squatter.close();
  });
});
