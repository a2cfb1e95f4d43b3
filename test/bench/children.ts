/** Processes that a benchmark starts beside the app. They end with it. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { root } from "../sandbox/cli/app-process.ts";
import type { FromSandbox, ProviderTimes, SandboxOrder, ToSandbox } from "./sandbox-process.ts";

function startChild(file: string): ChildProcess {
  return fork(resolve(root, "test/bench", file), [], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

/** What the child says next; if it ends instead, so does the waiting. */
async function hear(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const end = () => ended.abort(new Error("a process of the benchmark ended too early"));
  child.once("exit", end);
  try {
    const [said] = await once(child, "message", { signal: ended.signal });
    return said;
  } finally {
    child.off("exit", end);
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.disconnect();
  await ended;
}

/** A process that says, as its first word, at which port it listens. */
export async function startListener(file: string) {
  const child = startChild(file);
  const port = Number(await hear(child));
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => stopChild(child),
  };
}

export type SandboxProcess = Awaited<ReturnType<typeof startSandboxProcess>>;

export async function startSandboxProcess(order: SandboxOrder) {
  const child = startChild("sandbox-process.ts");
  const ask = async <Kind extends FromSandbox["is"]>(message: ToSandbox, kind: Kind) => {
    const heard = hear(child);
    child.send(message);
    const said = await heard;
    if (isSaid(said, kind)) return said;
    throw new Error(`the sandbox did not answer what was asked: ${kind}`);
  };
  const { origin } = await ask({ is: "start", order }, "started");
  return {
    origin,
    pid: child.pid ?? 0,
    /** Installs the app and enters a key; answers how many products the shop has. */
    connectShop: async (): Promise<number> => (await ask({ is: "connect" }, "connected")).products,
    times: async (): Promise<ProviderTimes[]> => (await ask({ is: "times" }, "times")).times,
    stop: () => stopChild(child),
  };
}

function isSaid<Kind extends FromSandbox["is"]>(
  said: unknown,
  kind: Kind,
): said is Extract<FromSandbox, { is: Kind }> {
  return typeof said === "object" && said !== null && "is" in said && said.is === kind;
}

/** What a process holds in memory, in MB, as its operating system counts it. */
export function residentMegabytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** The processor time that it has used, in seconds. */
export function processorSeconds(pid: number): number {
  // What stands in parentheses is the program's name, and may hold spaces.
  const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const ticks = rest.split(" ");
  return (Number(ticks[11]) + Number(ticks[12])) / 100;
}
