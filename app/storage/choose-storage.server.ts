/** The storage that the environment asks for. */
import { createDiskStorage } from "./disk.server.ts";
import { createS3Storage } from "./s3.server.ts";
import type { Storage } from "./storage.ts";
import type { StoragePlace } from "./storage-url.ts";

type Asked = {
  STORAGE_URL: StoragePlace;
  S3_ACCESS_KEY_ID?: string | undefined;
  S3_SECRET_ACCESS_KEY?: string | undefined;
};

export function chooseStorage(asked: Asked): Storage {
  const { STORAGE_URL: place, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = asked;
  if (place.kind === "disk") return createDiskStorage(place.folder);
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  return createS3Storage({ ...place, credentials });
}
