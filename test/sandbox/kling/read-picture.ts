/** A picture as the create call names it: bare base64 or an address, really fetched, decoded and measured. */
import sharp from "sharp";
import { fetch } from "undici";
import { type Refusal, refusal } from "./errors.ts";

export type Picture = { bytes: Buffer; shown: string };

const maxBytes = 10 * 1024 * 1024;
const minSide = 300;
const downloadMs = 10_000;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

export async function readPicture(field: string, value: unknown): Promise<Picture | Refusal> {
  if (typeof value !== "string" || value === "") return refusal("invalidValue", `${field} cannot be empty`);
  const isAddress = /^https?:\/\//i.test(value);
  const bytes = isAddress ? await download(field, value) : decodeBase64(value);
  if (!Buffer.isBuffer(bytes)) return bytes;
  if (bytes.length > maxBytes) return refusal("invalidValue", `${field}: file size exceeds 10MB`);
  const measured = await measure(field, bytes);
  if ("code" in measured) return measured;
  const { format, width, height } = measured;
  return { bytes, shown: isAddress ? value : `<${format} ${bytes.length} bytes ${width}x${height}>` };
}

/** Kling takes the bare string only: a `data:` prefix has characters that base64 does not know. */
function decodeBase64(value: string): Buffer | Refusal {
  if (value.length % 4 !== 0 || !base64.test(value)) {
    return refusal("invalidValue", "File is not in a valid base64 format");
  }
  return Buffer.from(value, "base64");
}

async function download(field: string, address: string): Promise<Buffer | Refusal> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(downloadMs) });
    if (!response.ok) {
      await response.body?.cancel();
      return refusal("invalidValue", `${field}: failed to download, HTTP status ${response.status}`);
    }
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body ?? []) {
      parts.push(part);
      length += part.length;
      // Leaving the loop closes the connection: an endless body cannot fill the memory.
      if (length > maxBytes) return refusal("invalidValue", `${field}: file size exceeds 10MB`);
    }
    return Buffer.concat(parts);
  } catch {
    return refusal("invalidValue", `${field}: failed to download, check that the address is reachable`);
  }
}

async function measure(
  field: string,
  bytes: Buffer,
): Promise<{ format: string; width: number; height: number } | Refusal> {
  try {
    const { format, width, height } = await sharp(bytes).metadata();
    if (format !== "jpeg" && format !== "png") {
      return refusal("invalidValue", `${field}: image format is not supported, use jpg, jpeg or png`);
    }
    if (width < minSide || height < minSide) return refusal("invalidValue", "Image pixel is invalid");
    // Only decoding shows a file that ends too early; a small target lets JPEG skip most of the work.
    await sharp(bytes, { failOn: "truncated" }).resize(32, 32, { fit: "fill" }).raw().toBuffer();
    return { format, width, height };
  } catch {
    return refusal("invalidValue", `${field}: image cannot be decoded`);
  }
}
