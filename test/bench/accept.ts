/** Taking a photo, from its first byte until it is cleaned, sealed and in line, against the cleaning alone. */
import sharp from "sharp";
import { bounds, written } from "../../app/pictures.ts";
import { type Figure, inTurns, rate } from "./measure.ts";
import { type Ground, startPlace } from "./place.ts";
import { photoOf, shopperIn } from "./shoppers.ts";

const turns = 8;
/** Enough to keep every core busy while some wait for the disk. */
const load = { atATime: 12, ms: 1_500 };
/** As the dialog sends it, which makes photos small on the shopper's device. */
const photoHeight = 2_048;

export async function accept(ground: Ground): Promise<Figure[]> {
  const place = await startPlace(ground, "web");
  try {
    const photo = await photoOf(photoHeight);
    const press = await shopperIn(place);
    const seen = await inTurns(
      turns,
      () => rate(() => press(photo), load),
      () => rate(() => bareCleaning(photo), load),
    );
    const size = `${Math.round(photo.length / 1024)} KB`;
    return [
      {
        what: `photos of ${size} taken, ${load.atATime} at a time`,
        unit: "/s",
        ours: seen.ours,
        baseline: { what: "bare sharp", ...seen.baseline },
        ratio: seen.ratio,
        bound: { of: "ratio", least: 0.7 },
      },
    ];
  } finally {
    await place.stop();
  }
}

/** What app/try-on/photo/photo.server.ts has sharp do, and nothing around it. */
function bareCleaning(photo: Buffer): Promise<Buffer> {
  return sharp(photo, { limitInputPixels: bounds.maxPixels, failOn: "warning", sequentialRead: true })
    .autoOrient()
    .resize({ width: bounds.maxSide, height: bounds.maxSide, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg(written(90))
    .toBuffer();
}
