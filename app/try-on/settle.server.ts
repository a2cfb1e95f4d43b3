/** The provider has finished: its picture is fetched, checked, sealed and becomes the result, in one move. */
import type { TryOn } from "@prisma/client";
import sharp from "sharp";
import type { Download } from "../providers/download.server.ts";
import { bounds, written } from "../pictures.ts";
import type { Forget } from "../storage/forget.server.ts";
import { pictureSeconds, pictureWork } from "../picture-work.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import type { Move } from "./move.server.ts";

export type Settle = (
  tryOn: TryOn,
  pictureAddress: string,
) => Promise<{ ok: true; moved: boolean } | { ok: false; retry: boolean; detail: string }>;

type Parts = { download: Download; pictures: Pictures; forget: Forget; move: Move };

export function createSettle({ download, pictures, forget, move }: Parts): Settle {
  return async (tryOn, pictureAddress) => {
    const fetched = await download(pictureAddress);
    if (!fetched.ok) return fetched;
    const bytes = await pictureWork(() => decodeAgain(fetched.bytes));
    if (!bytes) return { ok: false, retry: false, detail: "the fetched picture can't be decoded" };
    const result = await pictures.seal(tryOn.shopDomain, "result", bytes);
    const moved = await move(tryOn, {
      from: "running",
      to: "done",
      along: (transaction) => pictures.attach(transaction, result, tryOn.id, tryOn.keptHours * 3_600_000),
    });
    // Somebody else settled or ended it meanwhile: nothing will take this one.
    if (!moved) await forget.discard(result);
    return { ok: true, moved };
  };
}

/** What a shopper's browser gets is a picture that we made, not bytes that somebody sent. */
async function decodeAgain(bytes: Buffer): Promise<Buffer | undefined> {
  return sharp(bytes, { limitInputPixels: bounds.maxPixels, failOn: "error" })
    .autoOrient()
    .toColourspace("srgb")
    .jpeg(written(92))
    .timeout({ seconds: pictureSeconds })
    .toBuffer()
    .catch(() => undefined);
}
