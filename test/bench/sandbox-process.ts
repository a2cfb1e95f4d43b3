/**
 * The sandbox as a process of its own, told what to do by the one that started it. It also notes when a provider was at
 * work on which try-on, so that the provider's time can be told from ours.
 */
import { channel } from "node:diagnostics_channel";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { root } from "../sandbox/cli/app-process.ts";
import { connectGateway, installApp } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { type Sandbox, startSandbox } from "../sandbox/start.ts";

export type SandboxOrder = {
  appOrigin: string;
  clientId: string;
  clientSecret: string;
  gatewayKey: string;
};
export type ToSandbox = { is: "start"; order: SandboxOrder } | { is: "connect" } | { is: "times" };
/** From when to when, in milliseconds of the clock. */
export type Span = [from: number, to: number];
/** What a provider did for one try-on: every call it answered, and the task itself. */
export type ProviderTimes = { tryOnId: string; spans: Span[]; finishedAt: number | undefined };
export type FromSandbox =
  | { is: "started"; origin: string }
  | { is: "connected"; products: number }
  | { is: "times"; times: ProviderTimes[] };

let sandbox: Sandbox | undefined;
let gatewayKey = "";
const calls: { url: string; externalId: string | undefined; span: Span }[] = [];

const bodyShape = z.object({ external_task_id: z.string() });
const exchange = z.object({ request: z.custom<{ url: string; body?: unknown }>() });
const began = new WeakMap<object, number>();
const startOf = (said: unknown) => exchange.parse(said).request;

channel("http.server.request.start").subscribe((said) => void began.set(startOf(said), Date.now()));
channel("http.server.response.finish").subscribe((said) => {
  const request = startOf(said);
  const url = "originalUrl" in request ? String(request.originalUrl) : request.url;
  if (!url.startsWith("/providers/")) return;
  const externalId = bodyShape.safeParse(request.body).data?.external_task_id;
  calls.push({ url, externalId, span: [began.get(request) ?? Date.now(), Date.now()] });
});

function timesOf({ world }: Sandbox): ProviderTimes[] {
  return world.tasks.map(({ id, externalId, createdAt, history }) => {
    const finishedAt = history.find(({ status }) => status === "succeed" || status === "failed")?.at;
    const own = calls.filter((call) => call.externalId === externalId || call.url.includes(id));
    const task: Span = [createdAt, finishedAt ?? Date.now()];
    return { tryOnId: externalId ?? "", spans: [task, ...own.map(({ span }) => span)], finishedAt };
  });
}

async function start({ gatewayKey: key, ...order }: SandboxOrder): Promise<Sandbox> {
  gatewayKey = key;
  const registration = await readFile(resolve(root, "shopify.app.toml"), "utf8");
  return startSandbox({ registration, ...order, gatewayKeys: [key], parallelLimit: 10_000, taskMs: 0 });
}

async function obey(message: ToSandbox): Promise<FromSandbox> {
  if (message.is === "start") {
    sandbox = await start(message.order);
    return { is: "started", origin: sandbox.origin };
  }
  const [shop] = sandbox?.world.shops.values() ?? [];
  if (!sandbox || !shop) throw new Error("there is no sandbox yet");
  if (message.is === "times") return { is: "times", times: timesOf(sandbox) };
  await installApp(sandbox.world, shop);
  await connectGateway(sandbox.world, shop, gatewayKey);
  await waitForReadyShop(shop);
  return { is: "connected", products: shop.products.length };
}

process.on("message", (message: ToSandbox) => {
  obey(message).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      process.stderr.write(`sandbox: ${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
