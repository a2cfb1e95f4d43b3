import { expect, it } from "vitest";
import unfoldHeic from "../../../app/try-on/photo/heic-worker.ts";
import { lyingHeic } from "./heic-boxes.ts";
import { heicFile } from "./photo-files.ts";

const maxMemory = 64 * 1024 * 1024;
const upright = { bytes: heicFile("upright"), width: 600, height: 900, maxMemory };

it("takes no more memory than it is given, whatever the photo needs", async () => {
  expect(await unfoldHeic(upright)).toBeDefined();
  const large = { bytes: heicFile("unfolds-to-100-megapixels"), width: 10_000, height: 10_000, maxMemory };
  expect(await unfoldHeic(large)).toBeUndefined();
});

it("believes what it decodes and not what it was told", async () => {
  const taller = { ...upright, height: 901 };
  expect(await unfoldHeic(taller)).toBeUndefined();
  expect(await unfoldHeic({ ...taller, bytes: lyingHeic(upright.bytes, 600, 901) })).toBeUndefined();
});
