/** A picture as a create call names it: bare base64 or an address, really fetched, decoded and measured. */
import sharp from "sharp";
import { fetch } from "undici";

export type Picture = { bytes: Buffer; shown: string };
export type Problem = { problem: string };

export type PictureRules = {
  formats: readonly ("jpeg" | "png" | "webp")[];
  takesBase64: boolean;
  /** The shortest side's least and the longest side's most pixels. */
  least: number;
  most: number;
  /** How many times as long as the other one a side may be. */
  stretch: number;
};

export const maxBytes = 10 * 1024 * 1024;
const downloadMs = 10_000;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

export async function readPicture(
  field: string,
  value: unknown,
  rules: PictureRules,
): Promise<Picture | Problem> {
  if (typeof value !== "string" || value === "") return { problem: `${field} cannot be empty` };
  const isAddress = /^https?:\/\//i.test(value);
  if (!isAddress && !rules.takesBase64) return { problem: `${field} must be an http or https address` };
  const bytes = isAddress ? await download(field, value) : decodeBase64(value);
  if (!Buffer.isBuffer(bytes)) return bytes;
  if (bytes.length > maxBytes) return { problem: `${field}: file size exceeds 10MB` };
  const measured = await measure(field, bytes, rules);
  if ("problem" in measured) return measured;
  const { format, width, height } = measured;
  return { bytes, shown: isAddress ? value : `<${format} ${bytes.length} bytes ${width}x${height}>` };
}

/** Only the bare string: a `data:` prefix has characters that base64 does not know. */
function decodeBase64(value: string): Buffer | Problem {
  if (value.length % 4 !== 0 || !base64.test(value)) {
    return { problem: "File is not in a valid base64 format" };
  }
  return Buffer.from(value, "base64");
}

async function download(field: string, address: string): Promise<Buffer | Problem> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(downloadMs) });
    if (!response.ok) {
      await response.body?.cancel();
      return { problem: `${field}: failed to download, HTTP status ${response.status}` };
    }
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body ?? []) {
      parts.push(part);
      length += part.length;
      // Leaving the loop closes the connection: an endless body cannot fill the memory.
      if (length > maxBytes) return { problem: `${field}: file size exceeds 10MB` };
    }
    return Buffer.concat(parts);
  } catch {
    return { problem: `${field}: failed to download, check that the address is reachable` };
  }
}

type Measured = { format: string; width: number; height: number };

async function measure(field: string, bytes: Buffer, rules: PictureRules): Promise<Measured | Problem> {
  try {
    const { format, width, height } = await sharp(bytes).metadata();
    if (!rules.formats.some((known) => known === format)) {
      const names = rules.formats.map((name) => (name === "jpeg" ? "jpg, jpeg" : name)).join(", ");
      return { problem: `${field}: image format is not supported, use one of ${names}` };
    }
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    if (short < rules.least || long > rules.most) return { problem: "Image pixel is invalid" };
    if (long > short * rules.stretch)
      return { problem: "The resolution or aspect ratio of the input image is invalid" };
    // Only decoding shows a file that ends too early; a small target lets JPEG skip most of the work.
    await sharp(bytes, { failOn: "truncated" }).resize(32, 32, { fit: "fill" }).raw().toBuffer();
    return { format, width, height };
  } catch {
    return { problem: `${field}: image cannot be decoded` };
  }
}
