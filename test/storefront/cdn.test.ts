import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startStorefront, type Storefront } from "./storefront.ts";

let storefront: Storefront;
let file: string;
let webpFile: string;

beforeAll(async () => {
  storefront = await startStorefront();
  const pictures = storefront.shop.products.flatMap((product) => product.pictures);
  file = pictures.find((picture) => picture.file.endsWith(".jpg"))?.file ?? "";
  webpFile = pictures.find((picture) => picture.file.endsWith(".webp"))?.file ?? "";
});
afterAll(() => storefront.close());

async function get(path: string, accept = "*/*") {
  const answer = await fetch(`${storefront.origin}/cdn/shop/files/${path}`, { headers: { accept } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { answer, type: answer.headers.get("content-type"), bytes };
}

test("width and format=pjpg give a progressive JPEG of that width, also of a WebP file", async () => {
  const { answer, bytes } = await get(`${webpFile}?v=1&width=240&format=pjpg`, "image/webp,*/*");
  const picture = await sharp(bytes).metadata();
  expect(picture).toMatchObject({ format: "jpeg", width: 240, isProgressive: true });
  expect(answer.headers.get("cache-control")).toContain("max-age=");
  expect(answer.headers.get("vary")).toContain("Accept");
});

test("a picture is never enlarged", async () => {
  const { bytes } = await get(`${file}?width=5000&height=5000&format=pjpg`);
  const picture = storefront.shop.products
    .flatMap((product) => product.pictures)
    .find((each) => each.file === file);
  expect((await sharp(bytes).metadata()).width).toBe(picture?.width);
});

test("WebP goes to browsers that take it, and to all when the file is WebP", async () => {
  expect((await get(`${file}?width=100`, "image/avif,image/webp,*/*")).type).toBe("image/webp");
  expect((await get(`${file}?width=100`)).type).toBe("image/jpeg");
  expect((await get(`${webpFile}?width=100`)).type).toBe("image/webp");
});

test("an unknown file is a 404 and a senseless width a 400", async () => {
  expect((await get("nobody.jpg")).answer.status).toBe(404);
  expect((await get(`${file}?width=0`)).answer.status).toBe(400);
  expect((await get(`${file}?width=wide`)).answer.status).toBe(400);
});
