/** What may be asked of the control routes, checked whole: a misspelt script must not pass as "no script". */
import { z } from "zod";
import type { Script } from "../world.ts";

const call = z.enum(["create", "query", "account"]);
const message = z.string().max(500);
const ms = z.number().min(0).max(600_000);
const httpStatus = z.int().min(200).max(599);
const taskMade = z.boolean().exactOptional();
const status = z.enum(["submitted", "processing", "succeed", "failed"]).exactOptional();

const forProvider = { provider: z.string().max(60).exactOptional() };

const calls = z.discriminatedUnion("does", [
  z.strictObject({
    ...forProvider,
    on: call,
    does: z.literal("answer"),
    status: httpStatus,
    code: z.int(),
    message,
    taskMade,
  }),
  z.strictObject({
    ...forProvider,
    on: call,
    does: z.literal("raw"),
    status: httpStatus,
    contentType: z.string().regex(/^[\x20-\x7e]+$/),
    body: z.string(),
    taskMade,
  }),
  z.strictObject({ ...forProvider, on: call, does: z.literal("delay"), ms }),
  z.strictObject({ ...forProvider, on: call, does: z.enum(["hang", "cut"]), taskMade }),
  z.strictObject({ ...forProvider, on: call, does: z.enum(["broken-json", "another-envelope"]) }),
]);

const onTask = { ...forProvider, on: z.literal("task") };
const tasks = z.discriminatedUnion("does", [
  z.strictObject({ ...onTask, does: z.literal("fail"), message }),
  z.strictObject({ ...onTask, does: z.literal("take"), ms }),
]);

const onCallback = { ...forProvider, on: z.literal("callback"), status };
const callbacks = z.discriminatedUnion("does", [
  z.strictObject({ ...onCallback, does: z.enum(["lose", "double", "forge"]) }),
  z.strictObject({ ...onCallback, does: z.literal("late"), ms }),
]);

const onDownload = { ...forProvider, on: z.literal("download") };
const downloads = z.discriminatedUnion("does", [
  z.strictObject({ ...onDownload, does: z.literal("expired"), status: z.literal([403, 404, 410]) }),
  z.strictObject({ ...onDownload, does: z.literal("slow"), ms }),
  z.strictObject({ ...onDownload, does: z.enum(["cut", "not-a-picture"]) }),
  z.strictObject({
    ...onDownload,
    does: z.literal("huge"),
    bytes: z
      .int()
      .min(0)
      .max(2 ** 40),
  }),
  // Anything that fits a header: where it leads is the caller's problem, and may well be a forbidden place.
  z.strictObject({ ...onDownload, does: z.literal("redirect"), to: z.string().regex(/^[\x21-\x7e]+$/) }),
]);

const script = z.discriminatedUnion("on", [calls, tasks, callbacks, downloads]);

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
