/**
 * Unfolds a HEIC in a thread of its own: the decoder is WebAssembly and works for up to seconds on end. Each photo gets
 * a fresh decoder, so that nothing of one shopper's is left in the memory where the next one's is read.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { move } from "piscina";
import { tiffFor } from "./tiff.ts";

export type HeicTask = {
  bytes: Uint8Array;
  /** As the photo's header says; a decoder that finds another size has been lied to. */
  width: number;
  height: number;
  profile?: Uint8Array | undefined;
  maxMemory: number;
};

/** What the decoder's own description leaves open. `data` is a view of its memory. */
type Decoded = { channels?: { width: number; height: number; stride: number; data: Uint8Array }[] };
type Libheif = Awaited<ReturnType<typeof freshDecoder>>;

/** Nothing for a photo that can't be unfolded; what is thrown is no photo's fault. */
export default async function unfoldHeic({ maxMemory, ...task }: HeicTask) {
  const heif = await freshDecoder(maxMemory);
  try {
    return move(unfold(heif, task));
  } catch {
    return undefined;
  }
}

function unfold(heif: Libheif, { bytes, width, height, profile }: Omit<HeicTask, "maxMemory">) {
  const context = heif.heif_context_alloc();
  // What can't be read gives no picture, and the next question throws.
  heif.heif_context_read_from_memory(context, bytes);
  const picture = heif.heif_js_context_get_primary_image_handle(context);
  const channels = heif.heif_image_handle_has_alpha_channel(picture) ? 4 : 3;
  const { heif_chroma_interleaved_RGB, heif_chroma_interleaved_RGBA } = heif.heif_chroma;
  const decoded: Decoded = heif.heif_js_decode_image2(
    picture,
    heif.heif_colorspace.heif_colorspace_RGB,
    channels === 4 ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
  );
  const [pixels] = decoded.channels ?? [];
  if (pixels?.width !== width || pixels.height !== height) throw new Error("the photo can't be decoded");

  const { file, pixelsAt } = tiffFor({ width, height, channels, profile });
  const rowBytes = width * channels;
  for (let row = 0; row < height; row += 1) {
    const from = row * pixels.stride;
    file.set(pixels.data.subarray(from, from + rowBytes), pixelsAt + row * rowBytes);
  }
  return file;
}

const require = createRequire(import.meta.url);
let compiled: WebAssembly.Module | undefined;

/** Loaded with the first photo: a thread that could not even start would never say so to whoever waits for it. */
async function freshDecoder(maxMemory: number) {
  const { default: makeLibheif } = await import("libheif-js/libheif-wasm/libheif.js");
  compiled ??= new WebAssembly.Module(readFileSync(require.resolve("libheif-js/libheif-wasm/libheif.wasm")));
  const code = compiled;
  return makeLibheif({
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance) => WebAssembly.Exports,
    ) {
      const instance = new WebAssembly.Instance(code, imports);
      boundMemory(instance.exports, maxMemory);
      return receive(instance);
    },
    print: silent,
    printErr: silent,
  });
}

const pageBytes = 65_536;
const silent = () => {};

/** Every byte that the decoder takes comes by here: what a file hides from its header, it can't unfold. */
function boundMemory(exports: WebAssembly.Exports, maxMemory: number): void {
  for (const memory of Object.values(exports)) {
    if (!(memory instanceof WebAssembly.Memory)) continue;
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      if (memory.buffer.byteLength + pages * pageBytes > maxMemory) throw new RangeError("too much memory");
      return grow(pages);
    };
  }
}
