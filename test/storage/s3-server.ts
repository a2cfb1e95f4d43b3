/** A server that speaks S3, with its bucket in a folder of its own on this machine. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import type { S3Options } from "../../app/storage/s3.server.ts";

/** The one pair that s3rver knows. */
export const credentials = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
export const bucket = "fitting-room";

export async function startS3() {
  const directory = await mkdtemp(join(tmpdir(), "s3-"));
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    options: { bucket, region: "us-east-1", endpoint, prefix: "", credentials } satisfies S3Options,
    async close(): Promise<void> {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
