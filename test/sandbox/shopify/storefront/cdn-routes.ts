import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import express, { type Response } from "express";
import { asyncRoute } from "./async-route.ts";
import sharp from "sharp";
import { garmentFile } from "../../drawings/garments.ts";
import type { World } from "../../world.ts";
import { extensionAssets, extensionFolderOf } from "./folders.ts";
import { themeAssets, themeFolders, themeNames } from "./themes.ts";

const largestSidePixels = 5760;
const keptPictures = 200;

const assetTypes: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".wasm": "application/wasm",
};

type Served = { bytes: Buffer; contentType: string };
type Wanted = { width: number | undefined; height: number | undefined; format: string | undefined };

/** Shopify's CDN: the shop's files made to measure, the theme's assets and the extension's assets. */
export function cdnRoutes(world: World): express.Router {
  const router = express.Router();
  const made = new Map<string, Served>();

  router.get(
    "/cdn/shop/files/:file",
    asyncRoute(async (request, response) => {
      const { file = "" } = request.params;
      const width = side(request.query.width);
      const height = side(request.query.height);
      if (width === "bad" || height === "bad") {
        response.status(400).type("text").send("width and height are whole numbers from 1 to 5760");
        return;
      }
      const source = await garmentFile(file);
      if (!source) {
        response.status(404).type("text").send("Not found");
        return;
      }
      const format = chosenFormat(request.query.format, source.contentType, request.headers.accept ?? "");
      const key = `${file} ${width} ${height} ${format}`;
      const picture = made.get(key) ?? (await make(source, { width, height, format }));
      made.set(key, picture);
      const [oldest] = made.keys();
      if (made.size > keptPictures && oldest !== undefined) made.delete(oldest);
      response.set({ "cache-control": "public, max-age=31557600", vary: "Accept" });
      sendAsset(response, picture);
    }),
  );

  router.get(
    `${extensionAssets}/:file`,
    asyncRoute(async (request, response) => {
      await sendFile(response, [join(extensionFolderOf(world), "assets")], request.params.file ?? "");
    }),
  );
  for (const theme of themeNames) {
    router.get(
      `${themeAssets(theme)}/:file`,
      asyncRoute(async (request, response) => {
        await sendFile(response, themeFolders(theme, "assets"), request.params.file ?? "");
      }),
    );
  }
  return router;
}

/** Without a `format`, WebP goes only to browsers that say they take it, unless the file is WebP itself. */
function chosenFormat(asked: unknown, sourceType: string, accept: string): string | undefined {
  if (asked === "pjpg" || asked === "jpg" || asked === "png" || asked === "webp") return asked;
  if (accept.includes("image/webp")) return "webp";
  return sourceType === "image/webp" ? "webp" : undefined;
}

async function make(source: Served, { width, height, format }: Wanted): Promise<Served> {
  const image = sharp(source.bytes);
  if (width !== undefined || height !== undefined) {
    image.resize({ width, height, fit: "inside", withoutEnlargement: true });
  }
  switch (format) {
    case "pjpg":
    case "jpg": {
      const onWhite = image.flatten({ background: "#ffffff" });
      const bytes = await onWhite.jpeg({ quality: 85, progressive: format === "pjpg" }).toBuffer();
      return { bytes, contentType: "image/jpeg" };
    }
    case "png":
      return { bytes: await image.png().toBuffer(), contentType: "image/png" };
    case "webp":
      return { bytes: await image.webp({ quality: 82 }).toBuffer(), contentType: "image/webp" };
    default:
      if (width === undefined && height === undefined) return source;
      return { bytes: await image.toBuffer(), contentType: source.contentType };
  }
}

function side(value: unknown): number | undefined | "bad" {
  if (value === undefined || value === "") return undefined;
  const pixels = Number(value);
  return Number.isInteger(pixels) && pixels >= 1 && pixels <= largestSidePixels ? pixels : "bad";
}

/** From the first of the folders that has it. */
async function sendFile(response: Response, folders: string[], file: string): Promise<void> {
  const contentType = assetTypes[extname(file)];
  const isPlainName = /^[\w.-]+$/.test(file);
  if (contentType !== undefined && isPlainName) {
    for (const folder of folders) {
      const bytes = await readFile(join(folder, file)).catch(() => undefined);
      if (!bytes) continue;
      response.set("cache-control", "public, max-age=60");
      sendAsset(response, { bytes, contentType });
      return;
    }
  }
  response.status(404).type("text").send("Not found");
}

function sendAsset(response: Response, { bytes, contentType }: Served): void {
  response.set({ "content-type": contentType, "access-control-allow-origin": "*" }).send(bytes);
}
