/**
 * Prisma's WASM engine leaves the ten-second timer of its migration lock running, and the command waits for it.
 * Loaded before that command, this lets the process end while such a timer is still set.
 */
const lockTimeoutMs = 10_000;
const setTimer = globalThis.setTimeout;

globalThis.setTimeout = Object.assign((/** @type {Parameters<typeof setTimer>} */ ...given) => {
  const timer = setTimer(...given);
  if (given[1] === lockTimeoutMs) timer.unref();
  return timer;
}, setTimer);
