/** Where sealed bytes lie, as the environment says it: file:FOLDER or s3://BUCKET?region=R&endpoint=URL&prefix=P. */
import { z } from "zod";

export type StoragePlace = z.output<typeof storageUrl>;

/** A bucket's name as S3 itself allows it; a prefix is folders, and none of them can lead upwards. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const regionName = /^[a-z0-9-]{1,40}$/;
const prefixFolders = /^[a-zA-Z0-9_-][a-zA-Z0-9_.-]*(\/[a-zA-Z0-9_-][a-zA-Z0-9_.-]*)*\/?$/;

export const storageUrl = z.string().transform((value, context) => {
  const mistake = (message: string) => context.addIssue({ code: "custom", message });
  const folder = /^file:(.+)$/.exec(value)?.[1];
  if (folder) return { kind: "disk" as const, folder };
  if (!value.startsWith("s3://") || !URL.canParse(value)) {
    mistake("expected file:FOLDER, for example file:.data/media, or s3://BUCKET?region=REGION");
    return z.NEVER;
  }

  const { hostname: bucket, host, pathname, hash, username, password, searchParams: asked } = new URL(value);
  if (username || password) mistake("credentials belong in S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY");
  if (!bucketName.test(bucket) || host !== bucket)
    mistake("the bucket's name has 3 to 63 small letters, digits, dots and hyphens");
  if (pathname.length > 1 || hash)
    mistake("behind the bucket comes ?region=…; a folder is given as its prefix");
  const names = [...asked.keys()];
  if (names.some((name) => !["region", "endpoint", "prefix"].includes(name)))
    mistake("behind the bucket stand region, endpoint and prefix, and nothing else");
  if (new Set(names).size !== names.length) mistake("region, endpoint and prefix may stand there once");

  const endpoint = asked.get("endpoint") ?? undefined;
  if (endpoint !== undefined && !isEndpoint(endpoint))
    mistake("the endpoint is an http or https address, without credentials or a query");
  // With an endpoint the region is only a part of the signature, and this is what most servers expect there.
  const region = asked.get("region") ?? (endpoint === undefined ? undefined : "us-east-1");
  if (region === undefined)
    mistake("without an endpoint the region is needed, for example region=eu-central-1");
  else if (!regionName.test(region)) mistake("the region has small letters, digits and hyphens");
  const prefix = asked.get("prefix");
  if (prefix !== null && !prefixFolders.test(prefix))
    mistake("the prefix is folder or folder/folder, of letters, digits, dots, hyphens and underscores");

  return {
    kind: "s3" as const,
    bucket,
    region: region ?? "",
    endpoint: endpoint?.replace(/\/+$/, ""),
    prefix: prefix === null ? "" : prefix.replace(/\/?$/, "/"),
  };
});

function isEndpoint(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === "";
}
