/** The only reader of process.env. Everything else is handed what it needs. */
import { z } from "zod";
import { storageUrl } from "./storage/storage-url.ts";

const address = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));

/** Keys newest first: the first seals, all of them open. */
const keyRing = z
  .string()
  .min(1)
  .transform((value, context) => {
    const keys = value.split(",").map((entry) => {
      const [id = "", ...rest] = entry.trim().split(":");
      return { id, bytes: Buffer.from(rest.join(":"), "base64") };
    });
    for (const [place, key] of keys.entries()) {
      // Named by its place: what stands there may be the key itself, written where the id belongs.
      if (!/^[a-zA-Z0-9_-]{1,32}$/.test(key.id) || key.bytes.length !== 32)
        context.addIssue({
          code: "custom",
          message: `each entry is id:base64 with 32 bytes behind it; entry ${place + 1} is not`,
        });
    }
    if (new Set(keys.map((key) => key.id)).size !== keys.length)
      context.addIssue({ code: "custom", message: "each key id may stand there once" });
    return keys;
  });

const origins = z.string().transform((value, context) =>
  value
    .split(",")
    .map((origin) => origin.trim())
    .filter((origin) => origin !== "")
    .map((origin) => {
      if (URL.canParse(origin)) return new URL(origin).origin;
      context.addIssue({ code: "custom", message: "each entry is an origin, such as http://127.0.0.1:4000" });
      return z.NEVER;
    }),
);

const bothOrNeither = {
  path: ["S3_ACCESS_KEY_ID"],
  message: "stands there together with S3_SECRET_ACCESS_KEY, or neither does",
  // Else it would only be said once all other mistakes are mended.
  when: () => true,
};

export const environmentSchema = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    SHOPIFY_API_KEY: z.string().min(1),
    SHOPIFY_API_SECRET: z.string().min(1),
    SHOPIFY_APP_URL: address,
    SCOPES: z
      .string()
      .min(1)
      .transform((value) => value.split(",").map((scope) => scope.trim())),
    VAULT_KEYS: keyRing,
    STORAGE_URL: storageUrl.default({ kind: "disk", folder: ".data/media" }),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    ROLE: z.enum(["all", "web", "worker"]).default("all"),
    HOST: z.string().default("0.0.0.0"),
    PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
    TRUSTED_ORIGINS: origins.default([]),
    APP_BRIDGE_URL: address.optional(),
  })
  .refine((given) => !given.S3_ACCESS_KEY_ID === !given.S3_SECRET_ACCESS_KEY, bothOrNeither);

export type Environment = z.output<typeof environmentSchema>;

/** A deployment with several mistakes hears of all of them at once. No value is repeated: it may be a secret. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(({ code, path, message }) => {
    const key = path.join(".");
    const isMissing = code === "invalid_type" && !(key in given);
    return `  ${key}: ${isMissing ? "is missing" : message}`;
  });
  throw new Error(
    `The environment is not complete (each key is explained in .env.example):\n${mistakes.join("\n")}`,
  );
}
