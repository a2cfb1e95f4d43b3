/** What the tests of all providers share: the whole sandbox, with an account at each, and an app that is called back. */
import express from "express";
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { finishTask } from "../sandbox/kling/index.ts";
import { type SandboxOptions, startSandbox } from "../sandbox/start.ts";
import type { Script, Task } from "../sandbox/world.ts";
import { listen, type Told } from "./gateway.ts";

export const pair = { accessKey: "access-1", secretKey: "the secret of access-1" };
export const keys = {
  gateway: "sk-gateway-1",
  kling: "api-key-kling-1",
  beijing: "api-key-kling-beijing",
  hidream: "hidream-token-1",
};

export type Providers = Awaited<ReturnType<typeof startProviders>>;
export type Heard = { headers: IncomingHttpHeaders; text: string; body: Record<string, unknown> };

/** Tasks end only when a test ends them. */
export async function startProviders(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({
    registration: {
      handle: "fitting-room",
      scopes: [],
      proxy: { path: "/proxy", prefix: "apps", subpath: "try-it-on" },
      webhooks: [],
    },
    appOrigin: "http://127.0.0.1:1",
    clientId: "client",
    clientSecret: "secret",
    gatewayKeys: [keys.gateway],
    klingKeys: [keys.kling, { key: keys.beijing, region: "beijing" }],
    klingPairs: [pair],
    hidreamKeys: [keys.hidream],
    taskMs: Infinity,
    parallelLimit: 20,
    ...options,
  });
  const heard: Heard[] = [];
  const answers: number[] = [];
  const files = new Map<string, Buffer>();
  const app = express();
  app.get("/files/:name", (request, response) => {
    const bytes = files.get(request.params.name);
    if (bytes === undefined) response.status(404).end();
    else response.type("application/octet-stream").send(bytes);
  });
  app.post("/callback", express.text({ type: "application/json" }), (request, response) => {
    const text = z.string().parse(request.body);
    heard.push({
      headers: request.headers,
      text,
      body: z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
    });
    response.status(answers.shift() ?? 200).end();
  });
  const receiver = await listen(app);
  const { world } = sandbox;
  const headersFor = (credential: string) => ({
    ...(credential === "" ? {} : { authorization: `Bearer ${credential}` }),
    "content-type": "application/json",
  });
  return {
    world,
    origin: sandbox.origin,
    callbackUrl: `${receiver.origin}/callback`,
    heard,
    /** What the app answers to the next callbacks; 200 to all others. */
    answers,
    /** An address where these bytes are. */
    serve(name: string, bytes: Buffer): string {
      files.set(name, bytes);
      return `${receiver.origin}/files/${name}`;
    },
    async call(method: string, path: string, credential: string, body?: unknown): Promise<Told> {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const response = await fetch(sandbox.origin + path, {
        method,
        headers: headersFor(credential),
        ...(body === undefined ? {} : { body: text }),
      });
      return { status: response.status, body: await response.json() };
    },
    async finish(id: string): Promise<Task> {
      const task = await finishTask(world, id);
      if (task === undefined) throw new Error(`there is no task ${id}`);
      return task;
    },
    async script(...scripts: Script[]): Promise<void> {
      const response = await fetch(`${sandbox.origin}/_control/script`, {
        method: "POST",
        headers: headersFor(""),
        body: JSON.stringify(scripts),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    reset(): void {
      sandbox.reset();
      heard.length = 0;
      answers.length = 0;
    },
    async close(): Promise<void> {
      await Promise.all([sandbox.close(), receiver.close()]);
    },
  };
}

const envelope = z.object({
  code: z.literal(0),
  message: z.string(),
  request_id: z.string(),
  data: z.unknown(),
});

/** The `data` of a call that went well. */
export function dataOf<Shape extends z.ZodType>(told: Told, shape: Shape): z.infer<Shape> {
  return shape.parse(envelope.parse(told.body).data);
}

export const made = z.object({ task_id: z.string() });
