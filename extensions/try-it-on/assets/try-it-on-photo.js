/** Makes the photo small, upright and free of its place on the device, and looks whether it will do. */
import { reach } from "./try-it-on-reach.js";

/**
 * @typedef {{ blob: Blob, isShown: boolean, hint?: "is_dark" | "is_blurred" }} Prepared
 * @typedef {{ code: string }} Refused
 */

const mostBytes = 900_000;
/** What the app takes at most. */
const mostUnpreparedBytes = 10 * 1024 * 1024;
/** From the best to the last resort; what a model needs is in each of them. */
const sizes = [
  { side: 2048, quality: 0.9 },
  { side: 2048, quality: 0.8 },
  { side: 1600, quality: 0.8 },
  { side: 1280, quality: 0.75 },
  { side: 1024, quality: 0.7 },
];
const leastSide = 300;
const mostStretch = 2.5;
const sampleSide = 384;
const darkBelow = 45;
const blurredBelow = 18;
const middleLight = 128;

/**
 * @param {File} file
 * @returns {Promise<Prepared | Refused>}
 */
export async function prepare(file) {
  if (file.size === 0) return { code: "photo_missing" };
  const isHeic = /hei[cf]/i.test(file.type) || /\.hei[cf]$/i.test(file.name);
  if (!isHeic && !file.type.startsWith("image/") && !/\.(jpe?g|png|webp)$/i.test(file.name))
    return { code: "photo_type" };
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => undefined);
  // Most browsers can't read what iPhones take. The app can; the place is taken out of it here all the same.
  if (!picture && isHeic) {
    if (file.size > mostUnpreparedBytes) return { code: "photo_too_large" };
    const { withoutPlace } = await reach(["heic"], () => import("./try-it-on-heic.js"));
    return {
      blob: new Blob([withoutPlace(await file.arrayBuffer())], { type: "image/heic" }),
      isShown: false,
    };
  }
  if (!picture) return { code: "photo_unreadable" };
  try {
    return await rewrite(file, picture);
  } finally {
    picture.close();
  }
}

/** @param {File} file @param {ImageBitmap} picture @returns {Promise<Prepared | Refused>} */
async function rewrite(file, picture) {
  const { width, height } = picture;
  if (Math.min(width, height) < leastSide) return { code: "photo_too_small" };
  if (Math.max(width, height) > mostStretch * Math.min(width, height)) return { code: "photo_shape" };
  if (!drawsTruly())
    return file.size > mostUnpreparedBytes ? { code: "photo_too_large" } : { blob: file, isShown: true };
  let blob;
  for (const { side, quality } of sizes) {
    blob = await encode(draw(picture, side), quality);
    if (!blob) return { code: "photo_unreadable" };
    if (blob.size <= mostBytes) break;
  }
  const hint = flawOf(draw(picture, sampleSide));
  return blob ? { blob, isShown: true, ...(hint && { hint }) } : { code: "photo_unreadable" };
}

/** @param {ImageBitmap} picture @param {number} side */
function draw(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob | null>} */
function encode(canvas, quality) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}

/** A browser that guards against fingerprints hands out noise: the merchant would pay for a picture of it. */
function drawsTruly() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 4;
  const pen = canvas.getContext("2d");
  if (!pen) return false;
  pen.fillStyle = "rgb(30 160 90)";
  pen.fillRect(0, 0, 4, 4);
  const { data } = pen.getImageData(0, 0, 4, 4);
  const wanted = [30, 160, 90, 255];
  return data.every((value, at) => Math.abs(value - (wanted[at % 4] ?? 0)) < 4);
}

/**
 * Light by the mean, sharpness by how much neighbours differ from each other (the variance of the Laplacian), as it would
 * be in a middle light: in a dim one all differences are small.
 * @param {HTMLCanvasElement} canvas
 */
function flawOf(canvas) {
  const { width, height } = canvas;
  const data = canvas.getContext("2d")?.getImageData(0, 0, width, height).data;
  if (!data) return undefined;
  const grey = new Float32Array(width * height);
  let light = 0;
  for (let at = 0; at < grey.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    light += grey[at] = 0.3 * red + 0.59 * green + 0.11 * blue;
  }
  light /= grey.length;
  if (light < darkBelow) return "is_dark";
  let sum = 0;
  let squares = 0;
  /** @param {number} at */
  const value = (at) => grey[at] ?? 0;
  for (let row = 1; row < height - 1; row += 1)
    for (let at = row * width + 1; at < (row + 1) * width - 1; at += 1) {
      const edge = 4 * value(at) - value(at - 1) - value(at + 1) - value(at - width) - value(at + width);
      sum += edge;
      squares += edge * edge;
    }
  const count = (width - 2) * (height - 2);
  const differences = squares / count - (sum / count) ** 2;
  return differences * (middleLight / light) ** 2 < blurredBelow ? "is_blurred" : undefined;
}
