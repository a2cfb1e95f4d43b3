/** A result on its way out, whole or as a script wants it. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Response } from "express";
import type { DownloadScript } from "./scripts.ts";

const slices = 40;
const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

export function sendPicture(response: Response, picture: Buffer, script: DownloadScript | undefined): void {
  switch (script?.does) {
    case undefined:
      response.type("image/jpeg").set("cache-control", "public, max-age=3600").send(picture);
      return;
    case "expired":
      response.status(script.status).type("html").send(page("This address is no longer valid"));
      return;
    case "redirect":
      response.redirect(302, script.to);
      return;
    case "not-a-picture":
      // The header says otherwise: only the bytes tell.
      response.type("image/jpeg").send(Buffer.from(page("Not a picture")));
      return;
    case "cut":
      response.writeHead(200, { "content-type": "image/jpeg", "content-length": picture.length });
      response.write(picture.subarray(0, picture.length / 2), () => response.socket?.destroy());
      return;
    case "slow":
      response.type("image/jpeg").set("content-length", String(picture.length));
      pour(response, trickle(picture, script.ms));
      return;
    case "huge":
      response.type("image/jpeg");
      pour(response, swell(picture, script.bytes));
  }
}

/** The caller may turn away at any time, which is the point of it. */
function pour(response: Response, parts: AsyncIterable<Buffer> | Iterable<Buffer>): void {
  pipeline(Readable.from(parts), response).catch(() => response.destroy());
}

async function* trickle(picture: Buffer, ms: number): AsyncGenerator<Buffer> {
  const size = Math.ceil(picture.length / slices);
  for (let at = 0; at < picture.length; at += size) {
    yield picture.subarray(at, at + size);
    await wait(ms / slices, undefined, { ref: false });
  }
}

/** A real beginning and then nothing but length, without a length in the header. */
function* swell(picture: Buffer, bytes: number): Generator<Buffer> {
  const filling = Buffer.alloc(64 * 1024);
  yield picture;
  for (let sent = picture.length; sent < bytes; sent += filling.length) yield filling;
}
