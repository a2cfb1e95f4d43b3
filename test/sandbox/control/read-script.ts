/** What may be asked of the control routes, checked whole: a misspelt script must not pass as "no script". */
import { z } from "zod";
import type { Script } from "../world.ts";

const call = z.enum(["create", "query"]);
const message = z.string().max(500);
const ms = z.number().min(0).max(600_000);
const taskMade = z.boolean().exactOptional();
const status = z.enum(["submitted", "processing", "succeed", "failed"]).exactOptional();

const script = z.discriminatedUnion("does", [
  z.strictObject({
    on: call,
    does: z.literal("answer"),
    status: z.int().min(200).max(599),
    code: z.int(),
    message,
    taskMade,
  }),
  z.strictObject({ on: call, does: z.literal("delay"), ms }),
  z.strictObject({ on: call, does: z.literal("hang"), taskMade }),
  z.strictObject({ on: call, does: z.literal("cut"), taskMade }),
  z.strictObject({ on: call, does: z.literal("broken-json") }),
  z.strictObject({ on: z.literal("task"), does: z.literal("fail"), message }),
  z.strictObject({ on: z.literal("task"), does: z.literal("take"), ms }),
  z.strictObject({ on: z.literal("callback"), does: z.enum(["lose", "double", "forge"]), status }),
]);

const settings = z.strictObject({
  taskMs: z.union([ms, z.literal("never")]).optional(),
  parallelLimit: z.int().min(0).max(10_000).optional(),
});

type Read<Value> = { value: Value } | { problem: string };

export function readScripts(body: unknown): Read<Script[]> {
  return read(z.array(script).min(1).max(1_000), Array.isArray(body) ? body : [body]);
}

export function readSettings(body: unknown): Read<z.infer<typeof settings>> {
  return read(settings, body);
}

function read<Value>(schema: z.ZodType<Value>, body: unknown): Read<Value> {
  const parsed = schema.safeParse(body);
  return parsed.success ? { value: parsed.data } : { problem: z.prettifyError(parsed.error) };
}
