/** The threads in which HEIC is decoded: few, bounded in memory and time, and gone when nobody needs them. */
import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { HeicTask } from "./heic-worker.ts";

/** Each takes a whole core for up to seconds, and the web server needs one too. */
export const heicThreads = availableParallelism() > 3 ? 2 : 1;

const limits = {
  /** What a photo of 50 megapixels takes, and a quarter more. */
  memory: 448 * 1024 * 1024,
  ms: 20_000,
};

const threads = new Piscina<HeicTask, Uint8Array | undefined>({
  filename: new URL("heic-worker.ts", import.meta.url).href,
  minThreads: 0,
  maxThreads: heicThreads,
  idleTimeout: 30_000,
});

// A thread that can't be had at all: whoever waits for it is told by the time limit.
threads.on("error", () => {});

/** The pixels, upright, as TIFF. Nothing when they can't be had within the limits; a thread that takes too long ends. */
export async function unfoldHeic(photo: Omit<HeicTask, "maxMemory">): Promise<Uint8Array | undefined> {
  const signal = AbortSignal.timeout(limits.ms);
  try {
    return await threads.run({ ...photo, maxMemory: limits.memory }, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
