import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../app/env.server.ts";
import { mistakesOf, whole } from "../helpers/environment.ts";

describe("the storage", () => {
  const storage = (value: string) => readEnvironment({ ...whole, STORAGE_URL: value }).STORAGE_URL;
  const inRegion = {
    kind: "s3",
    bucket: "my-bucket",
    region: "eu-central-1",
    endpoint: undefined,
    prefix: "",
  };
  const atHost = { ...inRegion, region: "us-east-1", endpoint: "https://s3.example" };

  it.each([
    ["a bucket and its region", "s3://my-bucket?region=eu-central-1", inRegion],
    ["a slash behind the bucket", "s3://my-bucket/?region=eu-central-1", inRegion],
    ["an endpoint alone", "s3://my-bucket?endpoint=https://s3.example/", atHost],
    [
      "an endpoint in a region",
      "s3://my-bucket?region=auto&endpoint=https%3A%2F%2Fs3.example",
      { ...atHost, region: "auto" },
    ],
    [
      "an endpoint with port and path",
      "s3://my-bucket?endpoint=http://127.0.0.1:9000/s3/",
      { ...atHost, endpoint: "http://127.0.0.1:9000/s3" },
    ],
    ["a folder", "s3://my-bucket?region=eu-central-1&prefix=photos", { ...inRegion, prefix: "photos/" }],
    [
      "folders",
      "s3://my-bucket?region=eu-central-1&prefix=shop.example/photos_1/",
      { ...inRegion, prefix: "shop.example/photos_1/" },
    ],
    ["a dot in its name", "s3://my.bucket?region=eu-central-1", { ...inRegion, bucket: "my.bucket" }],
  ])("is read with %s", (_name, given, read) => {
    expect(storage(given)).toStrictEqual(read);
  });

  const region = "region=eu-central-1";
  it.each([
    ["no folder", "file:", "expected file:FOLDER"],
    ["no bucket", `s3://?${region}`, "the bucket's name"],
    ["a name that is too short", `s3://ab?${region}`, "the bucket's name"],
    ["capitals in the name", `s3://Hidden?${region}`, "the bucket's name"],
    ["a port", `s3://hidden:9000?${region}`, "the bucket's name"],
    ["a folder behind the bucket", `s3://bucket/hidden?${region}`, "behind the bucket comes ?region=…"],
    ["a fragment", `s3://bucket?${region}#hidden`, "behind the bucket comes ?region=…"],
    ["credentials", `s3://hidden:hidden@bucket?${region}`, "credentials belong in S3_ACCESS_KEY_ID"],
    ["an unknown part", `s3://bucket?${region}&hidden=1`, "region, endpoint and prefix, and nothing else"],
    ["a part twice", `s3://bucket?${region}&region=hidden`, "may stand there once"],
    ["no region and no endpoint", "s3://bucket", "the region is needed"],
    ["an empty region", "s3://bucket?region=", "the region has"],
    ["a strange region", "s3://bucket?region=hidden.example/", "the region has"],
    ["an endpoint without https://", "s3://bucket?endpoint=hidden.example", "the endpoint is"],
    ["an endpoint of another kind", "s3://bucket?endpoint=ftp://hidden.example", "the endpoint is"],
    ["credentials in the endpoint", "s3://bucket?endpoint=https://a:hidden@s3.example", "the endpoint is"],
    ["a query in the endpoint", "s3://bucket?endpoint=https://s3.example%3Fhidden", "the endpoint is"],
    ["an empty endpoint", `s3://bucket?${region}&endpoint=`, "the endpoint is"],
    ["an empty prefix", `s3://bucket?${region}&prefix=`, "the prefix is"],
    ["a prefix that begins at the top", `s3://bucket?${region}&prefix=/hidden`, "the prefix is"],
    ["a prefix that leads upwards", `s3://bucket?${region}&prefix=hidden/../other`, "the prefix is"],
    ["a prefix with a space", `s3://bucket?${region}&prefix=hidden%20folder`, "the prefix is"],
  ])("is refused with %s, in one sentence that repeats nothing", (_name, given, sentence) => {
    const [, ...told] = mistakesOf({ ...whole, STORAGE_URL: given }).split("\n");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^ {2}STORAGE_URL: /);
    expect(told[0]).toContain(sentence);
    expect(told[0]?.toLowerCase()).not.toContain("hidden");
  });

  it("is told all its mistakes at once", () => {
    const told = mistakesOf({ ...whole, STORAGE_URL: "s3://B/folder?region=A&endpoint=none&prefix=.." });
    expect(told.match(/STORAGE_URL: /g)).toHaveLength(5);
  });

  it("takes both credentials or neither, and says so together with other mistakes", () => {
    const [id, secret] = ["hidden-id", "hidden-secret"];
    const both = { ...whole, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret };
    expect(readEnvironment(both)).toMatchObject({ S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret });
    for (const [key, value] of Object.entries({ S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret })) {
      const told = mistakesOf({ ...whole, [key]: value, PORT: "none" });
      expect(told).toContain("\n  S3_ACCESS_KEY_ID: stands there together with S3_SECRET_ACCESS_KEY");
      expect(told).toContain("\n  PORT: ");
      expect(told).not.toContain("hidden");
    }
  });
});
