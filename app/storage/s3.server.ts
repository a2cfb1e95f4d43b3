/** Sealed bytes in a bucket of S3, or of a server that speaks as S3 does. */
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { whyS3Failed } from "./s3-failures.ts";
import { checkName, type Storage } from "./storage.ts";

export type S3Options = {
  bucket: string;
  region: string;
  /** Of a server that is not Amazon's. */
  endpoint: string | undefined;
  /** Stands before each name: "" or "folder/". */
  prefix: string;
  /** Without them the client looks where it always looks: environment, shared files, the machine's role. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
  limits?: Partial<typeof usualLimits>;
};

/** A shopper may be waiting behind each of these calls. */
const usualLimits = {
  connectMs: 3_000,
  /** Of one attempt, until its answer begins; sending the picture is part of it. */
  answerMs: 10_000,
  /** Of all attempts together, to the last byte. */
  wholeMs: 25_000,
  attempts: 3,
  /** More than any sealed picture has. */
  answerBytes: 32 * 1024 * 1024,
};

export function createS3Storage({
  bucket,
  region,
  endpoint,
  prefix,
  credentials,
  limits,
}: S3Options): Storage {
  const { connectMs, answerMs, wholeMs, attempts, answerBytes } = { ...usualLimits, ...limits };
  const client = new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    retryMode: "standard",
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: answerMs,
      // Otherwise a request that takes too long is only warned of.
      throwOnRequestTimeout: true,
    },
    // Servers other than Amazon's refuse the newer checksums. The signature covers the bytes all the same.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // Else each larger picture has a connection of its own, and waits for a permission that some servers never give.
    expectContinueHeader: false,
  });

  // Read here, below the client's attempts, an answer that is cut off is asked for again; and no answer, not even an
  // error, may fill the memory.
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (response && typeof response === "object" && "body" in response && response.body instanceof Readable)
        response.body = Readable.from([await readWhole(response.body, answerBytes)]);
      return result;
    },
    { name: "readWholeAnswer", step: "deserialize", priority: "low" },
  );

  const placeOf = (name: string) => {
    checkName(name);
    return { Bucket: bucket, Key: `${prefix}${name}` };
  };
  const inTime = () => ({ abortSignal: AbortSignal.timeout(wholeMs) });
  const failed = (what: string, error: unknown) =>
    new Error(`${what} the bucket "${bucket}" failed: ${whyS3Failed(error)}`);

  return {
    async put(name, bytes) {
      const command = new PutObjectCommand({ ...placeOf(name), Body: bytes });
      await client.send(command, inTime()).catch((error: unknown) => {
        throw failed("storing in", error);
      });
    },
    async get(name) {
      const command = new GetObjectCommand(placeOf(name));
      try {
        const { Body: body } = await client.send(command, inTime());
        return Buffer.from((await body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw failed("reading from", error);
      }
    },
    async delete(name) {
      const command = new DeleteObjectCommand(placeOf(name));
      await client.send(command, inTime()).catch((error: unknown) => {
        // Amazon says nothing of it; some other servers do.
        if (error instanceof Error && error.name === "NoSuchKey") return;
        throw failed("deleting from", error);
      });
    },
  };
}

async function readWhole(body: Readable, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    if (!Buffer.isBuffer(part)) throw new Error("the answer came as something else than bytes");
    length += part.length;
    if (length > maxBytes) throw Object.assign(new Error("too long"), { name: "AnswerTooLong" });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
