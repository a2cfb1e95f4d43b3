/** What the tests of the gateway share: a gateway that listens, pictures, and the calls of an app. */
import { once } from "node:events";
import { createServer } from "node:http";
import express from "express";
import sharp, { type Sharp } from "sharp";
import { z } from "zod";
import { controlRoutes } from "../sandbox/control/index.ts";
import type { GarmentKind } from "../sandbox/drawings/catalog.ts";
import { garmentFile } from "../sandbox/drawings/garments.ts";
import { clearDesk, klingRoutes, resultRoutes } from "../sandbox/kling/index.ts";
import type { World } from "../sandbox/world.ts";

export const key = "sk-test-1";
export const otherKey = "sk-test-2";
export const path = "/providers/gateway/kling/v1/images/kolors-virtual-try-on";

export type Gateway = { world: World; origin: string; close: () => Promise<void> };

/** Tasks end only when a test ends them. */
export async function startGateway(): Promise<Gateway> {
  const world: World = {
    origin: "",
    app: {
      origin: "http://127.0.0.1:1",
      clientId: "client",
      clientSecret: "secret",
      handle: "fitting-room",
      scopes: [],
      proxy: { path: "/proxy", prefix: "apps", subpath: "try-it-on" },
      webhooks: [],
    },
    shops: new Map(),
    deliveries: [],
    tasks: [],
    scripts: [],
    keys: { gateway: [key, otherKey] },
    taskMs: Infinity,
    parallelLimit: 2,
    save: () => {},
  };
  const app = express();
  app.use("/providers/gateway", klingRoutes(world));
  app.use("/providers/results", resultRoutes(world));
  app.use(controlRoutes(world));
  const { origin, close } = await listen(app);
  world.origin = origin;
  return { world, origin, close: () => (clearDesk(world), close()) };
}

export async function listen(app: express.Express): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = z.object({ port: z.number() }).parse(server.address());
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { origin: `http://127.0.0.1:${address.port}`, close };
}

export type Told = { status: number; body: unknown };

export async function call(
  { origin }: Gateway,
  method: string,
  suffix: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Told> {
  const response = await fetch(origin + suffix, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const answer = z.object({ code: z.number(), message: z.string(), request_id: z.string() });
export const taskShape = z.object({
  task_id: z.string(),
  task_status: z.string(),
  task_status_msg: z.string().optional(),
  task_info: z.record(z.string(), z.string()),
  created_at: z.number(),
  updated_at: z.number(),
  task_result: z.object({ images: z.array(z.object({ index: z.number(), url: z.url() })) }).optional(),
});

export function refusalOf({ status, body }: Told): { status: number; code: number; message: string } {
  const { code, message } = answer.strict().parse(body);
  return { status, code, message };
}

export function taskOf({ body }: Told): z.infer<typeof taskShape> {
  return answer.extend({ code: z.literal(0), data: taskShape }).parse(body).data;
}

export async function base64Of(image: Sharp): Promise<string> {
  return (await image.toBuffer()).toString("base64");
}

/** A plain colour: nothing stands out in it. */
export function blank(width = 400, height = 600): Sharp {
  return sharp({ create: { width, height, channels: 3, background: "#8899aa" } });
}

const files: Record<GarmentKind, string> = {
  upper: "fjell-t-shirt-moss-front.jpg",
  lower: "holmen-straight-jeans-mid-blue-front.jpg",
  dress: "sunne-wrap-dress-emerald-front.jpg",
};

/** Product pictures side by side on white, as one picture for the provider. */
export async function garments(...kinds: GarmentKind[]): Promise<Sharp> {
  const pictures = await Promise.all(kinds.map((kind) => garmentFile(files[kind])));
  const small = pictures.map((picture) => sharp(picture?.bytes).resize(400, 500).toBuffer());
  const layers = (await Promise.all(small)).map((input, index) => ({ input, left: index * 400, top: 0 }));
  const white = { width: 400 * kinds.length, height: 500, channels: 3, background: "#fff" } as const;
  return sharp({ create: white }).composite(layers).jpeg();
}
