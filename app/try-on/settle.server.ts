/** The provider has finished: its picture is fetched, checked, sealed and becomes the result, in one move. */
import type { TryOn } from "@prisma/client";
import sharp from "sharp";
import type { Enqueue } from "../jobs.server.ts";
import type { Download } from "../providers/download.server.ts";
import { bounds } from "../pictures.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import type { Move } from "./move.server.ts";
import { limits } from "./states.ts";

export type Settle = (
  tryOn: TryOn,
  pictureAddress: string,
) => Promise<{ ok: true } | { ok: false; retry: boolean; detail: string }>;

type Parts = { download: Download; pictures: Pictures; move: Move; enqueue: Enqueue };

export function createSettle({ download, pictures, move, enqueue }: Parts): Settle {
  return async (tryOn, pictureAddress) => {
    const fetched = await download(pictureAddress);
    if (!fetched.ok) return fetched;
    const bytes = await decodeAgain(fetched.bytes);
    if (!bytes) return { ok: false, retry: false, detail: "the fetched picture can't be decoded" };

    const sealed = await pictures.seal(tryOn.shopDomain, bytes);
    const moved = await move(tryOn, {
      from: "running",
      to: "done",
      along: async (transaction) => {
        await transaction.picture.create({
          data: { ...sealed, tryOnId: tryOn.id, shopDomain: tryOn.shopDomain, role: "result" },
        });
        const startAfterSeconds = Math.ceil(limits.retentionMs / 1000);
        await enqueue("try-on.forget", { id: tryOn.id }, { transaction, startAfterSeconds });
      },
    });
    // Somebody else settled it meanwhile; these bytes belong to no row.
    if (!moved) await pictures.remove(sealed.id);
    return { ok: true };
  };
}

/** What a shopper's browser gets is a picture that we made, not bytes that somebody sent. */
async function decodeAgain(bytes: Buffer): Promise<Buffer | undefined> {
  return sharp(bytes, { limitInputPixels: bounds.maxPixels, failOn: "error" })
    .autoOrient()
    .toColourspace("srgb")
    .jpeg({ quality: 92 })
    .toBuffer()
    .catch(() => undefined);
}
