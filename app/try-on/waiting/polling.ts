/**
 * How long to wait before a provider is asked again, when it has not called back. Callbacks get lost, and a task seen
 * late is a shopper kept waiting; asking all the time is what callbacks are there to spare.
 */

/** Without any times to go by. */
const firstLookMs = 4_000;
const shortestPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * The first look comes a little before the connection's quick try-ons were done, so that one that has become quicker is
 * seen sooner and sooner; from there on each pause is half of what has passed since, so a slow one is asked for seldom.
 */
export function pauseBeforePoll(runningForMs: number, recentTimes: number[]): number {
  const sinceFirst = runningForMs - firstLook(recentTimes);
  const pause = sinceFirst < 0 ? -sinceFirst : sinceFirst / 2;
  return Math.round(Math.min(longestPauseMs, Math.max(shortestPauseMs, pause)));
}

function firstLook(times: number[]): number {
  const quick = times.toSorted((one, other) => one - other)[Math.floor(times.length / 4)];
  return quick === undefined ? firstLookMs : quick * 0.8;
}
